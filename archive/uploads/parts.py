"""Uploads that are not whole yet: parts on disk, so that a dropped line or a restart loses nothing.

Of each there is ``ID.part``, the bytes, and ``ID.json``, what is known of it. A chunk counts whole or
not at all: `received` moves when its bytes are on the disk, and what a cut-off chunk left after that is
written over. The core of the tus protocol (tus.io), without what nobody here needs.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO, Protocol

from archive.kept import originals
from archive.uploads import naming, placing

FOLDER = "uploads"
MOST_BEGUN = 100
"""Unfinished uploads of one user."""

KEEP = 7 * 86_400
"""Seconds after which an unfinished upload that nobody went on with is removed."""

_KEEP_PLACED = 86_400  # so long a browser that missed the answer is told that its file is in place
_ACTIVE = 3600  # seconds in which an upload is taken to go on, and its room is kept for it
_ID = re.compile(r"[0-9a-f]{32}")


class Readable(Protocol):
    """What a chunk is read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""


class Unknown(Exception):  # noqa: N818 - named for the state of the world
    """There is no such upload, or it is somebody else's."""


class Busy(Exception):  # noqa: N818 - named for the state of the world
    """Another request is at this upload."""


class WrongOffset(Exception):  # noqa: N818 - named for the mistake
    """The chunk does not go on where the upload ends; `received` says where that is."""

    def __init__(self, received: int) -> None:
        """Tell where the upload ends."""
        super().__init__(f"the upload goes on at {received}")
        self.received = received


class BadChunk(Exception):  # noqa: N818 - named for the mistake
    """The chunk is cut off, reaches beyond the claimed size, or is not what was sent."""


class TooMany(Exception):  # noqa: N818 - named for the mistake
    """The user has begun so many uploads that no more are let in."""


class NoRoom(Exception):  # noqa: N818 - named for the state of the world
    """There is too little free space."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload. `modified` is in ms since 1970, as browsers say it; `placed` is its path once it is in."""

    id: str
    by: str
    file: str  # its name where it came from; with size and modified it is known again
    size: int
    modified: int
    folder: str
    name: str  # to put it in place under
    received: int = 0
    placed: str = ""

    @property
    def whole(self) -> bool:
        """Whether all bytes are here."""
        return self.received == self.size


