"""What the reader of pictures has to know of the page that is next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import jobs
from archive.catalogue.jobs import Key, Waiting
from archive.catalogue.tables import Document, PageRow
from archive.kept.originals import Originals
from ingest.ocr.recognising.reading import Picture


@dataclass(frozen=True, slots=True)
class Task:
    """A page that waits, and the picture it is read from."""

    waiting: Waiting
    picture: Picture


def next_task(
    session: Session, originals: Originals, max_chars: int, but: Collection[Key] = ()
) -> Task | None:
    """Return the page to be read next, not one of those in `but`; None where none waits."""
    waiting = jobs.next_waiting(session, but=but)
    if waiting is None:
        return None
    part = session.scalars(
        select(PageRow.part).where(PageRow.version_id == waiting.version, PageRow.number == waiting.page)
    ).first()
    first = select(func.min(PageRow.number)).where(
        PageRow.version_id == waiting.version, PageRow.part == (part or "")
    )
    index = waiting.page - (session.scalar(first) or 1)
    path = originals.path(waiting.sha256)
    return Task(waiting, Picture(path, index, part or "", _language_around(session, waiting), max_chars))


def _language_around(session: Session, waiting: Waiting) -> str:
    """Return the language of the page before, else of the one after, else of the document."""
    near = select(PageRow.language).where(
        PageRow.version_id == waiting.version,
        PageRow.number.in_((waiting.page - 1, waiting.page + 1)),
        PageRow.language != "",
    )
    around = session.scalars(near.order_by(PageRow.number)).first()
    return around or session.scalar(select(Document.language).where(Document.id == waiting.document)) or ""
