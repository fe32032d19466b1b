"""How accessible the published documents themselves are: the register behind the accessibility statement.

Of the latest version of each document that readers can open. What nobody looked for, since the file was
read before its reader learned to, is unknown: neither there nor lacking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, select
from sqlalchemy.orm import Session

from archive.catalogue import publication
from archive.catalogue.tables import Document, FieldValue, Version
from archive.catalogue.values import Origin
from archive.dates import now

LAW_APPLIES_FROM = "2018-09-23"
"""Office files first published before this day are outside the law (2018:1937, 9 §), unless still needed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How accessible one document is; `tagged` is None of what is no PDF, and where nobody looked."""

    id: str
    title: str
    format: str
    language: str  # "" where none is known
    tagged: bool | None
    titled: bool  # by more than the file's name
    undescribed: int  # pictures without a text for those who do not see them
    before: bool  # first published before the law applied, as far as it is stated


@dataclass(frozen=True, slots=True)
class Totals:
    """How many documents there are, and how many of them lack something."""

    documents: int
    untagged: int
    untitled: int
    without_language: int
    undescribed: int  # documents that have pictures without a text
    before: int


_LATEST = and_(Version.document_id == Document.id, Version.number == Document.version)
_TAGGED: ColumnElement[Any] = Version.embedded["tagged"].as_string()
_UNDESCRIBED: ColumnElement[int] = func.coalesce(Version.counts["images_without_alt_text"].as_integer(), 0)
_TITLED = exists().where(
    FieldValue.document_id == Document.id,
    FieldValue.field == "title",
    FieldValue.origin != Origin.FILE_NAME.value,
)
_STATED: ColumnElement[str] = func.trim(cast(FieldValue.value, String), '"')  # of JSON
_BEFORE = exists().where(  # what is stated as 2018, or as a span, may as well have been after
    FieldValue.document_id == Document.id,
    FieldValue.field == "first_published",
    _STATED.not_in(("", LAW_APPLIES_FROM[:4], LAW_APPLIES_FROM[:7])),
    _STATED.not_like("%/%"),
    _STATED < LAW_APPLIES_FROM,
)


def totals(session: Session) -> Totals:
    """Count what the published documents lack."""
    lacking = (
        and_(Document.format == "pdf", _TAGGED == "no"),
        ~_TITLED,
        Document.language == "",
        _UNDESCRIBED > 0,
        _BEFORE,
    )
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in lacking]
    query = select(func.count(), *sums).select_from(Document).join(Version, _LATEST)
    return Totals(*session.execute(query.where(*_in_the_register())).one())


def register(session: Session, first: int, count: int) -> tuple[Entry, ...]:
    """Return a window of the published documents in order of title, with what each has and lacks."""
    query = (
        select(
            Document.id,
            Document.title,
            Document.format,
            Document.language,
            _TAGGED,
            _TITLED,
            _UNDESCRIBED,
            _BEFORE,
        )
        .join(Version, _LATEST)
        .where(*_in_the_register())
        .order_by(Document.title, Document.id)
        .offset(first)
        .limit(count)
    )
    return tuple(
        Entry(row[0], row[1], row[2], row[3], _as_bool(row[4]), row[5], row[6], row[7])
        for row in session.execute(query)
    )


def _in_the_register() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a document is told of: published, and a file of ours, no link elsewhere."""
    return publication.is_visible(now()), Document.format != "link"


def _as_bool(stated: str | None) -> bool | None:
    return None if stated is None else stated == "yes"
