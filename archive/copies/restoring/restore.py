"""Restoring: everything is copied, checked and freed of what was removed for good beside its place first.

It stands in ``.restoring`` within the data folder until all of it is whole, and is then moved into place, the
catalogue last. While that folder is there nothing else opens the archive, and a restore begins anew: a
kill leaves nothing, or what the same command clears away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from archive.catalogue import Catalogue
from archive.catalogue.database import RESTORING
from archive.catalogue.tables import Document, User
from archive.copies import files, snapshot
from archive.copies.backup import CATALOGUE
from archive.copies.files import Changed, CopyError
from archive.copies.restoring.source import Source
from archive.kept.ids.following import follow
from archive.kept.lock import writer_lock
from archive.kept.originals import Originals, digest
from archive.purging import purge
from archive.purging.purged import NAME as PURGED
from archive.purging.purged import Line, as_line, lines, merged

_PLACED = ("originals", CATALOGUE, f"{CATALOGUE}-wal", f"{CATALOGUE}-shm", "index")
_MAY_STAND = frozenset((PURGED, "writer.lock", "secret", "lexicon"))
"""Of a data folder that is empty: made again from nothing, or what a restore must heed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought. `missing` originals were gone or damaged when the copy was made."""

    documents: int
    originals: int
    bytes: int
    missing: tuple[str, ...]
    purged: tuple[str, ...]  # documents of the copy that were removed for good since
    users: int  # who need a new password


def restore(
    source: Source, data: Path, purged: Sequence[Path], rebuild: Callable[[Path], object]
) -> Restored:
    """Put a copy of an archive into an empty data folder, and make the index.

    `purged` are further lists of what was removed for good; that of the data folder and of newer
    backups beside the source count too. Raises :class:`CopyError` where the folder is not empty or
    the copy not whole: then nothing was put in place.
    """
    with writer_lock(data, "restore", 0):
        _be_empty(data)
        staging = data / RESTORING
        staging.mkdir()
        files.sync(data)
        try:
            gone = _bring_catalogue(source, data, purged, staging)
            restored = _bring_originals(source, staging, gone)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _put_in_place(staging, data)
        rebuild(data)
    return restored


def _be_empty(data: Path) -> None:
    """Clear away what an interrupted restore left; raise where anything else stands here."""
    begun = (data / RESTORING).exists()
    cleared = {RESTORING, *_PLACED} if begun else set()
    standing = {path.name for path in data.iterdir()} - _MAY_STAND - cleared
    if standing:
        raise CopyError(
            f"{data} is not empty (there is {sorted(standing)[0]!r}): a restore never writes over an "
            "archive. Move it away, but for purged.jsonl, or let archive.data name another folder"
        )
    for name in (*_PLACED, RESTORING) if begun else ():
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _bring_catalogue(source: Source, data: Path, further: Sequence[Path], staging: Path) -> tuple[str, ...]:
    """Copy the catalogue, bring it up to date, and remove from it what was removed for good since.

    Returns the documents that were. A schema that is newer than this program is refused.
    """
    needed = sum(map(files.size, source.originals.values())) + 3 * files.size(source.catalogue)
    files.need_space(staging, needed)
    files.copy(source.catalogue, staging / CATALOGUE, source.catalogue_sha256)
    (staging / CATALOGUE).chmod(0o640)
    steps = _removed(source, data, further)
    if steps:
        files.write(staging / PURGED, b"".join(map(as_line, steps)))
    catalogue = Catalogue(staging)
    try:
        catalogue.upgrade()
        purge.hide_again(catalogue, staging)
        gone = purge.unfinished(catalogue, staging)
        if gone:
            purge.finish(catalogue, staging, gone, lambda: None)
    except purge.NotPurged as error:
        raise CopyError(str(error)) from error
    finally:
        catalogue.close()
    return gone


def _removed(source: Source, data: Path, further: Sequence[Path]) -> list[Line]:
    """Return the steps of every list of what was removed for good that can be known of."""
    for path, sha256 in [*source.purged, *source.others.items()]:
        if digest(path) != sha256:
            raise Changed(f"{path}: its bytes have changed: their SHA-256 is not {sha256}")
    for path in further:
        if not path.is_file():
            raise CopyError(f"there is no file {path}")
    lists = [path for path, _ in source.purged] + [data / PURGED, *further]
    return merged(lines(path) for path in lists)


def _bring_originals(source: Source, staging: Path, gone: tuple[str, ...]) -> Restored:
    """Copy each original that the catalogue refers to, checking its hash."""
    target = Originals(staging)
    target.root.mkdir()
    wanted = snapshot.originals(staging / CATALOGUE)
    unknown = wanted.keys() - source.originals.keys() - source.missing
    if unknown:
        raise CopyError(f"{source.root} lacks {len(unknown)} originals that its catalogue has; it is cut off")
    present = sorted(wanted.keys() & source.originals.keys())
    for sha256 in present:
        files.copy(source.originals[sha256], target.path(sha256), sha256)
        target.path(sha256).chmod(0o440)
    catalogue = Catalogue(staging)
    follow(catalogue, staging)
    with catalogue.read() as session:
        documents = session.scalar(select(func.count()).select_from(Document)) or 0
        users = session.scalar(select(func.count()).select_from(User)) or 0
    catalogue.close()
    snapshot.settle(staging / CATALOGUE)  # all of it in the one file that is moved
    files.sync_folders(staging)
    return Restored(
        documents=documents,
        originals=len(present),
        bytes=sum(wanted[sha256] for sha256 in present),
        missing=tuple(sorted(wanted.keys() - source.originals.keys())),
        purged=gone,
        users=users,
    )


def _put_in_place(staging: Path, data: Path) -> None:
    """Move everything to its place: the list of what was removed first, the catalogue last."""
    for name in (PURGED, "originals", CATALOGUE):
        if (staging / name).exists():
            (staging / name).rename(data / name)
            files.sync(data)
    shutil.rmtree(staging)
    files.sync(data)
