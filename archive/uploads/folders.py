"""Folders of the archive's folder, opened so that no symbolic link on the way is followed.

A path here is the names below the archive's folder with ``/`` between; "" is the folder itself. That
itself may be a link: whoever sets the service up says where it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.folder import passing_over
from archive.uploads import naming

MOST_LISTED = 1000
_DEEPEST = 6


class NoFolder(Exception):  # noqa: N818 - named for the state of the world
    """A folder is not there, or is a link; the text is for the log."""


class Missing(NoFolder):
    """A folder is not there, and could be made."""


@contextmanager
def opened(root: Path, path: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
    """Give a descriptor of a folder, and its path as it is spelled there; `make` what is missing of it.

    A name that differs from one that is there only in case or composition is that one. Raises
    :class:`NoFolder`, :class:`archive.uploads.naming.BadName` for a name that is not to be made, and
    OSError where it cannot be made.
    """
    descriptor, spelled = _open(str(root)), []
    try:
        for part in path.split("/") if path else ():
            below, name = _enter(descriptor, part, make=make)
            os.close(descriptor)
            descriptor = below
            spelled.append(name)
        yield descriptor, "/".join(spelled)
    finally:
        os.close(descriptor)


def _enter(descriptor: int, part: str, *, make: bool) -> tuple[int, str]:
    if part in ("", ".", "..") or "\0" in part or passing_over.why(part):
        raise NoFolder("no folder has such a name")
    names = set(os.listdir(descriptor))
    name = part if part in names else next((n for n in names if naming.same(n) == naming.same(part)), "")
    if not name:
        if not make:
            raise Missing("the folder is not there")
        name = naming.checked_folder(part)
        with suppress(FileExistsError):
            os.mkdir(name, 0o775, dir_fd=descriptor)
        os.fsync(descriptor)
    return _open(name, descriptor), name


def _open(name: str, within: int | None = None) -> int:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    try:
        return os.open(name, flags if within is None else flags | os.O_NOFOLLOW, dir_fd=within)
    except OSError as error:
        raise NoFolder(f"the folder cannot be opened: {error.strerror}") from error


def still_there(root: Path, path: str, descriptor: int) -> bool:
    """Tell whether an open folder still stands where it stood, and nothing else in its place."""
    try:
        with opened(root, path) as (found, _):
            return os.path.sameopenfile(found, descriptor)
    except (NoFolder, OSError):
        return False


def can_write(root: Path) -> bool:
    """Tell whether the archive's folder is there and takes new files."""
    return root.is_dir() and os.access(root, os.W_OK | os.X_OK)  # also False on a read-only mount


def listed(root: Path) -> tuple[str, ...]:
    """Return the folders below the archive's folder, by path; no more than :data:`MOST_LISTED`."""
    found: list[str] = []
    ahead = [""]
    while ahead and len(found) < MOST_LISTED:
        below = ahead.pop()
        names = sorted(_folders(root / below), key=str.casefold, reverse=True)
        ahead += [f"{below}/{name}" if below else name for name in names if below.count("/") < _DEEPEST]
        found += [below] if below else []
    return tuple(found)


def _folders(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and not passing_over.why(entry.name):
                    with suppress(UnicodeEncodeError):
                        entry.name.encode()
                        yield entry.name
    except OSError:
        return
