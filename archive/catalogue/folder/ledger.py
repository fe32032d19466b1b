"""The ledger: what was seen at each path of the folder, and what became of it.

The reconcile plan is made from :func:`entries`; only the holder of the writer's lock writes here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from archive.catalogue.folder import events
from archive.catalogue.tables import Document, Place, Version
from archive.dates import now
from archive.folder.outcomes import PlaceState, Progress


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the file system says of a file; where all of it is unchanged the bytes are taken to be."""

    size: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of the ledger. `sha256` is "" as long as the file was never hashed."""

    path: str
    fingerprint: Fingerprint
    sha256: str
    descriptors: str
    state: PlaceState
    outcome: str = ""
    reason: str = ""
    reader: str = ""
    document: str | None = None
    progress: str = Progress.NONE
    tries: int = 0  # how often these bytes were refused
    retry_at: datetime | None = None


_COLUMNS = (
    *("path", "size", "mtime_ns", "ctime_ns", "sha256", "descriptors", "state"),
    *("outcome", "reason", "reader", "document_id", "progress", "tries", "retry_at"),
)
_STANDS = Place.state != PlaceState.REMOVED.value


def entries(session: Session) -> Mapping[str, Entry]:
    """Return the ledger by path, without what was removed."""
    # Columns, not objects: this is read in each round of the watcher, and objects take 4 times as long.
    rows = session.execute(
        select(*(getattr(Place, name) for name in _COLUMNS)).where(_STANDS).order_by(Place.path)
    )
    return {
        path: Entry(path, Fingerprint(size, mtime, ctime), sha256, descriptors, PlaceState(state), *rest)
        for path, size, mtime, ctime, sha256, descriptors, state, *rest in rows
    }


def listed(session: Session) -> tuple[tuple[Entry, datetime], ...]:
    """Return every path, also those that were removed, with the moment from which it is so."""
    return tuple(
        (entry_of(place), place.changed_at) for place in session.scalars(select(Place).order_by(Place.path))
    )


def listed_at(session: Session, path: str) -> tuple[Entry, datetime] | None:
    """Return one path as :func:`listed` has it."""
    place = session.get(Place, path)
    return (entry_of(place), place.changed_at) if place else None


def entry_at(session: Session, path: str) -> Entry | None:
    """Return the entry of one path; None also where a file was removed."""
    place = session.get(Place, path)
    return entry_of(place) if place and place.state != PlaceState.REMOVED else None


def latest_hashes(session: Session) -> Mapping[str, str]:
    """Return the document whose latest version has a hash, by hash; withdrawn documents too.

    Of several documents with the same latest bytes, the one still in the folder is named.
    """
    query = (
        select(Version.sha256, Document.id)
        .join(Document, Document.id == Version.document_id)
        .where(Version.number == Document.version)
        .order_by(Document.withdrawn_at.is_(None), Document.id)
    )
    return dict(session.execute(query).all())


def latest_holder(session: Session, sha256: str) -> str | None:
    """Return the document whose latest version has this hash, as :func:`latest_hashes` does."""
    query = (
        select(Document.id)
        .join(Version, Document.id == Version.document_id)
        .where(Version.number == Document.version, Version.sha256 == sha256)
        .order_by(Document.withdrawn_at.is_not(None), Document.id.desc())
    )
    return session.scalars(query).first()


def with_hash(session: Session, sha256: str) -> tuple[Entry, ...]:
    """Return the entries of the places that hold these bytes, in order of path."""
    query = select(Place).where(Place.sha256 == sha256, _STANDS).order_by(Place.path)
    return tuple(entry_of(place) for place in session.scalars(query))


def refused_with(session: Session, sha256: str) -> Entry | None:
    """Return one of the places where these bytes were refused; None where there is none."""
    query = select(Place).where(Place.sha256 == sha256, Place.state == PlaceState.REFUSED.value).limit(1)
    place = session.scalars(query).first()
    return entry_of(place) if place else None


def put(session: Session, entry: Entry) -> None:
    """Write an entry; `changed_at` moves only if its state, bytes or document did.

    A change of state goes to the event log, where a path is named by :func:`mark` alone.
    """
    moment = now()
    place = session.get(Place, entry.path)
    if place is None:
        place = Place(path=entry.path, changed_at=moment, state="")
        session.add(place)
    if place.state != entry.state.value:
        events.record(
            session,
            "place",
            entry.document,
            place=mark(entry.path),
            state=entry.state.value,
            outcome=entry.outcome,
        )
    known = (place.state, place.sha256, place.document_id, place.reason, place.progress)
    if known != (entry.state.value, entry.sha256, entry.document, entry.reason, entry.progress):
        place.changed_at = moment
    place.size = entry.fingerprint.size
    place.mtime_ns = entry.fingerprint.mtime_ns
    place.ctime_ns = entry.fingerprint.ctime_ns
    place.sha256 = entry.sha256
    place.descriptors = entry.descriptors
    place.state = entry.state.value
    place.outcome = entry.outcome
    place.reason = entry.reason
    place.reader = entry.reader
    place.document_id = entry.document
    place.progress = entry.progress
    place.tries = entry.tries
    place.retry_at = entry.retry_at
    place.seen_at = moment


def mark(path: str) -> str:
    """Return what stands for a path in the event log, which names no file."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def forget(session: Session, path: str) -> None:
    """Leave a path out of the ledger: its file stands elsewhere, or was never one."""
    place = session.get(Place, path)
    if place is not None:
        session.delete(place)


def note_removed(session: Session, path: str) -> None:
    """Note that a file is gone; it stays listed, until :func:`prune_removed`."""
    known = entry_at(session, path)
    if known is not None:
        removed = replace(known, state=PlaceState.REMOVED, progress=Progress.NONE, reason="", retry_at=None)
        put(session, removed)


def prune_removed(session: Session, before: datetime) -> int:
    """Forget the files that were removed before a moment; return how many."""
    query = delete(Place).where(Place.state == PlaceState.REMOVED.value, Place.changed_at < before)
    return cast(CursorResult[Any], session.execute(query)).rowcount


def places_of(session: Session, document: str) -> tuple[Entry, ...]:
    """Return the places that hold a document, in order of path."""
    query = select(Place).where(Place.document_id == document, _STANDS).order_by(Place.path)
    return tuple(entry_of(place) for place in session.scalars(query))


def entry_of(place: Place) -> Entry:
    """Return what a row of the ledger says."""
    return Entry(
        path=place.path,
        fingerprint=Fingerprint(place.size, place.mtime_ns, place.ctime_ns),
        sha256=place.sha256,
        descriptors=place.descriptors,
        state=PlaceState(place.state),
        outcome=place.outcome,
        reason=place.reason,
        reader=place.reader,
        document=place.document_id,
        progress=place.progress,
        tries=place.tries,
        retry_at=place.retry_at,
    )
