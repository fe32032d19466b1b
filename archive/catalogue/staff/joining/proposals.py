"""Proposals as staff see them: both documents, what was answered, and how far that has been carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Document, Likeness, PageRow, Request, Version

ASKED = (deciding.JOIN_VERSION, deciding.PART_VERSION)
"""Kinds of requests by which answers are carried out."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents, with its latest version; `added_at` None where another goes on with it."""

    id: str
    title: str
    source: str
    format: str
    page_count: int
    file_modified_at: datetime | None
    added_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal. `one` would go on, or come first; `other` becomes a version or a format of it.

    `doing` tells that the watcher is asked to carry out an answer, `problem` in Swedish why the last one
    could not be. `first` is the format that stands in lists, "" where that is not decided.
    """

    number: int
    kind: str
    state: str
    share: float
    one: Side
    other: Side
    first: str
    doing: bool
    problem: str
    by: str
    at: datetime | None


def waiting(session: Session, most: int) -> tuple[Proposal, ...]:
    """Return what waits for an answer, the oldest first."""
    query = select(Likeness).where(Likeness.state == "open").order_by(Likeness.id).limit(most)
    return tuple(_proposal(session, row) for row in session.scalars(query))


def answered(session: Session, most: int) -> tuple[Proposal, ...]:
    """Return what was answered, the newest proposals first."""
    query = select(Likeness).where(Likeness.state != "open").order_by(Likeness.id.desc()).limit(most)
    return tuple(_proposal(session, row) for row in session.scalars(query))


def count(session: Session) -> int:
    """Return how many proposals wait for an answer."""
    return session.scalar(select(func.count()).select_from(Likeness).where(Likeness.state == "open")) or 0


def texts(session: Session, document: str) -> Sequence[str]:
    """Return the text of each page of a document's latest version, hidden slides too: staff see them."""
    query = (
        select(PageRow.text)
        .join(Version, Version.id == PageRow.version_id)
        .join(Document, (Document.id == Version.document_id) & (Document.version == Version.number))
        .where(Document.id == document)
        .order_by(PageRow.number)
    )
    return session.scalars(query).all()


def _proposal(session: Session, row: Likeness) -> Proposal:
    asked = session.scalars(
        select(Request)
        .where(Request.kind.in_(ASKED), Request.subject == str(row.id), Request.at >= row.made_at)
        .order_by(Request.id.desc())
    ).first()
    decided = deciding.last_decision(session, row.id)
    return Proposal(
        number=row.id,
        kind=row.kind,
        state=row.state,
        share=row.share,
        one=_side(session, row.document_id),
        other=_side(session, row.other_id),
        first=row.detail.get("first", ""),
        doing=asked is not None and asked.done_at is None,
        problem=asked.problem if asked else "",
        by=decided.by if decided else "",
        at=decided.at if decided else None,
    )


def _side(session: Session, document: str) -> Side:
    row = session.get_one(Document, document)
    latest = select(Version).where(Version.document_id == row.id, Version.number == row.version)
    version = session.scalars(latest).first()
    return Side(
        row.id,
        row.title,
        row.source,
        row.format,
        row.page_count,
        version.file_modified_at if version else None,
        version.added_at if version else None,
        row.withdrawn_at,
    )
