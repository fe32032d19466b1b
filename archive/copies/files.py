"""Files of a copy: copied and checked in one reading, linked where they did not change, safe on the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from archive.kept.originals import open_regular

_CHUNK = 1 << 20
_SPARE = 16 << 20  # bytes beside what is copied: folders, the database's own journal


class CopyError(Exception):
    """A copy cannot be made or taken back; the text says why and what to do."""


class Changed(CopyError):  # noqa: N818 - named for the state of the world
    """The bytes of a file are not those of its hash."""


def copy(source: Path, target: Path, sha256: str = "") -> str:
    """Copy a regular file and return its SHA-256, taken of the bytes that were copied; on the disk then.

    Raises :class:`Changed`, and leaves nothing, where that is not the one expected.
    """
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_regular(source) as original, target.open("xb") as made:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            made.write(chunk)
        made.flush()
        os.fsync(made.fileno())
    if sha256 and digest.hexdigest() != sha256:
        target.unlink()
        raise Changed(f"{source}: its bytes have changed: their SHA-256 is not {sha256}")
    return digest.hexdigest()


def link(source: Path, target: Path) -> bool:
    """Let a file stand at a second path too; False where the file system cannot, or it is not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        return False
    return True


def write(target: Path, content: bytes) -> str:
    """Write a file, on the disk when this returns, and return its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as made:
        made.write(content)
        made.flush()
        os.fsync(made.fileno())
    return hashlib.sha256(content).hexdigest()


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folders(root: Path) -> None:
    """Have the names in a folder and all folders below it on the disk."""
    for folder, _, _ in os.walk(root):
        sync(Path(folder))


def size(path: Path) -> int:
    """Return the size of a file in bytes, 0 where it is not there."""
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def need_space(folder: Path, needed: int) -> None:
    """Raise :class:`CopyError` where so many bytes do not fit on the disk of a folder that is there."""
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise CopyError(
            f"{(needed + _SPARE >> 20) + 1} MiB are needed on the disk of {folder}, and {free >> 20} are "
            "free; nothing was written"
        )


def refuse_overlap(folder: Path, *others: Path) -> None:
    """Raise :class:`CopyError` where a copy would lie in what is copied, or around it."""
    mine = folder.resolve()
    for other in (each.resolve() for each in others):
        if mine.is_relative_to(other) or other.is_relative_to(mine):
            raise CopyError(f"{folder} and {other} overlap; a copy stands by itself, best on another disk")
