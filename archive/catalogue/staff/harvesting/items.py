"""The items of a listing page as they are kept, from one reading of the page to the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Harvested
from archive.dates import now

LINK = "link"
"""The format of an item that leads to a page or lecture elsewhere."""

_NAME = re.compile(r"[A-ZÅÄÖÉÜ][a-zåäöéèüáíóøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéèüáíóøæ]+)?")


class State(StrEnum):
    """What staff made of an item."""

    NEW = "new"
    COMING = "coming"  # accepted, and waits for the document that its file becomes
    ACCEPTED = "accepted"
    CHANGED = "changed"  # accepted, and stands otherwise on the page since
    DECLINED = "declined"


OPEN = (State.NEW, State.CHANGED)
"""The states that wait for staff."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a listing page. `address` is whole; `position` counts from 1 over the page."""

    address: str
    position: int
    title: str
    series: str = ""  # the heading that it stands under
    speakers: tuple[str, ...] = ()  # whom the page says to speak
    format: str = ""  # pdf, pptx, link …
    first_published: str = ""  # as archive.dates states it


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a reading of a page changed: how many items each."""

    new: int
    changed: int  # since they were accepted
    same: int
    gone: int


def record(session: Session, page: str, items: Sequence[Item]) -> Recorded:
    """Keep what stands on a page now. What staff made of an item stays; of one address, the first."""
    moment = now()
    known = {row.address: row for row in of_page(session, page)}
    seen: set[str] = set()
    new = 0
    for item in items:
        if item.address in seen:
            continue
        seen.add(item.address)
        row = known.get(item.address)
        if row is None:
            row = Harvested(page=page, address=item.address, first_seen_at=moment, state=State.NEW)
            session.add(row)
            new += 1
        _take_over(row, item)
        row.seen_at, row.gone_at = moment, None
    gone = [row for address, row in known.items() if address not in seen and row.gone_at is None]
    for row in gone:
        row.gone_at = moment
    session.flush()
    changed = _note_changes(of_page(session, page))
    return Recorded(new, changed, len(seen) - new - changed, len(gone))


def _take_over(row: Harvested, item: Item) -> None:
    values = {
        "position": item.position,
        "series": item.series,
        "title": item.title,
        "speakers": list(item.speakers),
        "format": item.format,
        "first_published": item.first_published,
    }
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _note_changes(rows: Collection[Harvested]) -> int:
    """Let what was accepted wait for staff where the page says otherwise now; return how many are new."""
    placed, found = places(rows), 0
    for row in rows:
        if row.gone_at is None and row.state in (State.ACCEPTED, State.CHANGED):
            state = State.ACCEPTED if said(row, placed[row.id]) == row.accepted else State.CHANGED
            found += state == State.CHANGED and row.state == State.ACCEPTED
            row.state = state
    return found


def of_page(session: Session, page: str) -> list[Harvested]:
    """Return every item that ever stood on a page, in its order."""
    query = select(Harvested).where(Harvested.page == page).order_by(Harvested.position, Harvested.id)
    return list(session.scalars(query))


def places(rows: Iterable[Harvested]) -> Mapping[int, int]:
    """Return the place of each item of a page within its series, from 1; 0 for what is there no more."""
    counts: dict[str, int] = {}
    found: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: (row.position, row.id)):
        if row.gone_at is None:
            counts[row.series] = counts.get(row.series, 0) + 1
        found[row.id] = counts.get(row.series, 0) if row.gone_at is None else 0
    return found


def said(row: Harvested, place: int) -> dict[str, Any]:
    """Return what a page says of an item by field, with its place within its series."""
    values: dict[str, Any] = {
        "title": row.title,
        "speakers": list(row.speakers),
        "series": row.series,
        "position": place or None,
        "link": row.address if row.format == LINK else "",
        "source_url": row.address,
        "first_published": row.first_published,
    }
    return {field: value for field, value in values.items() if value}


def is_moved(row: Harvested, place: int) -> bool:
    """Tell whether an accepted item says what it said then, at another place of its series."""
    here, then = said(row, place), dict(row.accepted)
    return here.pop("position", None) != then.pop("position", None) and here == then


def perhaps_speaker(row: Harvested) -> str:
    """Return the title of a file where it may be a person's name; whether it is one is for staff to say."""
    words = row.title.split()
    is_name = 2 <= len(words) <= 4 and all(_NAME.fullmatch(word) for word in words)
    return row.title if is_name and row.format != LINK and not row.speakers else ""


def waiting(session: Session) -> int:
    """Return how many items wait for staff."""
    query = select(func.count(Harvested.id)).where(Harvested.state.in_(OPEN), Harvested.gone_at.is_(None))
    return session.scalar(query) or 0
