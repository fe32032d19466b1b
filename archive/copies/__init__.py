"""Copies of the whole archive, out and back in: backups, exports for others to read, restoring either."""
