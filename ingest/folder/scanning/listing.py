"""Listing the folder: every file that may be a document, told apart from what is passed over.

Symlinks are not followed, nor is a folder that became one just now, so a listing never leaves the folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from archive import beneath
from archive.catalogue.folder.ledger import Fingerprint
from archive.folder import passing_over
from ingest.describe.descriptors import is_descriptor

_BAD_NAME = "its name is not valid UTF-8; rename it"
_LINK = "a symbolic link; put the file itself here"
_NO_FILE = "not a regular file"
_DESCRIBES = "describes other files"
REASONS = (*passing_over.REASONS, _BAD_NAME, _LINK, _NO_FILE, _DESCRIBES)
"""Why something is passed over; `archive.folder.explaining` says each in Swedish."""

_TIMES = 1 << 63  # nanoseconds either way of 1970 that the ledger holds: 292 years


def files(
    folder: Path, skipped: dict[str, str], unreadable: dict[str, str]
) -> Iterator[tuple[str, Fingerprint]]:
    """Yield every file that may be a document; note what is passed over and what cannot be read."""
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            with beneath.folder(folder, below) as opened:
                yield from _files_in(opened, below, folders, skipped, unreadable)
        except OSError as error:
            unreadable[below] = f"the folder cannot be read: {error.strerror}"


def _files_in(
    opened: int, below: str, folders: list[str], skipped: dict[str, str], unreadable: dict[str, str]
) -> Iterator[tuple[str, Fingerprint]]:
    """Yield the files of one open folder, and add the folders in it."""
    with os.scandir(opened) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
        names = {entry.name for entry in entries}
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            try:
                reason = _reason_to_skip(entry, path, names)
                if reason:
                    skipped[_shown(path)] = reason
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    continue
                found = fingerprint(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue
            except OSError as error:
                unreadable[path] = skipped[path] = f"cannot be read: {error.strerror or error}"
                continue
            yield path, found


def fingerprint(found: os.stat_result) -> Fingerprint:
    """Return what the file system says of a regular file; raise OSError for anything else."""
    if not stat.S_ISREG(found.st_mode):
        raise OSError("not a regular file")
    return Fingerprint(found.st_size, _held(found.st_mtime_ns), _held(found.st_ctime_ns))


def _held(nanoseconds: int) -> int:
    """Return a file's time, or the nearest that the ledger holds: anybody can set it to the year 9999."""
    return min(max(nanoseconds, -_TIMES), _TIMES - 1)


def _shown(path: str) -> str:
    """Return a path as it can be written down, also where its bytes are no UTF-8."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _reason_to_skip(entry: os.DirEntry[str], path: str, siblings: Collection[str]) -> str:
    if _shown(path) != path:
        return _BAD_NAME
    if reason := passing_over.why(entry.name):
        return reason
    if entry.is_file(follow_symlinks=False):
        return _DESCRIBES if is_descriptor(path, siblings) else ""
    if entry.is_symlink():
        return _LINK
    return "" if entry.is_dir(follow_symlinks=False) else _NO_FILE
