"""A page is read by one at a time, among the threads of this process and other processes alike."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.catalogue.jobs import Key

FOLDER = "ocr"
"""Below `archive.data`: a file for each page that is being read just now."""


@contextmanager
def claimed(data: Path, key: Key) -> Iterator[bool]:
    """Hold a page, and tell whether it could be had. The kernel lets go of it when the process dies."""
    path = data / FOLDER / f"{key[0]}-{key[1]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)
