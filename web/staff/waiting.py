"""What waits for staff: a line each for *Att göra*, from functions that count one thing.

A function here returns how much waits and where it is seen to, or None where nothing does. Whatever
else comes to wait for staff has its function in `WAITING`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.staff.harvesting import items
from archive.catalogue.staff.overview import waiting as held
from archive.catalogue.tables import Likeness, Notice, Place
from archive.folder.outcomes import PlaceState
from web.language.translated import gettext
from web.staff.answers import staff_links


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits: what, how many of it, and the address where it is seen to."""

    label: str
    count: int
    address: str


def folder(session: Session) -> Waits | None:
    """Return what holds the folder up: the guard, no space, a folder that is away, rounds that fail."""
    count = _count(session, Notice.key, Notice.degraded.is_(True))
    return _waits(gettext("Mappen behöver någon som ser efter"), count, staff_links().folder())


def refused(session: Session) -> Waits | None:
    """Return the files that could not be read."""
    count = _count(session, Place.path, Place.state == PlaceState.REFUSED)
    address = staff_links().folder([("lage", "kunde-inte-lasas")])
    return _waits(gettext("Filer som inte kunde läsas"), count, address)


def for_review(session: Session) -> Waits | None:
    """Return the documents that are held until staff have looked at them."""
    return _waits(
        gettext("Dokument att granska innan de visas"), held.count(session), staff_links().publishing()
    )


def likenesses(session: Session) -> Waits | None:
    """Return the proposals to make one document of two."""
    count = _count(session, Likeness.id, Likeness.state == "open")
    return _waits(gettext("Förslag om dokument som hör ihop"), count, staff_links().likenesses())


def listed(session: Session) -> Waits | None:
    """Return what is new on the listing pages."""
    return _waits(gettext("Nytt i förteckningen"), items.waiting(session), staff_links().listing())


WAITING: tuple[Callable[[Session], Waits | None], ...] = (folder, refused, for_review, likenesses, listed)
"""What is asked, in the order that it is told in: what holds most up comes first."""


def waiting(session: Session) -> tuple[Waits, ...]:
    """Return everything that waits."""
    return tuple(found for ask in WAITING if (found := ask(session)) is not None)


def _waits(label: str, count: int, address: str) -> Waits | None:
    return Waits(label, count, address) if count else None


def _count(session: Session, column: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(column)).where(*conditions)) or 0
