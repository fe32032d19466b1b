"""One talk in two formats (a PDF and a PowerPoint): each a document of its own, readers see one.

The *first* stands in lists; the others name it in `format_of`. Each keeps its addresses and page
numbers, and tells where the others are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.catalogue.publication import is_visible
from archive.catalogue.tables import Document
from archive.dates import now


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """The same talk as another document."""

    id: str
    format: str
    version: int  # the latest
    first: bool  # stands in lists


def others(session: Session, rows: Iterable[Document]) -> Mapping[str, tuple[OtherFormat, ...]]:
    """Return, for each of these documents, the other formats of it that can be read just now."""
    first_of = {row.id: row.format_of or row.id for row in rows}
    firsts = set(first_of.values())
    query = (
        select(Document.id, Document.format, Document.version, Document.format_of)
        .where(or_(Document.id.in_(firsts), Document.format_of.in_(firsts)), is_visible(now()))
        .order_by(Document.format_of.is_not(None), Document.id)
    )
    talks: dict[str, list[OtherFormat]] = {}
    for document, kind, version, first in session.execute(query):
        talks.setdefault(first or document, []).append(OtherFormat(document, kind, version, first is None))
    return {
        document: tuple(other for other in talks.get(first, ()) if other.id != document)
        for document, first in first_of.items()
    }
