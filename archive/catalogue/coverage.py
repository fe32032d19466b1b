"""How much of a document the search can see, told of what readers may see and of nothing else.

Where hidden slides are withheld, the pages left say what was left out, not the file as a whole, and an
attached file is told only if a page of it can be read: what a file holds as a whole could tell of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from archive.catalogue import jobs, publication, tables
from archive.catalogue.documents import Document
from archive.catalogue.jobs import JobState
from archive.pages import Coverage, Want, unpack_coverage
from archive.settings import PublishSettings


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What one page says of how much of it can be searched."""

    number: int
    words: int  # what stands between white space; double spaces count once more
    part: str
    remarks: tuple[str, ...]  # in English
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that stands within the file."""

    name: str
    format: str
    size: int  # bytes
    page_count: int  # that can be read here
    reason: str  # in English; why it was not read, or not whole


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of a document can be searched. Pages are told by their numbers."""

    words: int = 0
    pictures: int = 0  # without a text that can be searched
    queued: tuple[int, ...] = ()  # wait for OCR
    unread: tuple[int, ...] = ()  # want OCR and do not wait for it
    ocr: tuple[int, ...] = ()  # read by OCR
    confidence: float | None = None  # 0 to 1, the mean of the pages read by OCR
    left_out: tuple[str, ...] = ()  # in English, each once
    attachments: tuple[Attached, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()  # page and the attached file that it is a page of

    @property
    def whole(self) -> bool:
        """Whether there is nothing to say but how many words there are."""
        return not (
            self.pictures or self.queued or self.unread or self.ocr or self.left_out or self.attachments
        )


def summed(
    pages: Iterable[PageSeen],
    queue: Collection[int],
    attachments: Iterable[Mapping[str, Any]],
    reason: str,
    *,
    withheld: bool,
) -> Seen:
    """Sum up the pages that readers may see; `withheld` tells that there are others."""
    pages = tuple(pages)
    wanting = [p.number for p in pages if p.coverage.wants is not Want.NONE and p.coverage.confidence is None]
    sure = {p.number: p.coverage.confidence for p in pages if p.coverage.confidence is not None}
    parts = tuple((p.number, p.part) for p in pages if p.part)
    shown = {name for _, name in parts}
    remarks = tuple(dict.fromkeys(remark for page in pages for remark in page.remarks))
    return Seen(
        words=sum(page.words for page in pages),
        pictures=sum(page.coverage.pictures for page in pages),
        queued=tuple(n for n in wanting if n in queue),
        unread=tuple(n for n in wanting if n not in queue),
        ocr=tuple(sure),
        confidence=sum(sure.values()) / len(sure) if sure else None,
        left_out=remarks if withheld or not reason else (reason,),
        attachments=tuple(
            Attached(**{field: each[field] for field in Attached.__slots__})
            for each in attachments
            if not withheld or each["name"] in shown
        ),
        parts=parts,
    )


def seen(session: Session, document: Document, settings: PublishSettings) -> Seen:
    """Return how much of a document's version can be searched, of what readers may see."""
    table = tables.PageRow
    version = session.scalars(
        select(tables.Version).where(
            tables.Version.document_id == document.id, tables.Version.number == document.version
        )
    ).one()
    parts = publication.parts_of(session.get_one(tables.Document, document.id), settings)
    withheld = bool(version.withheld.get("hidden_slides")) and not parts.hidden_slides
    line = func.trim(func.replace(func.replace(table.text, "\n", " "), "\t", " "))
    spaces = func.length(line) - func.length(func.replace(line, " ", ""))
    words = case((line == "", 0), else_=spaces + 1)
    query = select(table.number, words, table.part, table.remarks, table.coverage).where(
        table.version_id == version.id
    )
    if not parts.hidden_slides:
        query = query.where(table.hidden.is_(False))
    pages = (
        PageSeen(number, count, part, tuple(remarks), unpack_coverage(packed))
        for number, count, part, remarks, packed in session.execute(query.order_by(table.number))
    )
    waiting = select(tables.Job.page).where(
        tables.Job.version_id == version.id,
        tables.Job.kind == jobs.OCR,
        tables.Job.state == JobState.WAITING.value,
    )
    queue = frozenset(session.scalars(waiting))
    return summed(pages, queue, version.attachments, version.reason, withheld=withheld)
