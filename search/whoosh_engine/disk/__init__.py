"""The index on disk: generations beside each other, each whole by its manifest, none ever torn."""
