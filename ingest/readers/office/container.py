"""A ZIP file of parts, opened with care.

Sizes are checked against what the ZIP file says before anything is unpacked, and unpacking stops
there. Only parts that are read count: a deck may hold gigabytes of film.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Self

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits, Refused

MOST_PARTS = 20_000
"""Parts in one file. The largest deck of the test corpora has 700."""

MOST_PART_BYTES = 64 << 20
"""Unpacked bytes of one part. The largest slide of the test corpora has 2 million."""


class BrokenPart(Exception):  # noqa: N818 - named for the part
    """A part is missing or cannot be unpacked; the text says which and why."""

    outcome = Outcome.DAMAGED


class LargePart(BrokenPart):
    """A part is larger than what is unpacked."""

    outcome = Outcome.TOO_LARGE


class Container:
    """An open ZIP file. Names of parts have no leading slash and no case."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the file; raise :class:`Refused` where it is encrypted, damaged or has too many parts."""
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused(Outcome.DAMAGED, f"the package is damaged or cut off: {error}") from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise Refused(Outcome.TOO_LARGE, f"{len(entries)} parts; at most {MOST_PARTS} are read")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._entries.setdefault(canonical(entry.filename), entry)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(Outcome.ENCRYPTED, "the package is encrypted with a password")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Return the names of all parts, in the file's order."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """Return how many bytes a part says that it takes unpacked; 0 where there is none."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def data(self, name: str) -> bytes:
        """Unpack a part; raise :class:`BrokenPart` where it is missing, damaged or too large."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise BrokenPart(f"{short(name)} is missing")
        self._unpacked += entry.file_size
        if entry.file_size > MOST_PART_BYTES or self._unpacked > self._limits.text_bytes:
            self._unpacked -= entry.file_size
            raise LargePart(f"{short(name)} takes {entry.file_size >> 20} MiB unpacked")
        try:
            with self._zip.open(entry) as file:
                return file.read(entry.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,  # a name that is not UTF-8
            struct.error,
            lzma.LZMAError,
        ) as error:
            raise BrokenPart(f"{short(name)} cannot be unpacked: {error}") from error


def canonical(name: str) -> str:
    """Return the name of a part as parts are looked up: from the root, without case."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def short(name: str) -> str:
    """Return the name of a part as people are told it."""
    return posixpath.basename(name)[:80] or "the package's list of parts"
