"""Originals, kept under their hash, so that what was once archived is never lost with its folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from archive import beneath

KEPT_FOR = 3600.0
"""Seconds that an original is kept though no version refers to it: it may be about to get one."""

IDS = ".ids.json"
"""What the name of a file beside an original ends in, that tells what it is known as."""

_CHUNK = 1 << 20


class Originals:
    """The store of originals below `data`/originals. A file's name is its SHA-256."""

    def __init__(self, data: Path) -> None:
        """Keep originals below this data folder."""
        self.root = data / "originals"

    def path(self, sha256: str) -> Path:
        """Return where an original is kept, whether or not it is there."""
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Tell whether an original is kept."""
        return self.path(sha256).is_file()

    def keep(self, source: Path, root: Path | None = None) -> tuple[str, int]:
        """Copy a file, of the folder `root`, into the store and return its SHA-256 and size.

        The hash is of the bytes that were copied, so a file that changes meanwhile cannot be kept
        under another file's name. When this returns the copy is on the disk; a kill before leaves
        a temporary file that :meth:`sweep` removes.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(prefix=".incoming-", dir=self.root)
        try:
            with os.fdopen(descriptor, "wb") as copy, open_regular(source, root) as original:
                while chunk := original.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            self._settle(Path(name), digest.hexdigest())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest.hexdigest(), size

    def _settle(self, copy: Path, sha256: str) -> None:
        # Also over a copy that is there: it may have rotted, and its folder may not be on the disk yet.
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        copy.chmod(0o440)
        copy.replace(target)
        _sync_folder(target.parent)
        _sync_folder(self.root)

    def discard(self, sha256: str) -> None:
        """Remove an original that nothing refers to (the file was refused), and what tells its ids."""
        path = self.path(sha256)
        path.with_name(path.name + IDS).unlink(missing_ok=True)
        path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what an interrupted :meth:`keep` left. Call with the writer's lock held."""
        for leftover in self.root.glob(".incoming-*"):
            leftover.unlink(missing_ok=True)

    def unreferenced(self, referred: Collection[str], seconds: float = KEPT_FOR) -> list[Path]:
        """Return the originals of other hashes than these that have been here for so many seconds."""
        before, found = time.time() - seconds, []
        for path in self.root.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):  # whoever holds the writer's lock may have removed it
                if "." not in path.name and path.name not in referred and path.stat().st_ctime <= before:
                    found.append(path)
        return sorted(found)


def open_regular(path: Path, root: Path | None = None) -> BufferedReader:
    """Open a file for reading, only if it is a regular file and no symlink at this very moment.

    With a `root`, which the path stands below, no folder between the two may be a symlink either.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    if root is None:
        descriptor = os.open(path, flags)
    else:
        parent = path.parent.relative_to(root)
        with beneath.folder(root, "" if parent == Path() else parent.as_posix()) as folder:
            descriptor = os.open(path.name, flags, dir_fd=folder)
    try:
        if not os.path.isfile(f"/proc/self/fd/{descriptor}"):  # noqa: PTH113
            raise OSError(f"{path} is not a regular file")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def digest(path: Path, root: Path | None = None) -> str:
    """Return the SHA-256 of a regular file, opened by :func:`open_regular`."""
    with open_regular(path, root) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
