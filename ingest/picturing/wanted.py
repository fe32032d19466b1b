"""Which files pictures are made of, and what has to be known to make them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document, PageRow, Version
from ingest.picturing import slides

FORMATS = frozenset({"pdf"}) | slides.FORMATS


@dataclass(frozen=True, slots=True)
class Wanted:
    """A version whose pages are to be drawn."""

    version: int  # id of its row
    document: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that follow each other and are of one file: the version's own, or one attached to it."""

    name: str  # "" for the file itself
    first: int  # number of its first page in the version
    count: int

    @property
    def is_drawn(self) -> bool:
        """Whether its pages are drawn: those of decks and texts that are attached to a PDF are not."""
        return not self.name or self.name.lower().endswith(".pdf")


def stamp(session: Session) -> tuple[int, int]:
    """Return what is another whenever there may be something new to draw: a version, a return."""
    shown = and_(Document.withdrawn_at.is_(None), Document.taken_down_at.is_(None))
    query = select(func.max(Version.id), func.count()).join(Document, Document.id == Version.document_id)
    newest_id, count = session.execute(query.where(shown)).one()
    return newest_id or 0, count


def newest(session: Session) -> tuple[Wanted, ...]:
    """Return every version that can be drawn: the latest of documents before older ones, newest first.

    Of what is away or taken down nothing is drawn: it waits until it comes back.
    """
    latest = case((and_(Version.number == Document.version), 0), else_=1)
    query = (
        select(Version.id, Version.document_id, Version.sha256, Version.format)
        .join(Document, Document.id == Version.document_id)
        .where(
            Version.format.in_(FORMATS),
            Version.page_count > 0,
            Document.withdrawn_at.is_(None),
            Document.taken_down_at.is_(None),
        )
        .order_by(latest, Version.added_at.desc(), Version.id.desc())
    )
    return tuple(Wanted(*row) for row in session.execute(query))


def still(session: Session, sha256: str) -> bool:
    """Tell whether any version is of these bytes: what was purged meanwhile leaves no picture."""
    return session.scalar(select(Version.id).where(Version.sha256 == sha256).limit(1)) is not None


def parts(session: Session, version: int) -> tuple[Part, ...]:
    """Return what files the pages of a version are of, in order."""
    query = (
        select(PageRow.part, func.min(PageRow.number), func.count())
        .where(PageRow.version_id == version)
        .group_by(PageRow.part)
        .order_by(func.min(PageRow.number))
    )
    return tuple(Part(*row) for row in session.execute(query))


def hidden(session: Session, version: int) -> frozenset[int]:
    """Return the numbers of the hidden slides of a version."""
    query = select(PageRow.number).where(PageRow.version_id == version, PageRow.hidden)
    return frozenset(session.scalars(query))
