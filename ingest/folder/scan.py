"""Scanning the folder: what stands in it, told apart from locks, temporary files and descriptors.

A file is hashed when anything the file system says of it differs from the ledger. One that may
still be growing is not: it has to stand unchanged for a while first (:class:`Settling`).
Symlinks are not followed, so a scan never leaves the folder.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.catalogue.ledger import Entry, Fingerprint
from archive.originals import digest
from archive.outcomes import PlaceState
from ingest.describe.descriptors import DescriptorReader, Problem, is_descriptor
from ingest.folder.reconcile import Scan, Seen

# Names that programs use for what is not, or not yet, a document.
_PASSED_OVER = (
    (re.compile(r"~\$"), "a lock that an Office program keeps while a file is open"),
    (re.compile(r"\.~lock\."), "a lock that LibreOffice keeps while a file is open"),
    (re.compile(r"\."), "a hidden file"),
    (re.compile(r"(thumbs\.db|desktop\.ini|ehthumbs\.db)\Z", re.I), "a file that Windows keeps for itself"),
    (
        re.compile(r"(?s:.*)\.(tmp|temp|part|partial|crdownload|filepart|swp|bak~?)\Z", re.I),
        "a temporary file",
    ),
    (re.compile(r"(?s:.*)~\Z"), "a temporary file"),
    # What staff delete on a share may lie there still: it must not come back as if it had moved.
    (re.compile(r"(\$recycle\.bin|#recycle|@recycle|recycler)\Z", re.I), "a wastebasket"),
    (
        re.compile(r"(system volume information|@eadir|lost\+found|~snapshot)\Z", re.I),
        "a folder that the file server keeps for itself",
    ),
)
_TIMES = 1 << 63  # nanoseconds either way of 1970 that the ledger holds: 292 years


@dataclass
class Settling:
    """Remembers since when each new or changed file has stood unchanged, and each lost one is lost."""

    seconds: float
    _since: dict[str, tuple[Fingerprint, float]] = field(default_factory=dict)
    _lost: dict[str, float] = field(default_factory=dict)

    def is_settled(self, path: str, fingerprint: Fingerprint) -> bool:
        """Tell whether a file has not changed for the set time, by its times or by watching it.

        A time in the future (a share whose clock is ahead) says nothing, so the file is watched.
        """
        age = time.time() - max(fingerprint.mtime_ns, fingerprint.ctime_ns) / 1e9
        if age >= self.seconds:
            return True
        known = self._since.get(path)
        if known is None or known[0] != fingerprint:
            self._since[path] = (fingerprint, time.monotonic())
            return self.seconds == 0
        return time.monotonic() - known[1] >= self.seconds

    def leaving(self, missing: Collection[str]) -> frozenset[str]:
        """Return which of the missing files are missing since less than the set time."""
        present = time.monotonic()
        self._lost = {path: self._lost.get(path, present) for path in missing}
        return frozenset(path for path, since in self._lost.items() if present - since < self.seconds)

    def forget_all_but(self, paths: Collection[str]) -> None:
        """Drop what is remembered of files that are no longer waiting."""
        self._since = {path: since for path, since in self._since.items() if path in paths}


def scan(folder: Path, entries: Mapping[str, Entry], settling: Settling, look: Callable[[str], None]) -> Scan:
    """Look through the folder; hash what is new or differs from the ledger.

    `look` is called with the path of each file, before it is hashed.
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
    descriptors = DescriptorReader(folder)
    for path, found in _walk(folder, skipped, unreadable):
        look(path)
        known = entries.get(path)
        try:
            sha256 = _hash(folder / path, path, found, known, settling)
        except FileNotFoundError:
            continue  # gone between the listing and the reading: the next scan will say so
        except OSError as error:
            unreadable[path] = skipped[path] = f"cannot be read: {error.strerror or error}"
            continue
        described = descriptors.find(path)
        # What cannot be read just now says nothing new of a file that is known.
        saying = known.descriptors if known and described.unread else described.digest
        files[path] = Seen(path, found, sha256, saying)
        problems.update(described.problems)
    leaving = settling.leaving([path for path in entries if path not in files])
    settling.forget_all_but([seen.path for seen in files.values() if not seen.sha256])
    return Scan(files, skipped, unreadable, leaving, _told(problems))


def _told(problems: Collection[Problem]) -> dict[str, str]:
    """Return what is wrong with descriptors, by file and line."""
    return {
        f"{path}:{line}:{text}": f"{path}, line {line}: {text}"
        for path, line, text in sorted((p.path, p.line, p.text) for p in problems)
    }


def _hash(path: Path, name: str, found: Fingerprint, known: Entry | None, settling: Settling) -> str:
    """Return the file's SHA-256, from the ledger where nothing differs; "" while it grows."""
    if known and known.fingerprint == found and known.sha256 and known.state != PlaceState.WAITING:
        return known.sha256
    if not settling.is_settled(name, found):
        return ""
    sha256 = digest(path)
    return sha256 if _fingerprint(path.stat(follow_symlinks=False)) == found else ""


def _walk(
    folder: Path, skipped: dict[str, str], unreadable: dict[str, str]
) -> Iterator[tuple[str, Fingerprint]]:
    """Yield every file that may be a document; note what is passed over and what cannot be read."""
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            with os.scandir(folder / below) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            unreadable[below] = f"the folder cannot be read: {error.strerror}"
            continue
        names = {entry.name for entry in entries}
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            try:
                reason = _reason_to_skip(entry, path, names)
                if reason:
                    skipped[_shown(path)] = reason
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield path, _fingerprint(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue
            except OSError as error:
                unreadable[path] = skipped[path] = f"cannot be read: {error.strerror or error}"


def _shown(path: str) -> str:
    """Return a path as it can be written down, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _reason_to_skip(entry: os.DirEntry[str], path: str, siblings: Collection[str]) -> str:
    if _shown(path) != path:
        return "its name is not valid UTF-8; rename it"
    for pattern, reason in _PASSED_OVER:
        if pattern.match(entry.name):
            return reason
    if entry.is_symlink():
        return "a symbolic link; put the file itself here"
    if entry.is_dir(follow_symlinks=False):
        return ""
    if not entry.is_file(follow_symlinks=False):
        return "not a regular file"
    if is_descriptor(path, siblings):
        return "describes other files"
    return ""


def _fingerprint(found: os.stat_result) -> Fingerprint:
    if not stat.S_ISREG(found.st_mode):
        raise OSError("not a regular file")
    return Fingerprint(found.st_size, _held(found.st_mtime_ns), _held(found.st_ctime_ns))


def _held(nanoseconds: int) -> int:
    """Return a file's time, or the nearest that the ledger holds: anybody can set it to the year 9999."""
    return min(max(nanoseconds, -_TIMES), _TIMES - 1)
