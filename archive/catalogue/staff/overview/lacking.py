"""What documents lack that readers need: for *Granska arkivet*, in order of what readers open most.

Of the latest version of each document in the folder that staff have not taken down. What a reader of
files did not look for yet, since the file was read before it learned to, is unknown: neither lacking
nor there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.jobs import OCR, JobState
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
_JOBS = select(func.count()).where(Job.version_id == Version.id, Job.kind == OCR).correlate(Version)
_UNREAD = _JOBS.where(Job.state != JobState.DONE.value)
_SCANNED: ColumnElement[int] = case(  # pages that are pictures alone, and that OCR has not read
    (_JOBS.scalar_subquery() > 0, _UNREAD.scalar_subquery()), else_=_IMAGES
)
_UNDESCRIBED: ColumnElement[int] = func.coalesce(Version.counts["images_without_alt_text"].as_integer(), 0)
_TAGGED: ColumnElement[Any] = Version.embedded["tagged"].as_string()
_FIGURES: ColumnElement[Any] = Version.embedded["figures"].as_string()
_NOTHING = literal(0)


def tallies(session: Session) -> tuple[int, dict[Lack, Tally]]:
    """Return how many documents there are, and for each thing how many lack it."""
    sums = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for lack in Lack
        for condition in (_lacks(lack), _unknown(lack))
    ]
    total, *found = session.execute(
        select(func.count(), *sums).select_from(Document).join(Version, _LATEST).where(_HERE)
    ).one()
    return total, {lack: Tally(found[2 * at], found[2 * at + 1]) for at, lack in enumerate(Lack)}


def lacking(session: Session, lack: Lack, start: int, most: int) -> tuple[Lacking, ...]:
    """Return documents that lack something, those that readers open most first."""
    count = {Lack.TEXT: _SCANNED, Lack.ALT_TEXT: _UNDESCRIBED}.get(lack, _NOTHING)
    query = (
        select(Document.id, Document.title, Document.source, Document.format, Document.opened, count)
        .join(Version, _LATEST)
        .where(_HERE, _lacks(lack))
        .order_by(Document.opened.desc(), Document.source, Document.id)
        .offset(start)
        .limit(most)
    )
    return tuple(Lacking(*row) for row in session.execute(query))


def everything(session: Session) -> Iterator[tuple[Lack, Lacking]]:
    """Yield every lack of every document, one list after the other."""
    for lack in Lack:
        for document in lacking(session, lack, 0, -1):
            yield lack, document


def _lacks(lack: Lack) -> ColumnElement[bool]:
    return {
        Lack.TEXT: and_(_HAS_PAGES, or_(Version.outcome == Outcome.NO_TEXT.value, _SCANNED > 0)),
        Lack.TITLE: ~_has_title(),
        Lack.DATE: Document.date == "",
        Lack.SPEAKER: ~exists().where(DocumentSpeaker.document_id == Document.id),
        Lack.LANGUAGE: and_(_HAS_PAGES, Document.language == ""),
        Lack.ALT_TEXT: _UNDESCRIBED > 0,
        Lack.TAGS: and_(_PDF, _TAGGED == "no"),
    }[lack]


def _unknown(lack: Lack) -> ColumnElement[bool]:
    """Return the condition that nobody looked for it: always told by decks, by PDFs since 0003 alone."""
    if lack is Lack.ALT_TEXT:
        return and_(_PDF, _FIGURES.is_(None))
    if lack is Lack.TAGS:
        return and_(_PDF, _TAGGED.is_(None))
    return Document.id.is_(None)


def _has_title() -> ColumnElement[bool]:
    """Return the condition that somebody or something other than the file's name gave the title."""
    return exists().where(
        FieldValue.document_id == Document.id,
        FieldValue.field == "title",
        FieldValue.origin != Origin.FILE_NAME.value,
    )
