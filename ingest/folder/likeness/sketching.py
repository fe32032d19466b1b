"""The sketches of documents' latest versions; of versions from before there were any, made when asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from archive.catalogue.alike import likeness
from archive.catalogue.tables import Document, PageRow, Version
from ingest.folder.likeness.shelf import Sketched


def sketched(session: Session, *conditions: ColumnElement[bool]) -> Iterator[Sketched]:
    """Yield the documents that fulfil the conditions, with the sketches of their latest versions."""
    query = (
        select(Document.id, Version.id, Version.sketch)
        .join(Version, (Version.document_id == Document.id) & (Version.number == Document.version))
        .where(Document.joined_to.is_(None), *conditions)
    )
    for document, version, packed in session.execute(query).all():
        yield Sketched(document, packed if likeness.is_made(packed) else _make(session, version))


def _make(session: Session, version: int) -> bytes:
    pages = session.scalars(select(PageRow.text).where(PageRow.version_id == version)).all()
    packed = likeness.sketch(pages)
    session.execute(update(Version).where(Version.id == version).values(sketch=packed))
    return packed
