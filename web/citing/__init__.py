"""Citing: what a citation says of a document, as files for reference managers and in the usual styles."""
