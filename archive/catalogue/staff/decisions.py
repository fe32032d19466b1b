"""What staff decided, by whom and when: the history that pages show and undoing goes back to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Decision
from archive.dates import now

EMPTIED: Mapping[str, Any] = {"before": None, "after": {}}
"""What a decision holds when a purge has taken out what it was about."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision; what `subject`, `before` and `after` are is for its `kind` to say."""

    id: int
    at: datetime
    by: str
    kind: str
    document: str | None
    subject: str
    before: Any
    after: Any
    undone_at: datetime | None
    undone_by: str

    @property
    def emptied(self) -> bool:
        """Whether a purge has taken out what it was about."""
        return {"before": self.before, "after": self.after} == EMPTIED


def record(
    session: Session,
    by: str,
    kind: str,
    document: str | None = None,
    *,
    subject: str = "",
    before: Any = None,
    after: Any = None,
) -> int:
    """Write down a decision; return its number."""
    row = Decision(
        at=now(), by=by, kind=kind, document_id=document, subject=subject, before=before, after=after
    )
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, number: int) -> Decided | None:
    """Return a decision."""
    row = session.get(Decision, number)
    return _decided(row) if row else None


def of_document(session: Session, document: str) -> tuple[Decided, ...]:
    """Return what was decided on a document, the last first."""
    return _all(session, select(Decision).where(Decision.document_id == document))


def of_subjects(session: Session, kinds: Collection[str], subjects: Collection[str]) -> tuple[Decided, ...]:
    """Return what was decided in these ways on any of these subjects, the last first."""
    return _all(session, select(Decision).where(Decision.kind.in_(kinds), Decision.subject.in_(subjects)))


def latest(session: Session, count: int) -> tuple[Decided, ...]:
    """Return the last decisions on anything, the last first."""
    return _all(session, select(Decision).limit(count))


def mark_undone(session: Session, number: int, by: str) -> bool:
    """Note that a decision was undone; False where there is none, or it was undone before."""
    row = session.get(Decision, number)
    if row is None or row.undone_at is not None:
        return False
    row.undone_at, row.undone_by = now(), by
    return True


def _all(session: Session, query: Select[Decision]) -> tuple[Decided, ...]:
    return tuple(_decided(row) for row in session.scalars(query.order_by(Decision.id.desc())))


def _decided(row: Decision) -> Decided:
    return Decided(
        row.id,
        row.at,
        row.by,
        row.kind,
        row.document_id,
        row.subject,
        row.before,
        row.after,
        row.undone_at,
        row.undone_by,
    )
