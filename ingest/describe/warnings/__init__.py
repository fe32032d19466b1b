"""What staff are warned of before something is published, found in what was read of a file."""

from ingest.describe.warnings.finding import find

__all__ = ["find"]
