"""What could not be read of a file's pages, told by runs of pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ingest.readers.reading import Refused

CUT = "The text is cut at"
SHORTENED = "A string is longer than the reader reads"
BEYOND = "Beyond the limit"
LIMITS = (CUT, SHORTENED, BEYOND)
"""How remarks on a page begin that tell of a limit: such a page has not been read whole."""


class Untold:
    """Pages that could not be read, or not whole, and why."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, str]] = []

    def add(self, number: int, reason: str, *, whole: bool = True) -> None:
        """Note a page; `whole` tells that nothing of it could be read."""
        reason = reason[:1].lower() + reason[1:].rstrip(".")
        self._entries.append((number, f"could not be read{'' if whole else ' whole'}: {reason}."))

    def sentences(self) -> Iterator[str]:
        """Yield one sentence for each run of pages that could not be read for the same reason."""
        entries = sorted(self._entries, key=lambda entry: (entry[1], entry[0]))
        runs = groupby(enumerate(entries), key=lambda entry: (entry[1][0] - entry[0], entry[1][1]))
        told = []
        for (_, reason), run in runs:
            numbers = [number for _, (number, _) in run]
            pages = f"Page {numbers[0]}" if len(numbers) == 1 else f"Pages {numbers[0]} to {numbers[-1]}"
            told.append((numbers[0], f"{pages} {reason}"))
        yield from (sentence for _, sentence in sorted(told))


def in_words(error: BaseException) -> str:
    """Return what an engine raised as a reason for people."""
    if isinstance(error, MemoryError):
        return "it needs more memory than it may have"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, Refused):
        return error.reason.rstrip(".").lower()
    return f"its content is damaged ({type(error).__name__})"
