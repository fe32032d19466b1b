"""The PDF reader: words with their boxes in reading order, and what the file says of itself."""

from ingest.readers.pdf.document import read

__all__ = ["read"]
