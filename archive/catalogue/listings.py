"""Series and persons as readers meet them: only those with something to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from archive.catalogue.publication import is_listed
from archive.catalogue.tables import Document, DocumentSpeaker, Person, Series
from archive.dates import now


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A series and how many of its documents can be read."""

    id: int
    slug: str
    name: str
    description: str
    documents: int


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A speaker and how many documents of theirs can be read."""

    id: int
    slug: str
    name: str
    documents: int


def all_series(session: Session) -> tuple[SeriesEntry, ...]:
    """Return every series that holds a document to read, in order; Roman numerals as numbers."""
    query = (
        select(Series.id, Series.slug, Series.name, Series.description, func.count(Document.id))
        .join(Document, Document.series_id == Series.id)
        .where(is_listed(now()))
        .group_by(Series.id)
        .order_by(Series.sort_key, Series.id)
    )
    return tuple(SeriesEntry(*row) for row in session.execute(query))


def series_by_slug(session: Session, slug: str) -> SeriesEntry | None:
    """Return a series that holds a document to read."""
    return next((series for series in all_series(session) if series.slug == slug), None)


def all_speakers(session: Session) -> tuple[PersonEntry, ...]:
    """Return everybody who speaks in a document that can be read, by name."""
    query = (
        select(Person.id, Person.slug, Person.name, func.count(Document.id))
        .join(DocumentSpeaker, DocumentSpeaker.person_id == Person.id)
        .join(Document, Document.id == DocumentSpeaker.document_id)
        .where(is_listed(now()))
        .group_by(Person.id)
        .order_by(Person.name)
    )
    return tuple(PersonEntry(*row) for row in session.execute(query))


def speaker_by_slug(session: Session, slug: str) -> PersonEntry | None:
    """Return somebody who speaks in a document that can be read."""
    return next((person for person in all_speakers(session) if person.slug == slug), None)


def count_for_crawlers(session: Session) -> int:
    """Return how many documents crawlers may list: what can be read, and is no sample."""
    return session.scalar(select(func.count()).select_from(Document).where(*_for_crawlers())) or 0


def for_crawlers(session: Session, first: int, count: int) -> tuple[tuple[str, datetime], ...]:
    """Return a window of what crawlers may list: ids, and when each changed last, in order of id."""
    query = select(Document.id, Document.changed_at).where(*_for_crawlers()).order_by(Document.id)
    return tuple((row[0], row[1]) for row in session.execute(query.offset(first).limit(count)))


def _for_crawlers() -> tuple[ColumnElement[bool], ...]:
    return is_listed(now()), Document.sample.is_(False)
