"""Looking through the folder: what stands in it, and which of it stands still."""
