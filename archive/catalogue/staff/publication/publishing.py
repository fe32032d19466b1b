"""What staff decide of one document's publication: for whom and when, which parts, and whether it is held."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.folder import events
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.publication import holding
from archive.catalogue.tables import Document, FieldValue, Version
from archive.catalogue.values import Origin
from archive.dates import now

DECISION = "publication"
"""A decision of this kind has the values of :data:`FIELDS` that staff stated, before and after."""

FIELDS = ("visibility", "embargo_until", "publish_notes", "publish_hidden_slides")

Stated = Mapping[str, Any]
"""What is stated of publication; a field that is not there is left to the files and the settings."""


def stated(session: Session, document: str, origin: Origin = Origin.STAFF) -> dict[str, Any]:
    """Return what one origin states of a document's publication."""
    query = select(FieldValue).where(
        FieldValue.document_id == document, FieldValue.origin == origin, FieldValue.field.in_(FIELDS)
    )
    return {row.field: row.value for row in session.scalars(query)}


def choice(
    visibility: str, until: datetime | None, notes: bool | None, hidden_slides: bool | None
) -> dict[str, Any]:
    """Return what staff state who choose so; "" and None leave a thing to the files and the settings."""
    chosen = {
        "visibility": visibility or None,
        "embargo_until": until.isoformat() if until and visibility == "embargoed" else None,
        "publish_notes": notes,
        "publish_hidden_slides": hidden_slides,
    }
    return {name: value for name, value in chosen.items() if value is not None}


def seen(session: Session, document: Document) -> str:
    """Return what a form holds of the state it was made from, so that one made from an older is refused."""
    state = (
        stated(session, document.id),
        [document.visibility, document.embargo_until, document.version, document.held_for],
        [document.taken_down_at, document.held_at, document.joined_to],
    )
    told = json.dumps(state, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def decide(session: Session, by: str, document: Document, wanted: Stated) -> int | None:
    """State anew what staff say. Return the decision's number, None where they said so before."""
    before = stated(session, document.id)
    after = {name: wanted[name] for name in FIELDS if name in wanted}
    if before == after:
        return None
    _state(session, document, after)
    _bites(session, by, document)
    return decisions.record(session, by, DECISION, document.id, before=before, after=after)


def release(session: Session, by: str, document: Document) -> int | None:
    """Let a document go that was held; None where it is not held."""
    if document.held_at is None:
        return None
    before = list(document.held_for)
    latest = select(Version.sha256).where(
        Version.document_id == document.id, Version.number == document.version
    )
    after = {"version": document.version, "sha256": session.scalars(latest).one()}
    _let_go(session, by, document)
    return decisions.record(session, by, holding.RELEASE, document.id, before=before, after=after)


def hold(session: Session, by: str, document: Document) -> int | None:
    """Hold a document until staff let it go; None where it is held already."""
    if document.held_at is not None:
        return None
    _hold(session, by, document, [holding.STAFF])
    return decisions.record(session, by, holding.HOLD, document.id, after=[holding.STAFF])


def undo_publication(session: Session, by: str, decided: Decided) -> bool:
    """Put back what staff stated before."""
    document = _document(session, decided)
    if document is None or stated(session, document.id) != decided.after:
        return False
    _state(session, document, decided.before or {})
    _bites(session, by, document)
    return True


def undo_release(session: Session, by: str, decided: Decided) -> bool:
    """Hold a document again for what it was held for."""
    document = _document(session, decided)
    if document is None or document.held_at is not None:
        return False
    _hold(session, by, document, decided.before or [holding.STAFF])
    return True


def undo_hold(session: Session, by: str, decided: Decided) -> bool:
    """Let a document go that staff held; not where it is held for more by now."""
    document = _document(session, decided)
    if document is None or document.held_for != decided.after:
        return False
    _let_go(session, by, document)
    return True


def _document(session: Session, decided: Decided) -> Document | None:
    return session.get(Document, decided.document) if decided.document else None


def _hold(session: Session, by: str, document: Document, reasons: list[str]) -> None:
    holding.hold(document, reasons)
    events.record(session, "held", document.id, reasons=reasons)
    _bites(session, by, document)


def _let_go(session: Session, by: str, document: Document) -> None:
    document.held_at, document.held_for = None, []
    events.record(session, "released", document.id)
    _bites(session, by, document)


def _state(session: Session, document: Document, wanted: Stated) -> None:
    session.flush()
    for name in FIELDS:
        row = session.get(FieldValue, (document.id, name, Origin.STAFF))
        if name not in wanted:
            if row is not None:
                session.delete(row)
            continue
        if row is None:
            row = FieldValue(document_id=document.id, field=name, origin=Origin.STAFF, set_at=now())
            session.add(row)
        elif row.value != wanted[name]:
            row.set_at = now()
        row.value, row.detail = wanted[name], ""
    session.flush()
    store.apply_values(session, document)


def _bites(session: Session, by: str, document: Document) -> None:
    """Let a change of publication hold at once, and the index follow soon."""
    store.touch(document)
    document.publication_revision = document.revision
    requests.ask(session, by, requests.FOLLOW)
