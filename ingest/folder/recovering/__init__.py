"""The catalogue is lost, the originals are not: every document comes back under the id it was cited by."""
