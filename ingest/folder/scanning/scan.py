"""Scanning the folder: what stands in it, and the hash of what is new there.

A file is hashed when anything the file system says of it differs from the ledger. One that may
still be growing is not: it has to stand unchanged for a while first
(:class:`ingest.folder.scanning.settling.Settling`). Nor is what describes others heeded before that.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.folder.outcomes import PlaceState
from archive.kept.originals import digest
from ingest.describe.descriptors import DescriptorReader, Descriptors, Problem
from ingest.folder.reconcile import Scan, Seen, is_below
from ingest.folder.scanning import listing
from ingest.folder.scanning.settling import Settling
from ingest.folder.scanning.wholeness import looks_whole


@dataclass
class _Hashing:
    """Tells the bytes of files, by the ledger, by memory, or by reading them for so many seconds."""

    folder: Path
    settling: Settling
    seconds: float | None
    largest: int | None  # bytes
    spent: float = 0.0

    def of(self, path: str, found: Fingerprint, known: Entry | None) -> Seen:
        """Return a file with its SHA-256, "" while it grows or waits, or where it is too large."""
        if known and known.fingerprint == found and known.sha256 and known.state != PlaceState.WAITING:
            return Seen(path, found, known.sha256)
        if sha256 := self.settling.hash_of(path, found):
            return Seen(path, found, sha256)
        if not self.settling.is_settled(path, found, lambda: looks_whole(self.folder / path, self.folder)):
            return Seen(path, found, "")
        if self.largest is not None and found.size > self.largest:
            return Seen(path, found, "", too_large=True)
        if self.seconds is not None and self.spent > self.seconds:
            return Seen(path, found, "", queued=True)
        file, began = self.folder / path, time.monotonic()
        sha256 = digest(file, self.folder)
        self.spent += time.monotonic() - began
        if listing.fingerprint(file.stat(follow_symlinks=False)) != found:
            return Seen(path, found, "")
        self.settling.remember(path, found, sha256)
        return Seen(path, found, sha256)


def scan(
    folder: Path,
    entries: Mapping[str, Entry],
    settling: Settling,
    look: Callable[[str], None],
    seconds: float | None = None,
    largest: int | None = None,
) -> Scan:
    """Look through the folder; hash what is new or differs from the ledger.

    `look` is called with the path of each file, before it is hashed. After so many `seconds` of
    hashing the rest waits for the next scan; what was hashed is remembered until then. A file of more
    bytes than the `largest` is not hashed: that may take hours, for a file that is not read then.
    """
    try:
        if not folder.is_dir():
            return Scan(absent=f"the folder {folder} is missing")
        os.scandir(folder).close()
    except OSError as error:
        return Scan(absent=f"the folder {folder} cannot be read: {error.strerror}")
    skipped: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    files: dict[str, Seen] = {}
    problems: set[Problem] = set()
    hashing = _Hashing(folder, settling, seconds, largest)
    descriptors = DescriptorReader(folder, settling.is_settled)
    for path, found in listing.files(folder, skipped, unreadable):
        look(path)
        known = entries.get(path)
        try:
            seen = hashing.of(path, found, known)
        except FileNotFoundError:
            continue  # gone between the listing and the reading: the next scan will say so
        except OSError as error:
            unreadable[path] = skipped[path] = f"cannot be read: {error.strerror or error}"
            continue
        described = descriptors.find(path)
        files[path] = _seen(replace(seen, descriptors=described.digest), described, known)
        problems.update(described.problems)
    missing = {path: entry for path, entry in entries.items() if path not in files}
    sizes = {seen.fingerprint.size for seen in files.values() if not (seen.sha256 or seen.too_large)}
    leaving = settling.leaving(missing, sizes)
    lost = settling.leaving_descriptors(descriptors.found)
    if lost:
        files = _as_described_before(files, entries, lost)
    settling.end_scan()
    return Scan(files, skipped, unreadable, leaving, lost, frozenset(descriptors.growing), _told(problems))


def _seen(seen: Seen, described: Descriptors, known: Entry | None) -> Seen:
    """Return what was seen, where what describes it cannot be read just now or is being written.

    That says nothing new of bytes that are known; bytes that are new wait until it stands still.
    """
    if not (described.unread or described.growing):
        return seen
    before = known.descriptors if known and known.sha256 else seen.descriptors
    new = known is None or known.sha256 != seen.sha256
    sha256 = "" if described.growing and new else seen.sha256
    return replace(seen, sha256=sha256, descriptors=before)


def _as_described_before(
    files: Mapping[str, Seen], entries: Mapping[str, Entry], lost: Collection[str]
) -> dict[str, Seen]:
    """Take files below a descriptor that is missing for a moment for described as they were.

    Programs save by putting a new file in the old one's place: what it withholds stays withheld.
    """
    folders = {path.rpartition("/")[0]: "" for path in lost}

    def kept(seen: Seen) -> Seen:
        known = entries.get(seen.path)
        if known is None or not known.sha256 or known.descriptors == seen.descriptors:
            return seen
        if not is_below(seen.path, folders):
            return seen
        return replace(seen, descriptors=known.descriptors)

    return {path: kept(seen) for path, seen in files.items()}


def _told(problems: Collection[Problem]) -> dict[str, str]:
    """Return what is wrong with descriptors, by file and line."""
    return {
        f"{path}:{line}:{text}": f"{path}, line {line}: {text}"
        for path, line, text in sorted((p.path, p.line, p.text) for p in problems)
    }
