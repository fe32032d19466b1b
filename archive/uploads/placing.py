"""Putting a whole file into the folder, so that at any moment all of it is there or nothing of it.

It is written under a name that the scan passes over, in the same folder, and gets its own in one step
that takes nobody else's name. Which name was used, and where, is noted below `archive.data` first: what
a crash leaves in the folder is removed by that note, and nothing else is.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.folder.passing_over import UPLOADING
from archive.uploads import folders, naming

PIECE = 1 << 20
_NOTE = ".placing"
_FORGET = 30 * 86_400  # seconds after which a note is dropped whose folder never came back
_NOREPLACE = 1  # RENAME_NOREPLACE of renameat2(2)
_NOT_KNOWN = frozenset((errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP))


class Taken(Exception):  # noqa: N818 - named for the state of the world
    """The name is another file's: `existing` in the folder `folder`, which may be replaced or not."""

    def __init__(self, folder: str, existing: str, another: str, *, replaceable: bool) -> None:
        """Tell which file has the name, and another name that is free."""
        super().__init__("the name is taken")
        self.path = f"{folder}/{existing}" if folder else existing
        self.existing, self.another, self.replaceable = existing, another, replaceable


class Torn(Exception):  # noqa: N818 - named for the state of the world
    """What was to be put in place is not what was sent."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file in the folder; `path` is below it, `replaced` tells that another stood there."""

    path: str
    size: int
    sha256: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A whole file to be put in place: its bytes, as many as they are to be, and its time in ns or None."""

    source: BinaryIO
    size: int
    sha256: str
    modified_ns: int | None = None


def ask(root: Path, folder: str, name: str, *, replace: bool = False) -> None:
    """Raise what :func:`place` would raise, for what can be told before a file is sent."""
    name = naming.checked(name)
    try:
        with folders.opened(root, folder) as (descriptor, spelled):
            _target(descriptor, spelled, name, replace=replace)
    except folders.Missing:
        for part in filter(None, folder.split("/")):
            naming.checked_folder(part)


def place(root: Path, notes: Path, folder: str, name: str, sent: Sent, *, replace: bool = False) -> Placed:
    """Put a file into a folder of the archive's folder, which is made where it is missing.

    `notes` is where it is noted what is under way. Raises :class:`Taken` where a file has the name (in any
    case or composition) and `replace` is not set; :class:`archive.uploads.naming.BadName`,
    :class:`archive.uploads.folders.NoFolder`, :class:`Torn`, and OSError as the file system says it.
    """
    name = naming.checked(name)
    temporary = UPLOADING + secrets.token_hex(12)
    with folders.opened(root, folder, make=True) as (descriptor, spelled):
        _target(descriptor, spelled, name, replace=replace)  # before gigabytes are copied
        with _noted(notes, spelled, temporary) as note:
            try:
                _copy(sent, descriptor, temporary)
                with _alone(notes):
                    if not folders.still_there(root, spelled, descriptor):
                        raise folders.NoFolder("another folder stands in its place")
                    target, replaced = _target(descriptor, spelled, name, replace=replace)
                    _settle(descriptor, temporary, target, replaced=replaced)
                os.fsync(descriptor)
            except FileExistsError:  # somebody on the share was quicker
                _target(descriptor, spelled, name, replace=False)
                raise
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(temporary, dir_fd=descriptor)
                note.unlink()
    path = f"{spelled}/{target}" if spelled else target
    return Placed(path, sent.size, sent.sha256, replaced)


def sweep(root: Path, notes: Path) -> None:
    """Remove from the folder what crashes left there, by the notes of it."""
    for note in notes.glob(f"*{_NOTE}"):
        with suppress(FileNotFoundError), note.open("rb") as file:
            if _is_held(file.fileno()):
                continue
            age = time.time() - note.stat().st_mtime
            if _take_away(root, file.read()) or age > _FORGET:
                note.unlink(missing_ok=True)


def _take_away(root: Path, note: bytes) -> bool:
    """Remove what a note is of; False where that cannot be told just now."""
    try:
        folder, temporary = json.loads(note)
        if not temporary.startswith(UPLOADING) or "/" in temporary:
            return False
        with folders.opened(root, folder) as (descriptor, _), suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=descriptor)
    except (ValueError, folders.NoFolder, OSError):
        return False
    return True


def _is_held(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


@contextmanager
def _noted(notes: Path, folder: str, temporary: str) -> Iterator[Path]:
    """Note what is under way, and hold the note as long; who asked for it removes it."""
    notes.mkdir(parents=True, exist_ok=True)
    note = notes / f"{temporary.removeprefix(UPLOADING)}{_NOTE}"
    with note.open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps((folder, temporary)).encode())
        file.flush()
        os.fsync(file.fileno())
        yield note


@contextmanager
def _alone(notes: Path) -> Iterator[None]:
    """Let one at a time look whether a name is free and take it, of all the web's processes."""
    with (notes / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _copy(sent: Sent, descriptor: int, temporary: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(temporary, flags, 0o664, dir_fd=descriptor), "wb") as copy:
        while piece := sent.source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            copy.write(piece)
        if size != sent.size or digest.hexdigest() != sent.sha256:
            raise Torn(f"{size} bytes instead of {sent.size}")
        copy.flush()
        if sent.modified_ns is not None:
            os.utime(copy.fileno(), ns=(sent.modified_ns, sent.modified_ns))
        os.fsync(copy.fileno())


def _target(descriptor: int, folder: str, name: str, *, replace: bool) -> tuple[str, bool]:
    """Return the name to take, and whether another file's is taken with it."""
    names = frozenset(os.listdir(descriptor))
    if naming.described_by(name, names):
        raise naming.BadName(naming.Fault.DESCRIBES)
    alike = [other for other in sorted(names) if naming.same(other) == naming.same(name)]
    if not alike:
        return name, False
    existing = name if name in alike else alike[0]
    regular = stat.S_ISREG(os.stat(existing, dir_fd=descriptor, follow_symlinks=False).st_mode)
    if not (replace and regular):
        raise Taken(folder, existing, naming.another(name, names), replaceable=regular)
    return existing, True


def _settle(descriptor: int, temporary: str, target: str, *, replaced: bool) -> None:
    if replaced:
        os.replace(temporary, target, src_dir_fd=descriptor, dst_dir_fd=descriptor)
    else:
        _rename_anew(descriptor, temporary, target)


def _rename_anew(descriptor: int, temporary: str, target: str) -> None:
    """Rename over nothing, in one step; by a second name where the file system knows no such step."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    old, new = os.fsencode(temporary), os.fsencode(target)
    if rename is not None and rename(descriptor, old, descriptor, new, _NOREPLACE) == 0:
        return
    number = ctypes.get_errno() if rename is not None else errno.ENOSYS
    if number not in _NOT_KNOWN:
        raise OSError(number, os.strerror(number), target)
    os.link(temporary, target, src_dir_fd=descriptor, dst_dir_fd=descriptor, follow_symlinks=False)
    os.unlink(temporary, dir_fd=descriptor)
