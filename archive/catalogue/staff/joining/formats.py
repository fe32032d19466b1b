"""Two documents become one talk in two formats, and two again; each keeps its id, versions and pages."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.catalogue import publication, store
from archive.catalogue.folder import events
from archive.catalogue.staff.publication import holding
from archive.catalogue.tables import Document, Likeness


def why_not(session: Session, offered: Likeness) -> str:
    """Return in Swedish why two documents cannot be two formats of one just now, "" if they can."""
    both = [session.get_one(Document, each) for each in (offered.document_id, offered.other_id)]
    if any(document.joined_to is not None for document in both):
        return "Ett av dokumenten hör redan ihop med ett annat."
    if any(document.format_of is not None for document in both):
        return "Ett av dokumenten är redan ett andra format av ett annat."
    if any(document.withdrawn_at is not None for document in both):
        return "En av filerna finns inte längre i mappen."
    return ""


def join(session: Session, offered: Likeness, first: str) -> str:
    """Let the document `first` of the two stand in lists, and the other be told with it.

    Returns in Swedish why that cannot be, "" when done.
    """
    if offered.state == "accepted":
        return ""
    if problem := why_not(session, offered):
        return problem
    second = offered.other_id if first == offered.document_id else offered.document_id
    formats = list(session.scalars(select(Document.id).where(Document.format_of == second)))
    if not publication.all_let_out(session, [second]):
        _hold(session, formats)
    _point(session, formats, first)
    _point(session, [second], first)
    offered.state, offered.detail = "accepted", {"first": first, "second": second, "formats": formats}
    _follow(session, first, [second, *formats])
    events.record(session, "format-joined", first, other=second)
    return ""


def part(session: Session, accepted: Likeness) -> str:
    """Let the two stand for themselves again; return in Swedish why not, "" when done.

    What was hidden with the first does not come out by that: it waits for staff.
    """
    if accepted.state != "accepted":
        return ""
    first, second = accepted.detail["first"], accepted.detail["second"]
    present = session.get_one(Document, second)
    if present.joined_to is not None or session.get_one(Document, first).joined_to is not None:
        return "Ett av dokumenten har sedan blivit en version av ett annat. Ångra det först."
    came_along = Document.id.in_(accepted.detail["formats"]), Document.format_of == first
    formats = list(session.scalars(select(Document.id).where(*came_along)))  # the rest went elsewhere since
    if not publication.all_let_out(session, [first]):
        _hold(session, [second])
    _point(session, formats, second)
    _point(session, [second], None)
    accepted.state, accepted.detail = "open", {}
    _follow(session, first, [second, *formats])
    events.record(session, "format-parted", first, other=second)
    return ""


def _point(session: Session, documents: list[str], first: str | None) -> None:
    session.execute(update(Document).where(Document.id.in_(documents)).values(format_of=first))


def _hold(session: Session, documents: list[str]) -> None:
    for document in (session.get_one(Document, each) for each in documents):
        holding.hold(document, [holding.REVIEW])
    session.flush()


def _follow(session: Session, first: str, others: list[str]) -> None:
    """Let the index follow, and what it holds of the others not show until it has: nothing twice."""
    store.touch(session.get_one(Document, first))
    for document in (session.get_one(Document, each) for each in others):
        store.touch(document)
        document.publication_revision = document.revision
