"""Where a document is that goes on under an older one's id: staff found it to be a newer version of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document, Likeness

VERSION = "version"
"""The kind of likeness that makes a document a further version of another."""

BASE = "base"
"""In the detail of such a likeness: how many versions the older document had before."""


@dataclass(frozen=True, slots=True)
class GoesOn:
    """The document and the version of it that an address of a joined document means."""

    document: str
    version: int


def goes_on(session: Session, document: str, version: int | None) -> GoesOn | None:
    """Return what a joined document's version is now (None: its latest as it was joined).

    None where the document was not joined to another, or is not there.
    """
    row = session.get(Document, document)
    found = None
    while row is not None and row.joined_to is not None:
        accepted = accepted_join(session, row.id, row.joined_to)
        if accepted is None:
            return None
        number = found.version if found else version or row.version
        found = GoesOn(row.joined_to, accepted.detail[BASE] + number)
        row = session.get(Document, row.joined_to)
    return found


def all_that_go_on(session: Session, document: str) -> set[str]:
    """Return a document and those that go on as it, directly or by way of another."""
    ids, new = {document}, {document}
    while new:
        new = set(session.scalars(select(Document.id).where(Document.joined_to.in_(new)))) - ids
        ids |= new
    return ids


def present(session: Session, document: Document) -> Document:
    """Return the document that one goes on as, directly or by way of another; itself where it does not."""
    while document.joined_to is not None:
        document = session.get_one(Document, document.joined_to)
    return document


def accepted_join(session: Session, document: str, older: str) -> Likeness | None:
    """Return the accepted likeness by which a document goes on as the older one."""
    query = select(Likeness).where(
        Likeness.kind == VERSION,
        Likeness.document_id == older,
        Likeness.other_id == document,
        Likeness.state == "accepted",
    )
    return session.scalars(query).first()
