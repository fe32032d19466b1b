"""*Avpublicera nu*: a document gone from everything that readers see, until staff publish it again.

Nothing of it is deleted. It stays so whatever happens to its file: that is in the row of the document,
which scans, new versions and a new index leave alone.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.alike import joined
from archive.catalogue.folder import events
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.tables import Document
from archive.dates import now

DECISION = "takedown"
"""A decision of this kind has what is to stand in the case file in `after`: reason, title, versions."""


def take_down(session: Session, by: str, document: Document, reason: str) -> int | None:
    """Take a document down at once. Return the decision's number, None where it was taken down before.

    One that goes on as another is taken down as that: its versions are there.
    """
    document = joined.present(session, document)
    if document.taken_down_at is not None and latest(session, document.id) is not None:
        return None
    document.taken_down_at = document.taken_down_at or now()  # it may have come down with a newer version
    store.touch(document)
    document.publication_revision = document.revision  # hidden before the index follows
    events.record(session, "taken-down", document.id)
    requests.ask(session, by, requests.FOLLOW)
    after = {"reason": reason, "title": document.title, "versions": document.version}
    return decisions.record(session, by, DECISION, document.id, after=after)


def latest(session: Session, document: str) -> Decided | None:
    """Return the decision by which a document is taken down, None where it is not."""
    made = (d for d in decisions.of_document(session, document) if d.kind == DECISION)
    return next((decided for decided in made if decided.undone_at is None), None)


def undo(session: Session, by: str, decided: Decided) -> bool:
    """Publish a document again, as far as nothing else withholds it."""
    document = session.get(Document, decided.document) if decided.document else None
    return document is not None and publish_again(session, by, document)


def publish_again(session: Session, by: str, document: Document) -> bool:
    """Let a document be seen again, whoever took it down; False where nobody did."""
    if document.taken_down_at is None:
        return False
    document.taken_down_at = None
    store.touch(document)
    document.publication_revision = document.revision
    events.record(session, "republished", document.id)
    requests.ask(session, by, requests.FOLLOW)
    return True
