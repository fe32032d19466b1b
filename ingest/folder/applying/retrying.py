"""When a refused file is read again.

When it changes, when a reader or a limit does, when staff ask, and a few times with growing pauses
where it was refused for want of memory or time. Never in a loop.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from archive.catalogue.folder.ledger import Entry
from archive.folder.outcomes import PlaceState
from ingest.readers.reading import Limits

READING = 2
"""Raise it when our own readers learn to read what they refused."""

PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
"""Before each further try of a file that was refused for want of memory or time."""

_LIBRARIES = ("pypdfium2", "pdfminer.six", "python-pptx", "python-docx", "lxml", "olefile")


@cache
def readers(limits: Limits) -> str:
    """Return what reads files here, with versions and limits; kept with each refusal."""
    allowed = hashlib.sha256(repr(sorted(asdict(limits).items())).encode()).hexdigest()[:8]
    libraries = " ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    return f"readers {READING}, limits {allowed}, {libraries}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def due(
    entries: Mapping[str, Entry], reading: str, present: datetime, *, asked: bool = False
) -> frozenset[str]:
    """Return the paths of refused files to be read again by what `reading` names; all, if `asked`.

    A time further ahead than the longest pause was set by a clock that has been put back since.
    """
    return frozenset(
        path
        for path, entry in entries.items()
        if entry.state == PlaceState.REFUSED
        and (asked or entry.reader != reading or _is_time(entry.retry_at, present))
    )


def _is_time(at: datetime | None, present: datetime) -> bool:
    return at is not None and not present < at <= present + PAUSES[-1]


def refusal(entry: Entry, before: Entry | None, present: datetime, *, passing: bool) -> Entry:
    """Return a refusal with when it is to be tried again; `passing` if it was for want of resources."""
    same = (
        before is not None
        and before.state == PlaceState.REFUSED
        and (before.sha256, before.reader) == (entry.sha256, entry.reader)
    )
    tries = before.tries + 1 if same and before is not None else 1
    again = present + PAUSES[tries - 1] if passing and tries <= len(PAUSES) else None
    return replace(entry, tries=tries, retry_at=again)
