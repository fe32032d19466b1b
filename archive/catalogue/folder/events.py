"""The event log (append-only, no names) and the notices of what holds the service up just now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Event, Notice
from archive.dates import now


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; what `detail` holds is for its `kind` to say."""

    id: int
    at: datetime
    kind: str
    document: str | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for: all of what is stated. `place` is a path's mark in the log."""

    kinds: tuple[str, ...] = ()
    document: str = ""
    place: str = ""
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice that stands: its key for machines, its text for the log, since when."""

    key: str
    text: str
    degraded: bool
    since: datetime


def record(session: Session, kind: str, document: str | None = None, **detail: Any) -> None:
    """Append an event. `detail` must not name a person: no titles, no file names."""
    session.add(Event(at=now(), kind=kind, document_id=document, detail=detail))


def happened(session: Session, asked: Asked, start: int, most: int) -> tuple[Happened, ...]:
    """Return what happened, the last first: `most` of it from number `start` on (counted from 0)."""
    query = select(Event).where(*_conditions(asked))
    rows = session.scalars(query.order_by(Event.id.desc()).offset(start).limit(most))
    return tuple(Happened(row.id, row.at, row.kind, row.document_id, row.detail) for row in rows)


def count(session: Session, asked: Asked) -> int:
    """Return how much of what is asked for has happened."""
    return session.scalar(select(func.count()).select_from(Event).where(*_conditions(asked))) or 0


def kinds(session: Session) -> tuple[str, ...]:
    """Return the kinds of event that the log holds."""
    return tuple(session.scalars(select(Event.kind).distinct().order_by(Event.kind)))


def prune(session: Session, before: datetime) -> int:
    """Forget what happened before a moment; return how much. What staff decided is kept elsewhere.

    The last event stays, however old: who follows the log by its numbers must not meet one twice.
    """
    last = select(func.max(Event.id)).scalar_subquery()
    old = delete(Event).where(Event.at < before, Event.id != last)
    return cast(CursorResult[Any], session.execute(old)).rowcount


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.kinds:
        conditions.append(Event.kind.in_(asked.kinds))
    if asked.document:
        conditions.append(Event.document_id == asked.document)
    if asked.place:
        conditions.append(Event.detail["place"].as_string() == asked.place)
    if asked.since is not None:
        conditions.append(Event.at >= asked.since)
    if asked.before is not None:
        conditions.append(Event.at < asked.before)
    return conditions


def set_notices(
    session: Session, prefix: str, texts: Mapping[str, str], *, degraded: bool
) -> tuple[str, ...]:
    """Make the notices whose key begins with `prefix` be exactly these; `since` stays where known.

    Returns the texts that were not said before.
    """
    known = {n.key: n for n in session.scalars(select(Notice).where(Notice.key.startswith(prefix)))}
    said = {notice.text for notice in known.values()}
    for key, text in texts.items():
        notice = known.pop(prefix + key, None)
        if notice is None:
            session.add(Notice(key=prefix + key, text=text, degraded=degraded, since=now()))
        else:
            notice.text, notice.degraded = text, degraded
    for notice in known.values():
        session.delete(notice)
    return tuple(text for text in texts.values() if text not in said)


def degradations(session: Session) -> tuple[str, ...]:
    """Return, in words, what holds the service up just now."""
    return tuple(session.scalars(select(Notice.text).where(Notice.degraded).order_by(Notice.key)))


def notices(session: Session) -> tuple[str, ...]:
    """Return every notice, those that hold the service up first."""
    return tuple(session.scalars(select(Notice.text).order_by(Notice.degraded.desc(), Notice.key)))


def standing(session: Session) -> tuple[Standing, ...]:
    """Return every notice with its key, those that hold the service up first."""
    rows = session.scalars(select(Notice).order_by(Notice.degraded.desc(), Notice.key))
    return tuple(Standing(row.key, row.text, row.degraded, row.since) for row in rows)
