"""Keeping the archive in order: *Granska arkivet* and the event log."""
