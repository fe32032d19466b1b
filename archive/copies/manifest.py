"""What a backup holds: every file by its SHA-256, as `sha256sum --check` reads it, and what it is.

``manifest-sha256.txt`` names the files, ``backup.json`` the backup and the manifest's own hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from archive.copies.files import CopyError, write

MANIFEST, ABOUT = "manifest-sha256.txt", "backup.json"
FORMAT = 1
"""Of the layout of a backup; a program refuses one that is newer than its own."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


@dataclass(frozen=True, slots=True)
class About:
    """What a backup is. `missing` are originals that could not be copied, since they are gone or damaged."""

    made_at: str  # ISO 8601, UTC
    schema: str  # of the catalogue
    originals: int
    bytes: int  # of all originals
    linked: int  # originals that the backup before has too
    missing: tuple[str, ...]
    manifest: str  # its SHA-256
    format: int = FORMAT


def put(root: Path, files: Mapping[str, str]) -> str:
    """Write the manifest of a backup, SHA-256 by path; return the manifest's own SHA-256."""
    lines = [f"{sha256}  {path}\n" for path, sha256 in sorted(files.items())]
    return write(root / MANIFEST, "".join(lines).encode())


def describe(root: Path, about: About) -> None:
    """Write what a backup is: the last of its files."""
    write(root / ABOUT, json.dumps(asdict(about), indent=2).encode() + b"\n")


def read(root: Path) -> tuple[About, Mapping[str, str]]:
    """Return what a backup is, and the SHA-256 of each of its files by path.

    Raises :class:`CopyError` where either is not as it was written, or a file of it is not there.
    """
    about = _about(root)
    try:
        text = (root / MANIFEST).read_bytes()
    except OSError as error:
        raise CopyError(f"{root / MANIFEST} cannot be read: {error.strerror}; is the copy cut off?") from None
    if hashlib.sha256(text).hexdigest() != about.manifest:
        raise CopyError(f"{root / MANIFEST} is not as it was written; take another backup")
    files = dict(_entry(line) for line in text.decode().splitlines())
    gone = sorted(path for path in files if not (root / path).is_file())
    if gone:
        raise CopyError(f"{root} is cut off: {len(gone)} of {len(files)} files are not there, as {gone[0]}")
    return about, files


def _about(root: Path) -> About:
    path = root / ABOUT
    try:
        said = json.loads(path.read_bytes())
        if said["format"] > FORMAT:
            raise CopyError(f"{root} was made by a newer program; restore it with that")
        return About(**{**said, "missing": tuple(said["missing"])})
    except OSError as error:
        raise CopyError(f"{path} cannot be read: {error.strerror}; is the copy cut off?") from None
    except (ValueError, TypeError, KeyError) as error:
        raise CopyError(f"{path} is not as it was written ({error}); take another backup") from None


def _entry(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    parts = PurePosixPath(found[2]).parts if found else ()
    if found is None or ".." in parts or parts[0] == "/":
        raise CopyError(f"a line of {MANIFEST} is none: {line[:100]!r}")
    return found[2], found[1]
