"""Removing a document for good, so that a kill at any moment leaves it hidden, and the next start goes on.

First the list says so, and nobody sees it any more; then the index is made without it; then the
catalogue, the originals and the pictures lose it. Each step may be done twice.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.folder import events
from archive.catalogue.tables import Document, Version
from archive.kept.ids.following import follow
from archive.kept.originals import Originals
from archive.kept.pictures import Pictures
from archive.purging.purged import Purged, PurgedList
from archive.purging.traces import Traces, hide, remove, traces
from archive.uploads import parts

_WAL_WITHIN = 60.0  # seconds; readers of the site end theirs in milliseconds
_CHUNK = 1 << 20
_LEAST = 6  # letters of a word that is looked for afterwards: shorter ones stand anywhere

Rebuild = Callable[[], object]
"""Makes the index anew from the catalogue and removes every older one."""


class NotPurged(Exception):  # noqa: N818 - named for the state of the world
    """A document is not removed; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, how many files were looked through afterwards, and where words of it still stand.

    Those are its title and its files' names: something that is no trace of it may say them.
    """

    documents: tuple[str, ...]
    versions: int
    originals: int
    checked: int
    left: tuple[str, ...]  # files below the data folder


def look(catalogue: Catalogue, document: str, *, block: bool = False) -> Traces:
    """Return what there is of a document; raise :class:`NotPurged` where it is not to be removed.

    With `block` also while the folder still holds its bytes: they are passed over from then on.
    """
    with catalogue.read() as session:
        found = traces(session, document)
        row = session.get(Document, document)
    if found is None:
        raise NotPurged(f"there is no document {document!r}")
    if row is not None and row.joined_to is not None:
        raise NotPurged(f"{document} goes on as {row.joined_to}; remove that, or part the two first")
    if found.standing and not block:
        raise NotPurged(
            f"the folder still holds it ({', '.join(map(repr, found.standing[:3]))}): remove the file first "
            "and run `helixarkiv ingest`, or say --block, and its bytes are passed over from now on"
        )
    return found


def begin(catalogue: Catalogue, data: Path, found: Traces, reason: str, by: str) -> None:
    """Write down that a document is removed, and hide it. Needs the writer's lock."""
    PurgedList(data).begin(found, reason, by)
    with catalogue.write() as session:
        hide(session, found.documents)


def finish(catalogue: Catalogue, data: Path, documents: Collection[str], rebuild: Rebuild) -> Removed:
    """Remove all there is of documents that are listed and hidden. Needs the writer's lock.

    What only the catalogue tells is used before it is lost: the index is made while they are hidden, so that
    no answer counts them meanwhile, and uploads are known by their names.
    """
    with catalogue.read() as session:
        found = [each for document in documents if (each := traces(session, document))]
    if found:
        rebuild()
    hashes = {sha256 for each in found for sha256 in each.hashes}
    parts.forget(data, {path.rpartition("/")[2] for each in found for path in each.paths}, hashes)
    for each in found:
        with catalogue.write() as session:
            remove(session, each)
            events.record(session, "purged", each.document)
    listed = PurgedList(data).documents()
    known = {sha256 for document in documents if document in listed for sha256 in listed[document].hashes}
    originals = _remove_files(catalogue, data, hashes | known)
    follow(catalogue, data)  # what lies beside originals that another document has as well
    for copy in data.glob("catalogue.*.schema-*.sqlite"):
        copy.unlink()  # made before an upgrade of the schema: it holds all of the document
    _leave_nothing_behind(catalogue.path)
    checked, left = _look_through(data, {word for each in found for word in each.words})
    for document in documents:
        PurgedList(data).finish(document)
    return Removed(tuple(documents), sum(len(each.hashes) for each in found), originals, checked, left)


def hide_again(catalogue: Catalogue, data: Path) -> tuple[str, ...]:
    """Hide what was removed and is in the catalogue, as after an older copy was put back; return its ids.

    Needs no lock, so that no answer tells of it before :func:`finish` is done with it.
    """
    back = _come_back(catalogue, PurgedList(data).documents().values())
    if back:
        with catalogue.write() as session:
            hide(session, back)
    return tuple(back)


