"""What a file of the folder may be called, where it may stand, and how each state is told in Swedish."""
