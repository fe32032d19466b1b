"""What readers may see, asked of the catalogue at the moment it is shown (decision 6).

A document can be read where it is neither withdrawn, taken down nor held for review, goes on under
its own id, and is public, or its embargo has passed. What hides a talk hides its other format too;
that the file of the first format is gone does not. Notes and hidden slides show where the document
says so, else where the setting does; comments never do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session, aliased

from archive.catalogue.tables import Document, Version
from archive.dates import now
from archive.settings import PublishSettings


def is_visible(moment: datetime) -> ColumnElement[bool]:
    """Return the condition that a document can be read at this moment."""
    return and_(
        Document.withdrawn_at.is_(None),
        Document.joined_to.is_(None),
        is_let_out(moment),
    )


def is_let_out(moment: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody holds a document back at this moment, nor its talk's first format.

    That its file is gone, or that it goes on under another id, is not asked.
    """
    return and_(
        _is_released(Document, moment),
        or_(Document.format_of.is_(None), not_(_first_format(moment, readable=False))),
    )


def all_let_out(session: Session, documents: Collection[str]) -> bool:
    """Tell whether nobody holds any of these documents back just now, nor the first format of its talk."""
    session.flush()
    query = select(Document.id).where(Document.id.in_(documents), not_(is_let_out(now())))
    return session.scalars(query).first() is None


def is_listed(moment: datetime) -> ColumnElement[bool]:
    """Return the condition that a document can be read and stands in lists and counts for itself.

    Of two formats of one talk the first does, as long as it can be read; the other is told with it.
    """
    return and_(
        is_visible(moment),
        or_(Document.format_of.is_(None), not_(_first_format(moment, readable=True))),
    )


def _first_format(moment: datetime, *, readable: bool) -> ColumnElement[bool]:
    """Return the condition that the first format of the same talk can be read, or that it is held back."""
    first = aliased(Document)
    released = _is_released(first, moment)
    state = and_(first.withdrawn_at.is_(None), released) if readable else not_(released)
    return exists(select(first.id).where(first.id == Document.format_of, state).correlate(Document))


def _is_released(document: type[Document], moment: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody holds a document back at this moment."""
    return and_(
        document.taken_down_at.is_(None),
        document.held_at.is_(None),
        or_(
            document.visibility == "public",
            and_(
                document.visibility == "embargoed",
                document.embargo_until.is_not(None),
                document.embargo_until <= moment,
            ),
        ),
    )


def not_to_be_found(session: Session, moment: datetime) -> frozenset[str]:
    """Return the documents that the index still holds but that must not show in any answer.

    These are documents that were hidden since, and documents whose published parts changed and
    that the indexer has not followed yet: seconds at most, but a taken-down page must not be
    counted in them.
    """
    stale = Document.publication_revision > Document.indexed_revision
    query = select(Document.id).where(Document.in_index, or_(not_(is_visible(moment)), stale))
    return frozenset(session.scalars(query))


def standing(session: Session, documents: Collection[str], moment: datetime) -> Mapping[str, int]:
    """Return those of the documents that can be read, each with the revision of its last publication change.

    What two answers both have with the same revision, nobody hid between them, whole or in part.
    """
    query = select(Document.id, Document.publication_revision).where(
        Document.id.in_(documents), is_visible(moment)
    )
    return {row.id: row.publication_revision for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a document beside its pages are published. Comments never are."""

    notes: bool
    hidden_slides: bool


def parts_of(document: Document, settings: PublishSettings) -> Parts:
    """Return which parts of a document readers may see."""
    return Parts(
        notes=settings.notes if document.publish_notes is None else document.publish_notes,
        hidden_slides=(
            settings.hidden_slides
            if document.publish_hidden_slides is None
            else document.publish_hidden_slides
        ),
    )


def original_may_be_served(version: Version, parts: Parts, settings: PublishSettings) -> bool:
    """Tell whether the original holds nothing that is withheld, or the setting allows it anyway."""
    if settings.originals:
        return True
    held = version.withheld
    return not (
        held.get("comments")
        or (held.get("notes") and not parts.notes)
        or (held.get("hidden_slides") and not parts.hidden_slides)
    )
