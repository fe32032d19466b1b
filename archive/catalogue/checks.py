"""The history of checks and copies of the whole archive: begun, ended, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.database import Catalogue
from archive.catalogue.tables import Check
from archive.dates import now


class CheckKind(StrEnum):
    """What is done to the whole archive, and told of in `status`."""

    VERIFY = "verify"
    BACKUP = "backup"
    EXPORT = "export"


@dataclass(slots=True)
class Found:
    """What a check found so far; written down when it ends. `whole` where nothing was left out."""

    began_at: datetime
    whole: bool = False
    wrong: int = 0
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check of a kind that came to its end. `age` is in seconds, since its end."""

    ended_at: datetime
    age: float
    whole: bool
    wrong: int
    counts: Mapping[str, int]


@contextmanager
def recorded(catalogue: Catalogue, kind: CheckKind, *, go_on: bool = False) -> Iterator[Found]:
    """Write down that a check began and, where the block ends well, what it found.

    One that was interrupted, or failed, stays in the history without an end. `go_on` takes up the
    newest of its kind where something of it was left.
    """
    with catalogue.write() as session:
        newest = select(Check).where(Check.kind == kind.value).order_by(Check.id.desc()).limit(1)
        row = session.scalar(newest) if go_on else None
        if row is None or row.whole:
            row = Check(kind=kind.value, began_at=now())
            session.add(row)
            session.flush()
        number, found = row.id, Found(row.began_at)
    yield found
    with catalogue.write() as session:
        row = session.get_one(Check, number)
        row.ended_at, row.whole, row.wrong, row.counts = now(), found.whole, found.wrong, found.counts


def last(session: Session, kind: CheckKind, *, whole: bool = False) -> LastCheck | None:
    """Return the last check of a kind that ended, of the `whole` ones if asked; None without one."""
    ended = select(Check).where(Check.kind == kind.value, Check.ended_at.is_not(None))
    ended = ended.where(Check.whole.is_(True)) if whole else ended
    row = session.scalars(ended.order_by(Check.id.desc()).limit(1)).first()
    if row is None or row.ended_at is None:
        return None
    age = (now() - row.ended_at).total_seconds()
    return LastCheck(row.ended_at, age, row.whole, row.wrong, row.counts)
