"""Every document, also those that readers do not see: by where it stands, and by what its texts hold."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.containing import contains
from archive.catalogue.publication import is_visible
from archive.catalogue.staff.overview.standing import Standing
from archive.catalogue.tables import Document, DocumentSpeaker, Person
from archive.dates import now


@dataclass(frozen=True, slots=True)
class Found:
    """Part of the documents that were asked for, and how many there are."""

    documents: tuple[Document, ...]
    total: int


def find(session: Session, standing: Standing | None, typed: str, start: int, most: int) -> Found:
    """Return documents that stand so and hold what was typed in title, path or a speaker's name.

    `most` of them from number `start` on (counted from 0), by title.
    """
    conditions = [_stands(standing)] if standing else []
    if typed:
        conditions.append(
            or_(contains(typed, Document.title.expression, Document.source.expression), _spoken(typed))
        )
    total = session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0
    query = select(Document).where(*conditions).order_by(func.lower(Document.title), Document.id)
    return Found(tuple(session.scalars(query.offset(start).limit(most))), total)


def _spoken(typed: str) -> ColumnElement[bool]:
    people = select(DocumentSpeaker.document_id).join(Person).where(contains(typed, Person.name.expression))
    return Document.id.in_(people)


def _stands(standing: Standing) -> ColumnElement[bool]:
    """Return the condition that one thing holds of where a document stands; others may besides."""
    until = Document.embargo_until
    opens_later = and_(Document.visibility == "embargoed", until.is_not(None), until > now())
    conditions: dict[Standing, ColumnElement[bool]] = {
        Standing.PUBLISHED: is_visible(now()),
        Standing.HELD: Document.held_at.is_not(None),
        Standing.EMBARGOED: opens_later,
        Standing.HIDDEN: or_(
            Document.visibility == "hidden", and_(Document.visibility == "embargoed", until.is_(None))
        ),
        Standing.TAKEN_DOWN: Document.taken_down_at.is_not(None),
        Standing.WITHDRAWN: Document.withdrawn_at.is_not(None),
        Standing.JOINED: Document.joined_to.is_not(None),
        Standing.WITH_FORMAT: Document.format_of.is_not(None),
    }
    here = and_(Document.withdrawn_at.is_(None), Document.joined_to.is_(None))
    within = standing in (Standing.HELD, Standing.EMBARGOED, Standing.HIDDEN)
    return and_(conditions[standing], here) if within else conditions[standing]
