"""Whether what was read of a page can be trusted, and how much of the page it is."""
