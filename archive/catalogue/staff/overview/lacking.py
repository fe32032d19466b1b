"""What documents lack that readers need, and how their pages were read: for *Granska arkivet*.

In order of what readers open most.

Of the latest version of each document in the folder that staff have not taken down. What a reader of
files did not look for yet, since the file was read before it learned to, is unknown: neither lacking
nor there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.jobs import OCR, JobState
from archive.catalogue.looks import COUNTED, WORDS, Look
from archive.catalogue.tables import Document, DocumentSpeaker, FieldValue, Job, Version
from archive.catalogue.values import Origin
from archive.folder.outcomes import Outcome


class Lack(StrEnum):
    """One thing that a document can lack."""

    TEXT = "text"  # all of it, or pages that are pictures alone
    TITLE = "title"  # it has its file's name
    DATE = "date"
    SPEAKER = "speaker"
    LANGUAGE = "language"
    ALT_TEXT = "alt-text"
    TAGS = "tags"  # of a PDF: what reading it aloud goes by


Asked = Lack | Look
"""What one list is of."""

LISTS: tuple[Asked, ...] = (*Lack, *Look)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that lacks something; `count` is of how many pages or pictures, or 0."""

    id: str
    title: str
    source: str
    format: str
    opened: int
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of all documents, how many lack one thing, and of how many it is not known."""

    lacking: int
    unknown: int


_HERE = and_(Document.withdrawn_at.is_(None), Document.joined_to.is_(None), Document.taken_down_at.is_(None))
_LATEST = and_(Version.document_id == Document.id, Version.number == Document.version)
_PDF = Document.format == "pdf"
_HAS_PAGES = Document.format != "link"
_IMAGES: ColumnElement[int] = func.coalesce(Version.counts["pages_with_image_only"].as_integer(), 0)
_QUEUE = (  # of each version: all of it, and how much of it waits and failed
    select(
        Job.version_id,
        func.count().label("asked"),
        func.sum(case((Job.state == JobState.WAITING.value, 1), else_=0)).label("waiting"),
        func.sum(case((Job.state == JobState.FAILED.value, 1), else_=0)).label("failed"),
    )
    .where(Job.kind == OCR)
    .group_by(Job.version_id)
    .subquery()
)
_WAITING: ColumnElement[int] = func.coalesce(_QUEUE.c.waiting, 0)
_FAILED: ColumnElement[int] = func.coalesce(_QUEUE.c.failed, 0)
_WANTED: ColumnElement[int] = case((_QUEUE.c.asked > 0, 0), (Document.format == "pdf", _IMAGES), else_=0)
_SCANNED: ColumnElement[int] = case(  # pages that are pictures alone, and that OCR has not read
    (_QUEUE.c.asked > 0, _WAITING + _FAILED), else_=_IMAGES
)
_UNDESCRIBED: ColumnElement[int] = func.coalesce(Version.counts["images_without_alt_text"].as_integer(), 0)
_TAGGED: ColumnElement[Any] = Version.embedded["tagged"].as_string()
_FIGURES: ColumnElement[Any] = Version.embedded["figures"].as_string()
_COUNTS: dict[Asked, ColumnElement[int]] = {
    Lack.TEXT: _SCANNED,
    Lack.ALT_TEXT: _UNDESCRIBED,
    Look.WAITING: _WAITING,
    Look.WANTED: _WANTED,
    Look.FAILED: _FAILED,
    **{look: func.coalesce(Version.counts[name].as_integer(), 0) for look, name in COUNTED.items()},
}
"""Of how many pages or pictures a list is; those without are of whole documents."""


def tallies(session: Session) -> tuple[int, dict[Asked, Tally]]:
    """Return how many documents there are, and for each list how many are in it."""
    sums = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for asked in LISTS
        for condition in (_is_in(asked), _unknown(asked))
    ]
    total, *found = session.execute(_of_documents(select(func.count(), *sums))).one()
    return total, {asked: Tally(found[2 * at], found[2 * at + 1]) for at, asked in enumerate(LISTS)}


def lacking(session: Session, asked: Asked, start: int, most: int) -> tuple[Lacking, ...]:
    """Return the documents of a list, those that readers open most first."""
    count = _COUNTS.get(asked, literal(0))
    columns = select(Document.id, Document.title, Document.source, Document.format, Document.opened, count)
    query = (
        _of_documents(columns)
        .where(_is_in(asked))
        .order_by(Document.opened.desc(), Document.source, Document.id)
        .offset(start)
        .limit(most)
    )
    return tuple(Lacking(*row) for row in session.execute(query))


def everything(session: Session) -> Iterator[tuple[Asked, Lacking]]:
    """Yield every list, one after the other."""
    for asked in LISTS:
        for document in lacking(session, asked, 0, -1):
            yield asked, document


def _of_documents(columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(Document)
        .join(Version, _LATEST)
        .outerjoin(_QUEUE, _QUEUE.c.version_id == Version.id)
        .where(_HERE)
    )


def _is_in(asked: Asked) -> ColumnElement[bool]:
    """Return the condition that a document stands in a list."""
    if isinstance(asked, Look):
        return _COUNTS[asked] > 0
    return {
        Lack.TEXT: and_(_HAS_PAGES, or_(Version.outcome == Outcome.NO_TEXT.value, _SCANNED > 0)),
        Lack.TITLE: ~_has_title(),
        Lack.DATE: Document.date == "",
        Lack.SPEAKER: ~exists().where(DocumentSpeaker.document_id == Document.id),
        Lack.LANGUAGE: and_(_HAS_PAGES, Document.language == ""),
        Lack.ALT_TEXT: _UNDESCRIBED > 0,
        Lack.TAGS: and_(_PDF, _TAGGED == "no"),
    }[asked]


def _unknown(asked: Asked) -> ColumnElement[bool]:
    """Return the condition that nobody looked for it: always told by decks, by PDFs since 0003 alone."""
    if asked is Lack.ALT_TEXT:
        return and_(_PDF, _FIGURES.is_(None))
    if asked is Lack.TAGS:
        return and_(_PDF, _TAGGED.is_(None))
    if asked in COUNTED:
        return and_(_HAS_PAGES, Version.counts[WORDS].as_string().is_(None))
    return Document.id.is_(None)


def _has_title() -> ColumnElement[bool]:
    """Return the condition that somebody or something other than the file's name gave the title."""
    return exists().where(
        FieldValue.document_id == Document.id,
        FieldValue.field == "title",
        FieldValue.origin != Origin.FILE_NAME.value,
    )
