"""Where the archive stands: each file of the folder, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import events, ledger
from archive.catalogue.publication import is_visible
from archive.catalogue.tables import Document
from archive.dates import now


@dataclass(frozen=True, slots=True)
class FileStatus:
    """One file of the folder: its state (`archive.outcomes.PlaceState`) and why."""

    path: str
    state: str
    reason: str
    document: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """Where the archive stands. `pending` documents are not yet searched as they now are."""

    files: tuple[FileStatus, ...]
    notices: tuple[str, ...]
    documents: int
    pages: int
    pending: int


def status(session: Session) -> Status:
    """Return where the archive stands, by the catalogue alone."""
    files = tuple(
        FileStatus(e.path, e.state.value, e.reason, e.document) for e in ledger.entries(session).values()
    )
    visible = is_visible(now())
    documents, pages = session.execute(
        select(func.count(), func.coalesce(func.sum(Document.page_count), 0)).where(visible)
    ).one()
    return Status(files, events.notices(session), documents, pages, pending(session))


def pending(session: Session) -> int:
    """Return how many documents the index does not hold as they now are."""
    stale = (Document.revision != Document.indexed_revision) | (Document.in_index != is_visible(now()))
    return session.scalar(select(func.count()).select_from(Document).where(stale)) or 0
