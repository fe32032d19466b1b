"""The folder level by level, and its files by state: what *Mappen* shows, by SQL over the ledger alone.

Nothing here reads more than it shows: a folder's counts are one pass over an index
(`ix_places_shown`), its files come a page at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue import jobs
from archive.catalogue.containing import contains
from archive.catalogue.folder import ledger
from archive.catalogue.folder.status import FileStatus, file_status
from archive.catalogue.naming.names import sort_key
from archive.catalogue.tables import Document, Likeness, Place
from archive.folder.outcomes import Outcome, PlaceState, Progress


class FileState(StrEnum):
    """The state of a file as staff know it; each file has exactly one at any time."""

    WAITING = "waiting"
    READING = "reading"
    ARCHIVED = "archived"
    INCOMPLETE = "incomplete"  # in the archive, but not all of it, or without text
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    SKIPPED = "skipped"
    REMOVED = "removed"


Counts = Mapping[FileState, int]


@dataclass(frozen=True, slots=True)
class SubFolder:
    """A folder, its path, and how many files stand below it in each state."""

    name: str
    path: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Level:
    """Part of what stands in a folder: its folders first, then its files. `total` counts both."""

    folders: tuple[SubFolder, ...]
    files: tuple[FileStatus, ...]
    total: int
    counts: Counts  # of all files below


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are asked for, of all below `folder`."""

    folder: str = ""
    state: FileState | None = None
    text: str = ""  # words that the path holds
    since: datetime | None = None  # came or changed after this moment
    to_decide: bool = False  # refused, held for review, or proposed to belong to another


@dataclass(frozen=True, slots=True)
class Found:
    """Part of the files that were asked for, and how many there are."""

    files: tuple[FileStatus, ...]
    total: int


_SEPARATOR, _AFTER = "/", "0"  # the character that follows the separator
_state_of = case(
    (Place.progress == Progress.READING.value, FileState.READING.value),
    (Place.progress != Progress.NONE.value, FileState.WAITING.value),
    (
        and_(Place.state == PlaceState.ARCHIVED.value, Place.outcome != Outcome.COMPLETE.value),
        FileState.INCOMPLETE.value,
    ),
    else_=Place.state,
)


@dataclass(slots=True)
class _Tally:
    """The counts of one level, gathered group by group."""

    all: Counter[FileState] = field(default_factory=Counter)
    below: defaultdict[str, Counter[FileState]] = field(default_factory=lambda: defaultdict(Counter))
    here: int = 0  # files that stand in the folder itself


def level(session: Session, folder: str, start: int, most: int) -> Level:
    """Return what stands in a folder, `most` of it from number `start` on (counted from 0)."""
    tally = _tally(session, folder)
    names = sorted(tally.below, key=lambda name: (sort_key(name), name))
    shown = names[start : start + most]
    files: tuple[FileStatus, ...] = ()
    if (room := most - len(shown)) > 0 and tally.here:
        here = and_(_below(folder), ~_is_deeper(folder))
        files = _files(session, here, max(0, start - len(names)), room)
    folders = tuple(SubFolder(name, _joined(folder, name), tally.below[name]) for name in shown)
    return Level(folders, files, len(names) + tally.here, tally.all)


def find(session: Session, wanted: Wanted, start: int, most: int) -> Found:
    """Return the files that are asked for, `most` of them from number `start` on, in order of path."""
    condition = _condition(wanted)
    total = session.scalar(select(func.count()).select_from(Place).where(condition)) or 0
    files = _files(session, condition, start, most) if total > start else ()
    return Found(files, total)


def counts(session: Session, folder: str) -> Counts:
    """Return how many files stand below a folder in each state."""
    return _tally(session, folder).all


def _tally(session: Session, folder: str) -> _Tally:
    name = case((_is_deeper(folder), func.substr(_rest(folder), 1, _slash(folder) - 1)), else_="")
    groups = session.execute(
        select(name.label("name"), _state_of.label("state"), func.count())
        .where(_below(folder))
        .group_by("name", "state")
    )
    tally = _Tally()
    for below, state, count in groups:
        tally.all[FileState(state)] += count
        if below:
            tally.below[below][FileState(state)] += count
        else:
            tally.here += count
    return tally


def _condition(wanted: Wanted) -> ColumnElement[bool]:
    conditions = [_below(wanted.folder)]
    if wanted.state is not None:
        conditions.append(_state_of == wanted.state.value)
    if wanted.text:
        conditions.append(contains(wanted.text, Place.path.expression))
    if wanted.since is not None:
        passed_by = (PlaceState.SKIPPED.value, PlaceState.REMOVED.value)
        conditions += [Place.changed_at >= wanted.since, Place.state.not_in(passed_by)]
    if wanted.to_decide:
        conditions.append(_waits_for_staff())
    return and_(*conditions)


def _waits_for_staff() -> ColumnElement[bool]:
    held = select(Document.id).where(
        Document.held_at.is_not(None),
        Document.taken_down_at.is_(None),
        Document.withdrawn_at.is_(None),
        Document.joined_to.is_(None),
    )
    proposed = (
        select(column).where(Likeness.state == "open") for column in (Likeness.document_id, Likeness.other_id)
    )
    standing = Place.state != PlaceState.REMOVED.value
    of_document = or_(Place.document_id.in_(held), *(Place.document_id.in_(query) for query in proposed))
    return or_(Place.state == PlaceState.REFUSED.value, and_(standing, of_document))


def _files(session: Session, condition: ColumnElement[bool], start: int, most: int) -> tuple[FileStatus, ...]:
    # The paths by the index alone, then their rows: else each row that does not count is fetched too
    paths = session.scalars(
        select(Place.path).where(condition).order_by(Place.path).offset(start).limit(most)
    ).all()
    places = session.scalars(select(Place).where(Place.path.in_(paths)).order_by(Place.path)).all()
    ids = {place.document_id for place in places if place.document_id}
    homes, ocr = _homes(session, ids), jobs.waiting_pages(session, ids)
    return tuple(
        file_status(
            ledger.entry_of(place),
            place.changed_at,
            homes.get(place.document_id or "", ""),
            ocr.get(place.document_id or "", 0),
        )
        for place in places
    )


def _homes(session: Session, documents: Iterable[str]) -> dict[str, str]:
    query = select(Document.id, Document.source).where(Document.id.in_(tuple(documents)))
    return dict(session.execute(query).all())


def _below(folder: str) -> ColumnElement[bool]:
    """Return the condition that a path stands below a folder: a range of the index."""
    if not folder:
        return Place.path != ""
    return and_(Place.path > folder + _SEPARATOR, Place.path < folder + _AFTER)


def _is_deeper(folder: str) -> ColumnElement[bool]:
    """Return the condition that a path below a folder stands in one of its folders."""
    return _slash(folder) > 0


def _slash(folder: str) -> ColumnElement[int]:
    return func.instr(_rest(folder), _SEPARATOR)


def _rest(folder: str) -> InstrumentedAttribute[str] | ColumnElement[Any]:
    """Return the rest of a path after its folder."""
    return func.substr(Place.path, len(folder) + 2) if folder else Place.path


def _joined(folder: str, name: str) -> str:
    return f"{folder}{_SEPARATOR}{name}" if folder else name
