"""Staff accept what a listing page says of a document, decline it, or take either back.

What is accepted is stated by the listing (`Origin.LISTING`), which yields to staff and to sidecars. A
decision of this kind has the item's number as its subject; before and after hold the item's state, and of
each field what it stated, or None:
``{"address", "state", "document", "stood", "said": {field: [value, detail]}}``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.harvesting import folders, items, proposals
from archive.catalogue.staff.harvesting.items import State
from archive.catalogue.tables import Document, FieldValue, Harvested, Place
from archive.catalogue.values import Origin
from archive.dates import now
from archive.folder.outcomes import PlaceState

DECISION = "harvest"
"""The kind of these decisions."""

GONE = "Dokumentet finns inte längre."
NO_ITEM = "Raden finns inte längre i det som lästs in."
CHANGED = "Det har ändrats sedan dess. Se hur det står nu och ändra det där."
OF_ANOTHER = "Raden är redan godtagen för ett annat dokument. Ångra det först."


def accept(
    session: Session,
    by: str,
    number: int,
    document: str,
    fields: Collection[str] | None = None,
    *,
    perhaps: bool = False,
) -> str:
    """State what an item says of a document, of these fields or of all; return in Swedish why not, or "".

    Accepted anew, all are those that were accepted before and those that the page did not speak of then.
    With `perhaps`, a title that may be a name is stated to be the speaker. Accepted as it stands already,
    it changes nothing and is no decision.
    """
    row, target = session.get(Harvested, number), session.get(Document, document)
    if row is None or target is None or target.joined_to is not None:
        return NO_ITEM if row is None else GONE
    if row.document_id not in (None, document):
        return OF_ANOTHER
    place = items.places(items.of_page(session, row.page))[row.id]
    said = proposals.as_kept(row, place, folders.of_series(session))
    if perhaps and (name := items.perhaps_speaker(row)):
        said["speakers"] = [name]
    left = _left_aside(session, row, document) if fields is None else said.keys() - fields
    chosen = {field: said[field] for field in said if field not in left}
    before = _kept(session, row, document, chosen)
    row.state, row.document_id, row.accepted = State.ACCEPTED, document, items.said(row, place)
    _put(session, target, {field: [value, row.page] for field, value in chosen.items()}, by)
    after = _kept(session, row, document, chosen)
    if after != before:
        decisions.record(session, by, DECISION, document, subject=str(number), before=before, after=after)
    return ""


def _left_aside(session: Session, row: Harvested, document: str) -> frozenset[str]:
    """Return the fields that staff did not take over when they accepted the item."""
    if row.state not in (State.ACCEPTED, State.CHANGED):
        return frozenset()
    stated = {field for field in row.accepted if session.get(FieldValue, (document, field, Origin.LISTING))}
    return frozenset(row.accepted.keys() - stated)


def decline(session: Session, by: str, number: int) -> str:
    """Let an item be; it is not proposed again. Return in Swedish why that cannot be, "" if done."""
    row = session.get(Harvested, number)
    if row is None:
        return NO_ITEM
    if row.state == State.DECLINED:
        return ""
    document = row.document_id
    before = _kept(session, row, document or "", ())
    if row.state == State.CHANGED:  # what was accepted before stays, and the page is not heeded
        row.state = State.ACCEPTED
        row.accepted = items.said(row, items.places(items.of_page(session, row.page))[row.id])
    else:
        row.state = State.DECLINED
    after = _kept(session, row, document or "", ())
    decisions.record(session, by, DECISION, document, subject=str(number), before=before, after=after)
    return ""


def accept_when_it_comes(session: Session, by: str, number: int) -> None:
    """Note that an item is accepted as soon as its file, which was asked for, has become a document."""
    row = session.get_one(Harvested, number)
    if row.state == State.NEW:
        row.state, row.accepted = State.COMING, {"by": by}


def accept_what_came(session: Session) -> int:
    """Accept the items that waited for their files and whose files are documents now; return how many."""
    query = (
        select(Harvested.id, Harvested.accepted, Place.document_id)
        .join(Place, Place.path == Harvested.fetched)
        .where(
            Harvested.state == State.COMING,
            Place.state.in_((PlaceState.ARCHIVED, PlaceState.DUPLICATE)),
            Place.document_id.is_not(None),
        )
    )
    came = session.execute(query).all()
    return sum(not accept(session, said["by"], number, document) for number, said, document in came)


def undo(session: Session, decided: Decided, by: str) -> str:
    """Let an item and what the listing states stand as before; return in Swedish why not, or ""."""
    row = session.get(Harvested, int(decided.subject or 0))
    if row is None:
        return NO_ITEM
    before, after = decided.before, decided.after
    if not (before and after):
        return CHANGED
    document = session.get(Document, decided.document) if decided.document else None
    if decided.document and document is None:
        return GONE
    stands = _kept(session, row, decided.document or "", after["said"])
    if any(stands[name] != after[name] for name in ("address", "document", "said")):
        return CHANGED
    row.state, row.document_id = before["state"], before["document"]
    row.accepted = before["stood"]
    if document is not None:
        _put(session, document, before["said"], by)
    return ""


def _kept(session: Session, row: Harvested, document: str, fields: Collection[str]) -> dict[str, Any]:
    rows = {field: session.get(FieldValue, (document, field, Origin.LISTING)) for field in sorted(fields)}
    return {
        "address": row.address,  # a number may come to mean another item, when a purge took this one
        "state": str(row.state),
        "document": row.document_id,
        "stood": dict(row.accepted or {}),
        "said": {field: [value.value, value.detail] if value else None for field, value in rows.items()},
    }


def _put(session: Session, document: Document, said: Mapping[str, list[Any] | None], by: str) -> None:
    """Let the listing state these fields, None to state nothing; readers and the index follow."""
    shown = False
    for field, given in said.items():
        row = session.get(FieldValue, (document.id, field, Origin.LISTING))
        known = [row.value, row.detail] if row else None
        if given == known:
            continue
        shown = shown or field == "source_url"
        if given is None:
            session.delete(row)
            continue
        if row is None:
            row = FieldValue(document_id=document.id, field=field, origin=Origin.LISTING)
            session.add(row)
        row.value, row.detail = given
        row.set_at = now()
    changed = store.reapply(session, document)
    if shown and not changed:  # of what is not merged into the document, its page tells all the same
        store.touch(document)
    if changed or shown:
        requests.ask(session, by, requests.FOLLOW)
