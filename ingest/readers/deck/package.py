"""The package of a deck: a ZIP file of parts that refer to each other (ECMA-376 part 2).

Sizes are checked against what the ZIP file says before anything is unpacked, and unpacking stops
there. Only parts that are read count: a deck may hold gigabytes of film.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from archive.folder.outcomes import Outcome
from ingest.readers import ole
from ingest.readers.deck.xml import parse
from ingest.readers.reading import Limits, Refused

MOST_PARTS = 20_000
"""Parts in one package. The largest deck of the test corpora has 700."""

MOST_PART_BYTES = 64 << 20
"""Unpacked bytes of one part. The largest slide of the test corpora has 2 million."""


class BrokenPart(Exception):  # noqa: N818 - named for the part
    """A part is missing or cannot be unpacked; the text says which and why."""

    outcome = Outcome.DAMAGED


class LargePart(BrokenPart):
    """A part is larger than what is unpacked."""

    outcome = Outcome.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Relationship:
    """A part's reference to another part, or to an address outside the package."""

    kind: str  # the last word of its type: slide, notesSlide, chart …
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A parsed part, with what its XML refers to. `fault` is what is wrong with it, or empty."""

    name: str
    root: etree._Element
    fault: str
    related: dict[str, Relationship]

    def first(self, *kinds: str) -> str:
        """Return the target of the first relationship of one of these kinds, or an empty string."""
        return next((r.target for r in self.related.values() if r.kind in kinds and not r.external), "")


class Package:
    """An open package. Names of parts have no leading slash and, as the standard says, no case."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the file; raise :class:`Refused` where it is encrypted, damaged or has too many parts."""
        self._limits = limits
        self._unpacked = 0
        _refuse_ole(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused(Outcome.DAMAGED, f"the package is damaged or cut off: {error}") from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise Refused(Outcome.TOO_LARGE, f"{len(entries)} parts; at most {MOST_PARTS} are read")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._entries.setdefault(_canonical(entry.filename), entry)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(Outcome.ENCRYPTED, "the package is encrypted with a password")

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Return the names of all parts, in the file's order."""
        return list(self._entries)

    def part(self, name: str) -> Part:
        """Unpack and parse a part; raise :class:`BrokenPart` where nothing can be read of it."""
        root, fault = parse(self._bytes(name))
        if root is None:
            raise BrokenPart(f"{_short(name)} is not XML: {fault}")
        return Part(name, root, fault, self._related(name))

    def related_to_package(self) -> dict[str, Relationship]:
        """Return the relationships of the package itself: its main part and properties."""
        return self._related("")

    def _bytes(self, name: str) -> bytes:
        entry = self._entries.get(name.lower())
        if entry is None:
            raise BrokenPart(f"{_short(name)} is missing")
        self._unpacked += entry.file_size
        if entry.file_size > MOST_PART_BYTES or self._unpacked > self._limits.text_bytes:
            self._unpacked -= entry.file_size
            raise LargePart(f"{_short(name)} takes {entry.file_size >> 20} MiB unpacked")
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
        ) as error:
            raise BrokenPart(f"{_short(name)} cannot be unpacked: {error}") from error

    def _related(self, name: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(name)
        try:
            root, _ = parse(self._bytes(posixpath.join(folder, "_rels", base + ".rels")))
        except BrokenPart:
            return {}  # most parts refer to none; one that should is found to lack its parts
        related = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                target = _canonical(posixpath.join("/", folder, unquote(target.replace("\\", "/"))))
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            related[element.get("Id") or ""] = Relationship(kind, target, external)
        return related


def _canonical(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _short(name: str) -> str:
    return posixpath.basename(name)[:80] or "the package's list of parts"


def _refuse_ole(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(ole.MAGIC)) != ole.MAGIC:
            return
    if "encryptedpackage" in ole.streams(path):
        raise Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")
    raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an older Microsoft Office file; save it as .pptx")
