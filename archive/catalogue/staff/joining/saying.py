"""What is said of a document, and who holds it back, when it becomes one with another or parts again.

The file that stands in the folder describes the joined document; what staff and listings said of the
older one stays, and what they said of the newer is taken over where the older has nothing, or where it
decides what may be seen: that was decided on the text that is shown now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.tables import Document, FieldValue, Series
from archive.catalogue.values import Origin, Statement

_KEPT = (Origin.STAFF.value, Origin.LISTING.value)
_OF_PUBLICATION = ("visibility", "embargo_until", "publish_notes", "publish_hidden_slides")

Key = tuple[str, str]
"""Field and origin."""


def moment(stated: str | None) -> datetime | None:
    """Return a moment as it was written into a likeness."""
    return datetime.fromisoformat(stated) if stated else None


def say_as(session: Session, older: Document, newer: Document) -> dict[str, Any]:
    """Let the older document be described as the newer is; return what undoing needs."""
    before, told = _values(session, older), _values(session, newer)
    kept = [_packed(value) for value in before.values()]
    copied: list[list[Any]] = []
    for key, value in told.items():
        if value.origin in _KEPT and (key not in before or value.field in _OF_PUBLICATION):
            _put(session, older, _packed(value))
            copied.append(_packed(value))
    of_files = [
        Statement(value.field, Origin(value.origin), value.value, value.detail)
        for value in told.values()
        if value.origin not in _KEPT
    ]
    store.restate(session, older, newer.source, of_files)
    return {"values": kept, "copied": copied}


def say_apart(session: Session, older: Document, newer: Document, detail: Mapping[str, Any]) -> None:
    """Give each document its own description back.

    The newer one is described by the file as it is now, and by what staff said while the two were one;
    that stays with the older one too.
    """
    present, joined_at = _values(session, older), moment(detail["joined_at"])
    before = {(field, origin): row for row in detail["values"] for field, origin, *_ in [row]}
    copied = {(field, origin): row for row in detail["copied"] for field, origin, *_ in [row]}
    for key, value in _values(session, newer).items():
        if value.origin not in _KEPT and key not in present:
            session.delete(value)
    for key, value in present.items():
        since = joined_at is None or value.set_at > joined_at
        if value.origin not in _KEPT or (since and key not in copied):
            _put(session, newer, _packed(value))
        elif key in copied and _packed(value)[2:4] != copied[key][2:4]:
            _put(session, newer, _packed(value))
            del copied[key]
        if (value.origin not in _KEPT or key in copied) and key not in before:
            session.delete(value)
    for key, row in before.items():
        if key[1] not in _KEPT or key in copied:
            _put(session, older, row)
    session.flush()
    named = {series.id: (series.name, series.description, series.sort_key) for series in _series(session)}
    store.apply_values(session, older)
    for series in _series(session):  # how it is called now, not as the older document's file last said
        if series.id in named:
            series.name, series.description, series.sort_key = named[series.id]
    store.apply_values(session, newer)


def hold_like_both(older: Document, newer: Document) -> list[Any]:
    """Hold the joined document back where either was; return how the older stood before."""
    before = held(older)
    older.taken_down_at = older.taken_down_at or newer.taken_down_at
    older.held_at = older.held_at or newer.held_at
    older.held_for = list(dict.fromkeys([*older.held_for, *newer.held_for]))
    return before


def least_shown(*documents: Document) -> tuple[int, int]:
    """Return how far notes, and hidden slides, of all these are shown: 0 not, 1 as the setting is, 2 yes."""
    rank = {False: 0, None: 1, True: 2}
    notes = min(rank[document.publish_notes] for document in documents)
    return notes, min(rank[document.publish_hidden_slides] for document in documents)


def hold_apart(older: Document, newer: Document, kept: Mapping[str, Any]) -> None:
    """Hold each back as before; what was decided while the two were one holds for both."""
    if held(older) != kept["after"]:
        newer.taken_down_at, newer.held_at = older.taken_down_at, older.held_at
        newer.held_for = list(older.held_for)
        return
    taken_down, held_at, held_for = kept["before"]
    older.taken_down_at, older.held_at, older.held_for = moment(taken_down), moment(held_at), held_for


def held(document: Document) -> list[Any]:
    """Return who holds a document back, as it is kept in a likeness: taken down, held since when, and why."""
    moments = (document.taken_down_at, document.held_at)
    return [*(each.isoformat() if each else None for each in moments), list(document.held_for or [])]


def _series(session: Session) -> list[Series]:
    return list(session.scalars(select(Series)))


def _values(session: Session, document: Document) -> dict[Key, FieldValue]:
    session.flush()
    query = select(FieldValue).where(FieldValue.document_id == document.id)
    return {(value.field, value.origin): value for value in session.scalars(query)}


def _packed(value: FieldValue) -> list[Any]:
    return [value.field, value.origin, value.value, value.detail, value.set_at.isoformat()]


def _put(session: Session, document: Document, row: list[Any]) -> None:
    field, origin, said, detail, set_at = row
    value = session.get(FieldValue, (document.id, field, origin))
    if value is None:
        value = FieldValue(document_id=document.id, field=field, origin=origin)
        session.add(value)
    value.value, value.detail, value.set_at = said, detail, datetime.fromisoformat(set_at)
