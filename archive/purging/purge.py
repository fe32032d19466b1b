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
from archive.originals import Originals
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
    """What was removed, and where its title or a file's name still stands: other documents may say them."""

    document: str
    versions: int
    originals: int
    left: tuple[str, ...]  # files below the data folder


def begin(
    catalogue: Catalogue, data: Path, document: str, reason: str, by: str, *, block: bool = False
) -> Traces:
    """Write down that a document is removed, and hide it; raise :class:`NotPurged`.

    With `block` also while the folder still holds its bytes: they are passed over from then on.
    """
    with catalogue.read() as session:
        found = traces(session, document)
        if found is None:
            raise NotPurged(f"there is no document {document!r}")
        row = session.get(Document, document)
        if row is not None and row.joined_to is not None:
            raise NotPurged(f"{document} goes on as {row.joined_to}; remove that, or part the two first")
    if found.standing and not block:
        raise NotPurged(
            f"the folder still holds it ({', '.join(map(repr, found.standing[:3]))}): remove the file first, "
            "or say --block, and its bytes are passed over from now on"
        )
    PurgedList(data).begin(document, found.unshared, reason, by, read=found.read)
    with catalogue.write() as session:
        hide(session, found.documents)
    return found


def finish(catalogue: Catalogue, data: Path, document: str, rebuild: Rebuild) -> Removed:
    """Remove all there is of a document that :func:`begin` hid. Needs the writer's lock."""
    with catalogue.read() as session:
        found = traces(session, document)
    rebuild()  # while it is hidden: no answer counts it meanwhile
    known = PurgedList(data).documents()
    hashes = set(known[document].hashes) if document in known else set()
    if found is not None:
        with catalogue.write() as session:
            remove(session, found)
            events.record(session, "purged", document)
    gone = _remove_files(catalogue, data, hashes | (found.unshared if found else set()))
    if found is not None:
        parts.forget(data, {path.rpartition("/")[2] for path in found.paths})
    for copy in data.glob("catalogue.*.schema-*.sqlite"):
        copy.unlink()  # made before an upgrade of the schema: it holds all of the document
    _leave_nothing_behind(catalogue.path)
    left = tuple(sorted(_still_in(data, found.words))) if found else ()
    PurgedList(data).finish(document)
    return Removed(document, len(found.hashes) if found else 0, gone, left)


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
        if not purged.done or any(originals.has(sha256) for sha256 in purged.hashes)
    )
    return tuple(dict.fromkeys([*begun, *_come_back(catalogue, listed)]))


def _come_back(catalogue: Catalogue, listed: Collection[Purged]) -> list[str]:
    """Return the documents of the catalogue that were removed, by their id or by their bytes."""
    if not listed:
        return []
    hashes = {sha256 for purged in listed for sha256 in purged.hashes}
    with catalogue.read() as session:
        by_id = select(Document.id).where(Document.id.in_({purged.document for purged in listed}))
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
        shutil.rmtree(data / "pictures" / sha256[:2] / sha256, ignore_errors=True)
    return count


def _leave_nothing_behind(catalogue: Path) -> None:
    """Write the database anew and empty its log, so that no page of either holds what was deleted.

    Raises :class:`NotPurged` where another process reads for so long that this cannot be done.
    """
    until = time.monotonic() + _WAL_WITHIN
    with closing(sqlite3.connect(catalogue, timeout=_WAL_WITHIN, isolation_level=None)) as database:
        database.execute("VACUUM")
        while database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                raise NotPurged(
                    "the document is hidden and deleted, but the catalogue's log could not be emptied, since "
                    "another process reads; run the command again, or start the service anew"
                )
            time.sleep(0.1)


def _still_in(data: Path, words: Collection[str]) -> Iterator[str]:
    """Yield the files beside the originals that hold any of these words, in the usual encodings."""
    needles = {form for word in words for form in _forms(word)}
    if not needles:
        return
    for path in data.rglob("*"):
        below = path.relative_to(data)
        if path.is_file() and below.parts[0] not in ("originals", "lexicon") and _holds(path, needles):
            yield str(below)


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
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = last + chunk
            if any(needle in window for needle in needles):
                return True
            last = window[-overlap:]
    return False
