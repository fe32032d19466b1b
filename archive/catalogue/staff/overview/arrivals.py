"""What has come to the archive lately, whether readers see it or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that came: its path in the folder, when, and whether it waits for staff."""

    id: str
    title: str
    source: str
    at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The last documents that came, and how many came in all."""

    latest: tuple[Arrived, ...]
    total: int


def since(session: Session, moment: datetime, most: int) -> Arrivals:
    """Return what has come since a moment, the last first, `most` of it."""
    came = (Document.created_at >= moment, Document.joined_to.is_(None))
    columns = (Document.id, Document.title, Document.source, Document.created_at, Document.held_at)
    rows = session.execute(
        select(*columns).where(*came).order_by(Document.created_at.desc(), Document.id).limit(most)
    )
    total = session.scalar(select(func.count(Document.id)).where(*came)) or 0
    return Arrivals(
        tuple(Arrived(key, title, source, at, held is not None) for key, title, source, at, held in rows),
        total,
    )
