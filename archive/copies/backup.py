"""A backup: catalogue, originals and the list of what was removed for good, as they were at one moment.

The catalogue is copied first and the originals that it refers to after it: they are only ever added, so
all of them are there, but for what is removed for good meanwhile. The list of that is copied last.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import structlog

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, recorded
from archive.copies import files, manifest, shelf, snapshot
from archive.copies.files import Changed
from archive.dates import now
from archive.kept.ids.beside import beside
from archive.kept.lock import writer_lock
from archive.kept.originals import Originals, digest
from archive.purging.purged import NAME as PURGED
from archive.purging.purged import PurgedList

log = structlog.get_logger("archive.copies")

CATALOGUE = "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup came to. `missing` are originals, by SHA-256, that are gone or damaged in the archive."""

    path: str
    originals: int
    bytes: int
    linked: int
    copied: int
    missing: tuple[str, ...]
    removed: int  # older backups


def back_up(
    catalogue: Catalogue, data: Path, folder: Path, *, check: bool = False, keep: int = 0
) -> BackedUp:
    """Make a backup of a data folder in `folder`, which others of it may stand in.

    Originals that the backup before has are linked to it; with `check` they are read there first, and
    copied anew where they have changed. With `keep` only so many of the newest backups are left.
    Raises :class:`archive.copies.files.CopyError` where it cannot be made; what was begun is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with writer_lock(folder, "backup", 0), recorded(catalogue, CheckKind.BACKUP) as found:
        if left := shelf.sweep(folder):
            log.info("what interrupted backups left was removed", count=left)
        before = next(iter(reversed(shelf.backups(folder))), None)
        _need_space(catalogue, folder, before)
        begun = shelf.begin(folder)
        try:
            about = _fill(catalogue, data, begun, before, check=check)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
        whole = shelf.finish(begun)
        removed = shelf.keep_newest(folder, keep) if keep else 0
        found.whole, found.wrong = not about.missing, len(about.missing)
        found.counts = {"originals": about.originals, "bytes": about.bytes, "linked": about.linked}
    return BackedUp(
        path=str(whole),
        originals=about.originals,
        bytes=about.bytes,
        linked=about.linked,
        copied=about.originals - about.linked,
        missing=about.missing,
        removed=removed,
    )


def _need_space(catalogue: Catalogue, folder: Path, before: Path | None) -> None:
    """Raise where catalogue and new originals do not fit."""
    there = Originals(before) if before else None
    new = sum(
        size
        for sha256, size in snapshot.originals(catalogue.path).items()
        if there is None or files.size(there.path(sha256)) != size
    )
    files.need_space(folder, new + 2 * files.size(catalogue.path))


def _fill(
    catalogue: Catalogue, data: Path, begun: Path, before: Path | None, *, check: bool
) -> manifest.About:
    """Copy everything into the folder of a new backup, and say what is in it."""
    snapshot.take(catalogue.path, begun / CATALOGUE)
    wanted = snapshot.originals(begun / CATALOGUE)
    put = {sha256: _put(sha256, size, data, begun, before, check) for sha256, size in wanted.items()}
    kept = {sha256 for sha256, how in put.items() if how is not _How.LACKING}
    listed = {Originals(begun).path(sha256).relative_to(begun).as_posix(): sha256 for sha256 in kept}
    listed |= _put_ids(kept, data, begun)
    listed[CATALOGUE] = digest(begun / CATALOGUE)
    if (data / PURGED).exists():
        listed[PURGED] = files.copy(data / PURGED, begun / PURGED)
    removed_meanwhile = PurgedList(begun).blocked()
    about = manifest.About(
        made_at=now().isoformat(timespec="seconds"),
        schema=snapshot.schema(begun / CATALOGUE),
        originals=len(kept),
        bytes=sum(wanted[sha256] for sha256 in kept),
        linked=sum(how is _How.LINKED for how in put.values()),
        missing=tuple(sorted(wanted.keys() - kept - removed_meanwhile)),
        manifest=manifest.put(begun, listed),
    )
    manifest.describe(begun, about)
    files.sync_folders(begun)
    return about


def _put_ids(kept: set[str], data: Path, begun: Path) -> dict[str, str]:
    """Copy what lies beside the originals, so that they tell their ids alone; return hashes by path."""
    listed = {}
    for sha256 in kept:
        target = beside(Originals(begun), sha256)
        with suppress(FileNotFoundError):
            content = beside(Originals(data), sha256).read_bytes()
            listed[target.relative_to(begun).as_posix()] = files.write(target, content)
    return listed


class _How(Enum):
    """How an original came into a backup."""

    LINKED = "linked"
    COPIED = "copied"
    LACKING = "lacking"


def _put(sha256: str, size: int, data: Path, begun: Path, before: Path | None, check: bool) -> _How:
    """Put an original into a backup: linked to the one before where that has it whole, else copied.

    The one before comes first also because what has rotted in the archive since must not replace it.
    """
    target, sources = Originals(begun).path(sha256), [Originals(data).path(sha256)]
    if before is not None:
        older = Originals(before).path(sha256)
        if files.size(older) == size and (not check or digest(older) == sha256):
            if files.link(older, target):
                return _How.LINKED
            sources.append(older)  # a file system without links
    for source in sources:
        try:
            files.copy(source, target, sha256)
        except (FileNotFoundError, Changed) as error:
            log.warning("an original is not as it was", sha256=sha256, reason=str(error))
        else:
            return _How.COPIED
    return _How.LACKING