class Parts:
    """The uploads below `data`/uploads; safe with several processes."""

    def __init__(self, data: Path, folder: Path, least_free: int) -> None:
        """Keep uploads below `data`, for `folder`; leave so many bytes free on both disks."""
        self.root = data / FOLDER
        self._folder = folder
        self._least = least_free

    def begin(self, wanted: Upload) -> Upload:
        """Begin an upload, or go on with the one that this user began of the same file.

        `wanted.id` is of no account; its folder and name count. Raises :class:`TooMany`, :class:`NoRoom`.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "begin.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            mine = self.unfinished(wanted.by)
            for upload in mine:
                if (upload.file, upload.size, upload.modified) == (wanted.file, wanted.size, wanted.modified):
                    went_on = replace(upload, folder=wanted.folder, name=wanted.name)
                    self._write(went_on)
                    return went_on
            if len(mine) >= MOST_BEGUN:
                raise TooMany(str(len(mine)))
            if wanted.size > self.room():
                raise NoRoom("too little free space")
            begun = replace(wanted, id=secrets.token_hex(16), received=0, placed="")
            self._part(begun.id).touch(mode=0o640)
            self._write(begun)
            return begun

    def get(self, number: str, by: str) -> Upload:
        """Return an upload of this user's. Raises :class:`Unknown`."""
        upload = self._read(number) if _ID.fullmatch(number) else None
        if upload is None or upload.by != by:
            raise Unknown(number)
        return upload

    def unfinished(self, by: str = "") -> tuple[Upload, ...]:
        """Return the uploads that are not in place yet, of one user or of all, the oldest first."""
        found = [upload for upload, _ in self._all() if not upload.placed]
        return tuple(upload for upload in found if by in ("", upload.by))

    def room(self) -> int:
        """Return the bytes that a new file may have, beside those that are being sent just now."""
        since = time.time() - _ACTIVE
        coming = sum(u.size - u.received for u, at in self._all() if not u.placed and at > since)
        data, folder = os.statvfs(self.root), os.statvfs(self._folder)
        of_data = data.f_bavail * data.f_frsize - self._least - coming
        of_folder = folder.f_bavail * folder.f_frsize - self._least
        one_disk = self.root.stat().st_dev == self._folder.stat().st_dev
        return max(0, of_data // 2 if one_disk else min(of_data, of_folder))

    def append(
        self, number: str, by: str, offset: int, stream: Readable, length: int, sha256: str = ""
    ) -> Upload:
        """Add a chunk of `length` bytes at `offset`, checked against its `sha256` where that is given.

        Raises :class:`Unknown`, :class:`Busy`, :class:`WrongOffset`, :class:`BadChunk`, :class:`NoRoom`.
        """
        with self.held(number, by) as (upload, part):
            if upload.placed or offset != upload.received:
                raise WrongOffset(upload.received)
            if length > upload.size - offset:
                raise BadChunk("beyond the claimed size")
            disk = os.statvfs(self.root)
            if disk.f_bavail * disk.f_frsize - length < self._least:
                raise NoRoom("too little free space")
            part.seek(offset)
            part.truncate()
            _take(part, stream, length, sha256)
            longer = replace(self.get(number, by), received=offset + length)
            self._write(longer)
            return longer

    @contextmanager
    def held(self, number: str, by: str) -> Iterator[tuple[Upload, BufferedRandom]]:
        """Hold an upload of this user's: as it is now, and its bytes, from their beginning.

        Raises :class:`Unknown`, and :class:`Busy` also where it was put in place at this very moment.
        """
        try:
            part = self._part(self.get(number, by).id).open("r+b")
        except FileNotFoundError:
            raise (Busy if self.get(number, by).placed else Unknown)(number) from None
        with part:
            try:
                fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(number) from None
            yield self.get(number, by), part

    def note_placed(self, upload: Upload, path: str) -> None:
        """Note where an upload was put; its part is removed."""
        self._write(replace(upload, placed=path))
        self._part(upload.id).unlink(missing_ok=True)

    def drop(self, number: str, by: str) -> None:
        """Remove an upload of this user's. Raises :class:`Unknown`."""
        self._remove(self.get(number, by).id)

    def sweep(self) -> None:
        """Remove what is too old, and what crashes left here and in the folder."""
        self.root.mkdir(parents=True, exist_ok=True)
        present = time.time()
        for upload, at in self._all():
            if present - at > (_KEEP_PLACED if upload.placed else KEEP):
                self._remove(upload.id)
        for left in (*self.root.glob("*.part"), *self.root.glob("*.new")):
            if not left.with_suffix(".json").exists() and _age(left) > _ACTIVE:
                left.unlink(missing_ok=True)
        placing.sweep(self._folder, self.root)

    def _remove(self, number: str) -> None:
        self._about(number).unlink(missing_ok=True)
        self._part(number).unlink(missing_ok=True)

    def _part(self, number: str) -> Path:
        return self.root / f"{number}.part"

    def _about(self, number: str) -> Path:
        return self.root / f"{number}.json"

    def _all(self) -> list[tuple[Upload, float]]:
        """Return every upload and when it last moved, in seconds since 1970; the oldest first."""
        found = []
        for about in self.root.glob("*.json"):
            upload = self._read(about.stem)
            if upload is not None:
                found.append((upload, time.time() - _age(about)))
        return sorted(found, key=lambda each: each[1])

    def _read(self, number: str) -> Upload | None:
        try:
            return Upload(**json.loads(self._about(number).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, upload: Upload) -> None:
        new = self.root / f"{upload.id}-{secrets.token_hex(4)}.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(upload), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._about(upload.id))


def _take(part: BinaryIO, stream: Readable, length: int, sha256: str) -> None:
    """Write a chunk to the disk, a piece at a time; raise :class:`BadChunk` where it is not what was sent."""
    digest, left = hashlib.sha256(), length
    while left:
        piece = stream.read(min(left, placing.PIECE))
        if not piece:
            raise BadChunk("cut off")
        digest.update(piece)
        part.write(piece)
        left -= len(piece)
    if sha256 and digest.hexdigest() != sha256:
        raise BadChunk("not what was sent")
    part.flush()
    os.fsync(part.fileno())


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def forget(data: Path, names: Collection[str], hashes: Collection[str]) -> None:
    """Remove every upload of a file of one of these names, or of these bytes (by SHA-256), begun or whole."""
    spelled = {naming.same(name) for name in names}
    for note in (data / FOLDER).glob("*.json"):
        try:
            said = json.loads(note.read_bytes())
            path = str(said["placed"]).rpartition("/")[2]
            called = {naming.same(str(name)) for name in (said["file"], said["name"], path)}
        except (OSError, ValueError, TypeError, KeyError):
            continue
        part = note.with_suffix(".part")
        if called & spelled or (part.is_file() and originals.digest(part) in hashes):
            part.unlink(missing_ok=True)
            note.unlink(missing_ok=True)
