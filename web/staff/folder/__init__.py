"""*Mappen*: the folder as staff see it, and what they ask of the watcher there."""
