"""Documents that staff look at before, or after, readers do: lists for *Publicering*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from archive.catalogue.publication import is_visible
from archive.catalogue.staff.publication.warned import Warned, unpack
from archive.catalogue.tables import Document, FieldValue, Version
from archive.catalogue.values import Origin
from archive.dates import now


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in one of the lists. `unpublished` tells that the folder *_ej publicerat* keeps it."""

    id: str
    title: str
    source: str
    format: str
    version: int
    held_for: tuple[str, ...]
    embargo_until: datetime | None
    taken_down_at: datetime | None
    held_at: datetime | None
    warnings: tuple[Warned, ...]
    unpublished: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The beginning of a list, and how many documents there are in all of it."""

    documents: tuple[Listed, ...]
    total: int


_HERE = and_(Document.withdrawn_at.is_(None), Document.joined_to.is_(None))
_NOT_DOWN = and_(_HERE, Document.taken_down_at.is_(None))
_KEPT_BY_FOLDER = (
    select(FieldValue.document_id)
    .where(
        FieldValue.document_id == Document.id,
        FieldValue.field == "visibility",
        FieldValue.origin == Origin.FOLDER,
    )
    .exists()
)


def waiting(session: Session, most: int) -> Listing:
    """Return what is held until staff have looked at it, the longest first."""
    return _list(session, and_(_NOT_DOWN, Document.held_at.is_not(None)), most, Document.held_at)


def warned(session: Session, most: int) -> Listing:
    """Return what readers see though there is something to warn of, the last changed first."""
    found = func.json_array_length(Version.warnings) > 0
    return _list(session, and_(is_visible(now()), found), most, Document.changed_at.desc())


def embargoed(session: Session, most: int) -> Listing:
    """Return what opens by itself, the next first; what waits for no stated time comes last."""
    until = Document.embargo_until
    later = and_(Document.visibility == "embargoed", (until.is_(None)) | (until > now()))
    return _list(session, and_(_NOT_DOWN, later), most, until.asc().nulls_last())


def hidden(session: Session, most: int) -> Listing:
    """Return what is hidden by staff, by a file or by the folder it stands in."""
    return _list(session, and_(_NOT_DOWN, Document.visibility == "hidden"), most, Document.source)


def taken_down(session: Session, most: int) -> Listing:
    """Return what staff have taken down, the last first; also what is gone from the folder by now."""
    down = and_(Document.joined_to.is_(None), Document.taken_down_at.is_not(None))
    return _list(session, down, most, Document.taken_down_at.desc())


def count(session: Session) -> int:
    """Return how many documents wait for staff."""
    query = select(func.count()).select_from(Document)
    return session.scalar(query.where(_NOT_DOWN, Document.held_at.is_not(None))) or 0


def _list(session: Session, condition: ColumnElement[bool], most: int, order: Any) -> Listing:
    latest = and_(Version.document_id == Document.id, Version.number == Document.version)
    query = select(Document, Version.warnings, _KEPT_BY_FOLDER).join(Version, latest).where(condition)
    total = session.scalar(select(func.count()).select_from(Document).join(Version, latest).where(condition))
    rows = session.execute(query.order_by(order, Document.id).limit(most)).all()
    return Listing(tuple(_listed(*row) for row in rows), total or 0)


def _listed(document: Document, warnings: Sequence[dict[str, object]], unpublished: bool) -> Listed:
    return Listed(
        document.id,
        document.title,
        document.source,
        document.format,
        document.version,
        tuple(document.held_for),
        document.embargo_until,
        document.taken_down_at,
        document.held_at,
        unpack(warnings),
        unpublished,
    )
