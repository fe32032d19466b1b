"""Describing: what files and contents say of a document, from title to publication."""

from ingest.describe.statements import describe

__all__ = ["describe"]
