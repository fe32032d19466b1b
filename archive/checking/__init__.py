"""Checks that the archive keeps its word: originals, catalogue and index are as they were and agree."""
