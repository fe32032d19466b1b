"""What staff ask of the watcher, since it needs the writer's lock: asked here, carried out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Request
from archive.dates import now

RETRY = "retry"
"""Read a refused file again; the subject is its path, "" all of them."""

FOLLOW = "follow"
"""Let the index follow at once; the catalogue hides what must not be seen before it does."""

CONFIRM_WITHDRAW = "confirm-withdraw"
"""Withdraw what the guard holds back."""

FETCH = "fetch"
"""Fetch what a listing page links to; the subject is the number of the item."""

BESIDE = (FETCH,)
"""What is carried out beside the rounds, since it may take minutes and needs no lock."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `problem` says in Swedish why it could not be done, "" where it was or waits."""

    id: int
    at: datetime
    by: str
    kind: str
    subject: str
    detail: dict[str, Any]
    done_at: datetime | None
    problem: str


def ask(session: Session, by: str, kind: str, subject: str = "", **detail: Any) -> int:
    """Ask for something, once: what waits already is not asked for again. Return its number."""
    known = session.scalars(_waiting().where(Request.kind == kind, Request.subject == subject)).first()
    if known is not None:
        return known.id
    row = Request(at=now(), by=by, kind=kind, subject=subject, detail=detail)
    session.add(row)
    session.flush()
    return row.id


def any_waiting(session: Session) -> bool:
    """Tell whether anything waits for a round of the watcher."""
    waiting = exists().where(Request.done_at.is_(None), Request.kind.not_in(BESIDE))
    return bool(session.scalar(select(waiting)))


def waiting(session: Session) -> tuple[Asked, ...]:
    """Return what waits to be carried out, in the order it was asked for."""
    return tuple(_asked(row) for row in session.scalars(_waiting()))


def get(session: Session, number: int) -> Asked | None:
    """Return a request."""
    row = session.get(Request, number)
    return _asked(row) if row else None


def finish(session: Session, number: int, problem: str = "") -> None:
    """Note that a request was carried out, or in Swedish why it could not be."""
    row = session.get_one(Request, number)
    row.done_at, row.problem = now(), problem


def _waiting() -> Select[Request]:
    return select(Request).where(Request.done_at.is_(None)).order_by(Request.id)


def _asked(row: Request) -> Asked:
    return Asked(row.id, row.at, row.by, row.kind, row.subject, row.detail, row.done_at, row.problem)
