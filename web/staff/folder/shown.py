"""What *Mappen* shows: rows, counts, notices; worked out from the catalogue, before any HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import jobs
from archive.catalogue.folder import events, ledger, rounds, tree
from archive.catalogue.folder.rounds import Held
from archive.catalogue.folder.status import FileStatus
from archive.catalogue.folder.tree import SubFolder
from archive.catalogue.publication import is_visible
from archive.catalogue.staff import requests
from archive.catalogue.tables import Document
from archive.dates import now
from archive.folder.attention import ANOTHER, GUARD, Attention
from archive.folder.outcomes import PlaceState
from archive.settings import Settings
from web.staff import explaining
from web.staff.folder.asked import Asked
from web.staff.folder.wording import counted, in_short
from web.staff.paging import SIZE, first_of, pages_of

_MOST_NOTICES = 20
_FEW_ROUNDS, _AT_LEAST = 6, timedelta(minutes=2)  # a round that reads much takes longer than a poll


@dataclass(frozen=True, slots=True)
class Row:
    """One file. `mark` names it in the event log; `asked_again` tells that it waits to be read once more."""

    name: str
    above: str  # the folder it stands in, where files of several are listed
    mark: str
    file: FileStatus
    since: datetime
    can_retry: bool
    asked_again: bool
    title: str
    held: bool
    readable: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder of the level, with the counts of the states that are below it."""

    name: str
    path: str
    counts: tuple[tuple[tree.FileState, int], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs attention; `can_confirm` where staff can say that it is meant."""

    about: Attention
    since: datetime
    can_confirm: bool
    is_guard: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page that may change while it is looked at."""

    folders: tuple[Folder, ...]
    rows: tuple[Row, ...]
    total: int  # of folders and rows, on all pages
    counts: tuple[tuple[tree.FileState, int], ...]
    in_short: str
    notices: tuple[Notice, ...]
    more_notices: int
    held: Held
    confirming: bool  # it is asked for already
    retrying_all: bool
    refused: int
    ocr: int  # pages of the whole archive that wait to be read from their pictures
    looked: datetime | None
    is_late: bool

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return pages_of(self.total)

    def fingerprint(self) -> str:
        """Return what differs where the page would; the moment of the last look counts by the minute."""
        return hashlib.sha256(repr(self).encode("utf-8", "backslashreplace")).hexdigest()[:20]


def shown(session: Session, asked: Asked, settings: Settings) -> Shown:
    """Return what there is to show."""
    confirming = any(each.kind == requests.CONFIRM_WITHDRAW for each in requests.waiting(session))
    folders: tuple[SubFolder, ...] = ()
    if asked.is_filtered:
        found = tree.find(
            session, asked.wanted(ZoneInfo(settings.archive.timezone)), first_of(asked.page), SIZE
        )
        files, total, counts = found.files, found.total, tree.counts(session, asked.folder)
    else:
        level = tree.level(session, asked.folder, first_of(asked.page), SIZE)
        folders, files, total, counts = level.folders, level.files, level.total, level.counts
    standing = events.standing(session)
    looked = rounds.looked(session)
    return Shown(
        tuple(Folder(each.name, each.path, counted(each.counts)) for each in folders),
        rows(session, files, asked),
        total,
        counted(counts),
        in_short(counts),
        tuple(_notice(each) for each in standing[:_MOST_NOTICES]),
        max(0, len(standing) - _MOST_NOTICES),
        rounds.held(session),
        confirming=confirming,
        retrying_all="" in _retried(session),
        refused=counts.get(tree.FileState.REFUSED, 0),
        ocr=jobs.counts(session).waiting,
        looked=looked.replace(second=0) if looked else None,
        is_late=looked is not None and now() - looked > _late_after(settings),
    )


def _late_after(settings: Settings) -> timedelta:
    return max(_AT_LEAST, timedelta(seconds=settings.ingest.poll_seconds * _FEW_ROUNDS))


def _notice(standing: events.Standing) -> Notice:
    about = explaining.of_notice(standing)
    confirmable = standing.key in (GUARD, ANOTHER)
    return Notice(about, standing.since, confirmable, standing.key == GUARD)


def rows(session: Session, files: Iterable[FileStatus], asked: Asked) -> tuple[Row, ...]:
    """Return files as they are shown in a list of them."""
    listed, retried = tuple(files), _retried(session)
    ids = {file.document for file in listed if file.document}
    about = {
        key: (title, held is not None)
        for key, title, held in session.execute(
            select(Document.id, Document.title, Document.held_at).where(Document.id.in_(ids))
        )
    }
    readable = set(session.scalars(select(Document.id).where(Document.id.in_(ids), is_visible(now()))))
    return tuple(_row(file, asked, retried, about, readable) for file in listed)


def _retried(session: Session) -> set[str]:
    return {each.subject for each in requests.waiting(session) if each.kind == requests.RETRY}


def _row(
    file: FileStatus,
    asked: Asked,
    retried: set[str],
    about: dict[str, tuple[str, bool]],
    readable: set[str],
) -> Row:
    above, _, name = file.path.rpartition("/")
    title, held = about.get(file.document or "", ("", False))
    stands = file.state != PlaceState.REMOVED
    return Row(
        name,
        above if asked.is_filtered else "",
        ledger.mark(file.path),
        explaining.of_file(file),
        datetime.fromisoformat(file.since),
        can_retry=file.state == PlaceState.REFUSED,
        asked_again=file.path in retried,
        title=title,
        held=held and stands,
        readable=file.document in readable and stands,
    )
