"""Listing the folder: every file that may be a document, told apart from what is passed over.

Symlinks are not followed, so a listing never leaves the folder.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from archive.catalogue.folder.ledger import Fingerprint
from ingest.describe.descriptors import is_descriptor

# Names that programs use for what is not, or not yet, a document.
_PASSED_OVER = (
    (r"~\$", "a lock that an Office program keeps while a file is open"),
    (r"\.~lock\.", "a lock that LibreOffice keeps while a file is open"),
    (r"\.", "a hidden file"),
    (r"(?i:thumbs\.db|desktop\.ini|ehthumbs\.db)\Z", "a file that Windows keeps for itself"),
    (r"(?is:.*\.(?:tmp|temp|part|partial|crdownload|filepart|swp|bak~?)\Z)", "a temporary file"),
    (r"(?s:.*)~\Z", "a temporary file"),
    # What staff delete on a share may lie there still: it must not come back as if it had moved.
    (r"(?i:\$recycle\.bin|#recycle|@recycle|recycler)\Z", "a wastebasket"),
    (
        r"(?i:system volume information|@eadir|lost\+found|~snapshot)\Z",
        "a folder that the file server keeps for itself",
    ),
)
_BAD_NAME = "its name is not valid UTF-8; rename it"
_LINK = "a symbolic link; put the file itself here"
_NO_FILE = "not a regular file"
_DESCRIBES = "describes other files"
REASONS = (*(reason for _, reason in _PASSED_OVER), _BAD_NAME, _LINK, _NO_FILE, _DESCRIBES)
"""Why something is passed over; `archive.explaining` says each in Swedish."""

_PATTERNS = tuple((re.compile(pattern), reason) for pattern, reason in _PASSED_OVER)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _PASSED_OVER))
_TIMES = 1 << 63  # nanoseconds either way of 1970 that the ledger holds: 292 years


def files(
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
                    yield path, fingerprint(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue
            except OSError as error:
                unreadable[path] = skipped[path] = f"cannot be read: {error.strerror or error}"


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
    if _ANY.match(entry.name):  # one look at most names
        return next(reason for pattern, reason in _PATTERNS if pattern.match(entry.name))
    if entry.is_file(follow_symlinks=False):
        return _DESCRIBES if is_descriptor(path, siblings) else ""
    if entry.is_symlink():
        return _LINK
    return "" if entry.is_dir(follow_symlinks=False) else _NO_FILE
