"""Removing documents for good: text, versions, originals, and every trace but that it was done."""
