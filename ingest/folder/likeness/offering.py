"""Making proposals for staff, and taking back those that the folder has answered meanwhile."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.catalogue.alike.joined import VERSION
from archive.catalogue.alike.likeness import size_of
from archive.catalogue.staff.joining.deciding import FORMAT
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from ingest.folder.likeness.shelf import Sketched

_MUCH_MORE = 1.1  # times the text of the other: then the deck says what its PDF does not


def offer_version(session: Session, older: str, newer: str, alike: float) -> None:
    """Offer a document as a newer version of one that vanished.

    Of another format only where it came after that: what stood beside it is another format of it.
    """
    before, after = session.get_one(Document, older), session.get_one(Document, newer)
    gone_at = before.withdrawn_at
    came_after = gone_at is not None and after.created_at > gone_at
    formats_of_one = after.format_of == older or before.format_of == newer
    if (before.format == after.format or came_after) and not formats_of_one:
        offer(session, VERSION, older, newer, alike)


def offer(session: Session, kind: str, document: str, other: str, alike: float) -> None:
    """Make a proposal, unless it was made before: what was declined is not offered again."""
    both = (document, other)
    known = session.scalars(
        select(Likeness).where(
            Likeness.kind == kind, Likeness.document_id.in_(both), Likeness.other_id.in_(both)
        )
    ).first()
    if known is None:
        offered = Likeness(made_at=now(), kind=kind, document_id=document, other_id=other, share=alike)
        session.add(offered)
    elif known.state == "open":
        known.share = alike


def offer_format(session: Session, one: Sketched, two: Sketched, alike: float) -> None:
    """Offer two formats of one; the one with more text comes first, of equals the PDF."""
    is_pdf = session.get_one(Document, one.document).format == "pdf"
    pdf, deck = (one, two) if is_pdf else (two, one)
    first, second = (deck, pdf) if size_of(deck.packed) > _MUCH_MORE * size_of(pdf.packed) else (pdf, deck)
    offer(session, FORMAT, first.document, second.document, alike)


def drop_stale(session: Session, row: Document) -> None:
    """Take back what was offered of a document and cannot be any more since it came or went."""
    here = or_(Likeness.document_id == row.id, Likeness.other_id == row.id)
    for offered in session.scalars(select(Likeness).where(Likeness.state == "open", here)):
        as_older = offered.kind == VERSION and offered.document_id == row.id
        came = row.withdrawn_at is None
        if as_older == came:
            session.delete(offered)
    session.flush()
