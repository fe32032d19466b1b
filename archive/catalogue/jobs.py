"""The queue of slow work on single pages, which nothing else waits for and which survives restarts.

Work is asked for in the transaction that archives a version. Whoever does it takes the next page
(:func:`next_waiting`), notes that it begins (:func:`begin`), works without any transaction, and ends it
in the transaction that writes the result (:func:`end`). A page that takes its worker down with it is
begun :data:`MOST_TRIES` times and then given up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document, Job, Version
from archive.dates import now

OCR = "ocr"
"""The kind of work that is reading a page's picture."""

MOST_TRIES = 3
"""How often work on a page is begun that never came to an end: the process was killed, perhaps by it."""


class JobState(StrEnum):
    """Where the work on a page stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


Key = tuple[int, int]
"""The id of a version and the number of one of its pages."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that waits, and what has to be known to work on it."""

    version: int  # id of its row
    page: int
    tries: int  # that were begun before
    document: str
    sha256: str
    format: str

    @property
    def key(self) -> Key:
        """Return what names it in the queue."""
        return self.version, self.page


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pages there are in the queue, by where the work on them stands."""

    waiting: int = 0
    done: int = 0
    failed: int = 0


_OF_LATEST = and_(Version.document_id == Document.id, Version.number == Document.version)
_TO_BE_DONE: ColumnElement[bool] = and_(Document.withdrawn_at.is_(None), Document.taken_down_at.is_(None))
"""Of what is away nothing is read; its pages wait until it comes back, or for good."""


def ask(session: Session, version: int, pages: Iterable[int], kind: str = OCR) -> None:
    """Ask for work on pages of a version that was added in this transaction."""
    moment = now()
    session.add_all(
        Job(version_id=version, page=page, kind=kind, state=JobState.WAITING.value, asked_at=moment)
        for page in pages
    )


def next_waiting(session: Session, kind: str = OCR, but: Collection[Key] = ()) -> Waiting | None:
    """Return the page to be worked on next, not one of those in `but`; None where none waits.

    What was begun before and came to no end goes behind all others; then latest versions come before
    older ones, newest documents before older ones, and pages in their order.
    """
    query = (
        select(Version.id, Job.page, Job.tries, Version.document_id, Version.sha256, Version.format)
        .select_from(Job)
        .join(Version, Version.id == Job.version_id)
        .join(Document, Document.id == Version.document_id)
        .where(Job.kind == kind, Job.state == JobState.WAITING.value, _TO_BE_DONE)
        .order_by(
            Job.tries,
            case((_OF_LATEST, 0), else_=1),
            Version.added_at.desc(),
            Version.id.desc(),
            Job.page,
        )
        .limit(1)
    )
    if but:
        query = query.where(tuple_(Job.version_id, Job.page).not_in(list(but)))
    row = session.execute(query).first()
    return Waiting(*row) if row else None


def begin(session: Session, key: Key, kind: str = OCR) -> bool:
    """Note that work on a page begins; tell whether the page still waits."""
    job = _waiting_job(session, key, kind)
    if job is None:
        return False
    job.tries += 1
    return True


def put_back(session: Session, key: Key, kind: str = OCR) -> None:
    """Let a page wait on as if its work had not begun: it was broken off, through no fault of its own."""
    job = _waiting_job(session, key, kind)
    if job is not None:
        job.tries = max(0, job.tries - 1)


def end(session: Session, key: Key, state: JobState, tool: str, reason: str = "", kind: str = OCR) -> bool:
    """End the work on a page; tell whether it still waited: its version may be gone, or done by another."""
    job = _waiting_job(session, key, kind)
    if job is None:
        return False
    job.state, job.tool, job.reason, job.ended_at = state.value, tool, reason, now()
    return True


def tools(session: Session, state: JobState, kind: str = OCR) -> frozenset[str]:
    """Return the tools by which work came to a state."""
    query = select(Job.tool).where(Job.kind == kind, Job.state == state.value).distinct()
    return frozenset(session.scalars(query))


def ask_again(session: Session, state: JobState, by: Collection[str], kind: str = OCR) -> None:
    """Let all pages that came to a state by these tools wait anew."""
    session.execute(
        update(Job)
        .where(Job.kind == kind, Job.state == state.value, Job.tool.in_(list(by)))
        .values(state=JobState.WAITING.value, tries=0, asked_at=now(), ended_at=None, reason="")
    )


def counts(session: Session, kind: str = OCR) -> Counts:
    """Return how many pages wait, are done and failed, of documents that are neither away nor taken down."""
    query = (
        select(Job.state, func.count())
        .join(Version, Version.id == Job.version_id)
        .join(Document, Document.id == Version.document_id)
        .where(Job.kind == kind, _TO_BE_DONE)
        .group_by(Job.state)
    )
    return Counts(**dict(session.execute(query).all()))


def waiting_pages(
    session: Session, documents: Collection[str] | None = None, kind: str = OCR
) -> Mapping[str, int]:
    """Return how many pages of the latest version wait, by document; of these documents alone if given."""
    query = (
        select(Version.document_id, func.count())
        .select_from(Job)
        .join(Version, Version.id == Job.version_id)
        .join(Document, _OF_LATEST)
        .where(Job.kind == kind, Job.state == JobState.WAITING.value)
        .group_by(Version.document_id)
    )
    if documents is not None:
        query = query.where(Version.document_id.in_(list(documents)))
    return dict(session.execute(query).all())


def failed_pages(session: Session, version: int, kind: str = OCR) -> tuple[int, ...]:
    """Return the numbers of a version's pages on which the work failed."""
    query = select(Job.page).where(
        Job.version_id == version, Job.kind == kind, Job.state == JobState.FAILED.value
    )
    return tuple(session.scalars(query.order_by(Job.page)))


def states(session: Session, version: int, kind: str = OCR) -> Mapping[int, JobState]:
    """Return how the work on a version's pages stands, by page; without those it was never asked for."""
    query = select(Job.page, Job.state).where(Job.version_id == version, Job.kind == kind)
    return {page: JobState(state) for page, state in session.execute(query)}


def any_waiting(session: Session, version: int, kind: str = OCR) -> bool:
    """Tell whether any page of a version waits."""
    query = select(Job.page).where(
        Job.version_id == version, Job.kind == kind, Job.state == JobState.WAITING.value
    )
    return session.scalar(query.limit(1)) is not None


def _waiting_job(session: Session, key: Key, kind: str) -> Job | None:
    job = session.get(Job, (*key, kind))
    return job if job is not None and job.state == JobState.WAITING.value else None