def unfinished(catalogue: Catalogue, data: Path) -> tuple[str, ...]:
    """Return the ids whose removal has begun and is not done, or is to be done again."""
    listed, originals = PurgedList(data).documents().values(), Originals(data)
    begun = (
        purged.document
        for purged in listed
        if not purged.done
        or any(originals.has(each) or _pictures(data, each).exists() for each in purged.hashes)
    )
    return tuple(dict.fromkeys([*begun, *_come_back(catalogue, listed)]))


def _come_back(catalogue: Catalogue, listed: Collection[Purged]) -> list[str]:
    """Return the documents of the catalogue that were removed, by their id or by their bytes."""
    if not listed:
        return []
    hashes = {sha256 for purged in listed for sha256 in purged.hashes}
    with catalogue.read() as session:
        ids = {document for purged in listed for document in (purged.document, *purged.also)}
        by_id = select(Document.id).where(Document.id.in_(ids))
        by_bytes = select(Version.document_id).where(Version.sha256.in_(hashes))
        return sorted({*session.scalars(by_id), *session.scalars(by_bytes)})


def _remove_files(catalogue: Catalogue, data: Path, hashes: Collection[str]) -> int:
    """Remove originals and pictures of bytes that no version refers to; return how many originals."""
    with catalogue.read() as session:
        held = set(session.scalars(select(Version.sha256).where(Version.sha256.in_(hashes))))
    originals, count = Originals(data), 0
    for sha256 in set(hashes) - held:
        count += originals.has(sha256)
        originals.discard(sha256)
        if _pictures(data, sha256).exists():
            shutil.rmtree(_pictures(data, sha256))
    return count


def _pictures(data: Path, sha256: str) -> Path:
    return Pictures(data).folder(sha256)


def _leave_nothing_behind(catalogue: Path) -> None:
    """Write the database anew and empty its log, so that no page of either holds what was deleted.

    Raises :class:`NotPurged` where the disk is full, or others read for so long that this cannot be done.
    """
    until = time.monotonic() + _WAL_WITHIN
    try:
        with closing(sqlite3.connect(catalogue, timeout=_WAL_WITHIN, isolation_level=None)) as database:
            database.execute("VACUUM")
            while database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > until:
                    raise sqlite3.OperationalError("another process reads all the time")
                time.sleep(0.1)
    except sqlite3.Error as error:
        raise NotPurged(
            "it is hidden and deleted, but the catalogue cannot be written anew to free it of the last "
            f"bytes: {error}. Mend that, or stop what reads; the next start goes on, as does this command"
        ) from error


def _look_through(data: Path, words: Collection[str]) -> tuple[int, tuple[str, ...]]:
    """Return how many files were looked through, and which hold any of these words.

    Not originals and pictures: those are told by the hashes that they are named for.
    """
    needles = {form for word in words for form in _forms(word)}
    checked, left = 0, []
    for path in data.rglob("*") if needles else ():
        below = path.relative_to(data)
        if below.parts[0] in ("originals", "pictures") or not path.is_file():
            continue
        checked += 1
        if _holds(path, needles):
            left.append(str(below))
    return checked, tuple(sorted(left))


def _forms(word: str) -> Iterator[bytes]:
    """Yield how a word stands in a file: as text, as JSON with escapes, as UTF-16."""
    if len(word) < _LEAST:
        return
    yield word.encode("utf-8", "surrogateescape")
    yield json.dumps(word)[1:-1].encode()
    yield word.encode("utf-16-le", "surrogatepass")


def _holds(path: Path, needles: Collection[bytes]) -> bool:
    overlap = max(map(len, needles))
    last = b""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return False  # it went meanwhile: the site writes here too
    with file:
        while chunk := file.read(_CHUNK):
            window = last + chunk
            if any(needle in window for needle in needles):
                return True
            last = window[-overlap:]
    return False
