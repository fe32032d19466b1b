"""Where the archive stands: each file of the folder, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import checks, jobs
from archive.catalogue.checks import CheckKind
from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.publication import is_listed, is_visible
from archive.catalogue.tables import Document
from archive.dates import now
from archive.folder.explaining import Explained, explain
from archive.folder.outcomes import PlaceState, Progress

READING = "reading"
"""The state of a file that is being read just now."""


@dataclass(frozen=True, slots=True)
class FileStatus:
    """One file of the folder: its state and why, for machines and, in Swedish, for people.

    `state` is "reading" while a file is read, "waiting" while it grows or stands in line, and else
    one of `archive.folder.outcomes.PlaceState`; `since` is when it came to that, in ISO 8601.
    """

    path: str
    state: str
    reason: str
    document: str | None
    outcome: str
    since: str
    explained: Explained


@dataclass(frozen=True, slots=True)
class Status:
    """Where the archive stands. `pending` documents are not yet searched as they now are.

    `ocr` pages wait to be read from their pictures. `backup` is when the last backup ended, in ISO 8601, and
    `backup_whole` whether every original was in it; "" where there was none.
    """

    files: tuple[FileStatus, ...]
    notices: tuple[str, ...]
    documents: int
    pages: int
    pending: int
    ocr: int
    backup: str
    backup_whole: bool


def status(session: Session) -> Status:
    """Return where the archive stands, by the catalogue alone."""
    homes = dict(session.execute(select(Document.id, Document.source)).all())
    ocr = jobs.waiting_pages(session)
    files = tuple(
        file_status(entry, since, homes.get(entry.document or "", ""), ocr.get(entry.document or "", 0))
        for entry, since in ledger.listed(session)
    )
    listed_ones = is_listed(now())
    documents, pages = session.execute(
        select(func.count(), func.coalesce(func.sum(Document.page_count), 0)).where(listed_ones)
    ).one()
    waiting = jobs.counts(session).waiting
    copied = checks.last(session, CheckKind.BACKUP)
    return Status(
        files,
        events.notices(session),
        documents,
        pages,
        pending(session),
        waiting,
        backup=copied.ended_at.isoformat(timespec="seconds") if copied else "",
        backup_whole=bool(copied and copied.whole),
    )


def of_path(session: Session, path: str) -> FileStatus | None:
    """Return where one file stands; None where the watcher has not seen it."""
    found = ledger.listed_at(session, path)
    if found is None:
        return None
    entry, since = found
    document = session.get(Document, entry.document) if entry.document else None
    ocr = jobs.waiting_pages(session, [document.id]).get(document.id, 0) if document else 0
    return file_status(entry, since, document.source if document else "", ocr)


def file_status(entry: Entry, since: datetime, home: str, ocr: int = 0) -> FileStatus:
    """Return where a file stands, since when; `home` is the path that names its document.

    `ocr` pages of it wait to be read from their pictures.
    """
    state, reason = entry.state.value, entry.reason
    if entry.progress:
        state = READING if entry.progress == Progress.READING else PlaceState.WAITING.value
    explained = explain(
        entry.state,
        entry.progress,
        entry.outcome,
        reason,
        home=home if home != entry.path else "",
        tried_again=entry.retry_at is not None,
        ocr=ocr,
    )
    return FileStatus(
        entry.path,
        state,
        reason,
        entry.document,
        entry.outcome,
        since.isoformat(timespec="seconds"),
        explained,
    )


def pending(session: Session) -> int:
    """Return how many documents the index does not hold as they now are."""
    stale = (Document.revision != Document.indexed_revision) | (Document.in_index != is_visible(now()))
    return session.scalar(select(func.count()).select_from(Document).where(stale)) or 0
