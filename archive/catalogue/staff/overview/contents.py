"""Everything that a document's versions hold, for staff: withheld notes, hidden slides and warnings too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.documents import as_page
from archive.catalogue.staff.publication.warned import Warned, unpack
from archive.catalogue.tables import PageRow, Version
from archive.pages import Page


@dataclass(frozen=True, slots=True)
class Held:
    """A version as staff see it; `withheld` counts notes, comments and hidden_slides."""

    number: int
    sha256: str
    format: str
    page_count: int
    withheld: Mapping[str, int]
    warnings: tuple[Warned, ...]


def version(session: Session, document: str, number: int) -> Held | None:
    """Return a version of a document."""
    query = select(Version).where(Version.document_id == document, Version.number == number)
    row = session.scalars(query).first()
    if row is None:
        return None
    return Held(row.number, row.sha256, row.format, row.page_count, row.withheld, unpack(row.warnings))


def pages(session: Session, document: str, number: int, first: int, count: int) -> tuple[Page, ...]:
    """Return pages of a version from number `first` on, hidden ones too, with their notes."""
    query = (
        select(PageRow)
        .join(Version, PageRow.version_id == Version.id)
        .where(Version.document_id == document, Version.number == number, PageRow.number >= first)
        .order_by(PageRow.number)
        .limit(count)
    )
    return tuple(as_page(row, notes=True, words=False) for row in session.scalars(query))
