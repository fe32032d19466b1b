"""The event log (append-only, no names) and the notices of what holds the service up just now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Event, Notice
from archive.dates import now


def record(session: Session, kind: str, document: str | None = None, **detail: Any) -> None:
    """Append an event. `detail` must not name a person: no titles, no file names."""
    session.add(Event(at=now(), kind=kind, document_id=document, detail=detail))


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
