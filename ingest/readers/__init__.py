"""The readers: each turns one kind of file into pages. They run in the sandbox only."""
