"""How much of a document the search can see, told of what readers may see and of nothing else.

Where hidden slides are withheld, the pages left say what was left out, not the file as a whole, and an
attached file is told only if a page of it can be read: what a file holds as a whole could tell of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, or_, select
from sqlalchemy.orm import Session

from archive.catalogue import jobs, publication, tables
from archive.catalogue.documents import Document
from archive.catalogue.jobs import JobState
from archive.catalogue.looks import WORDS
from archive.pages import Coverage, Want, unpack_coverage
from archive.settings import PublishSettings


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What one page says of how much of it can be searched."""

    number: int
    part: str
    remarks: tuple[str, ...]  # in English
    coverage: Coverage  # without the other reader's text


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
    unread: tuple[int, ...] = ()  # want OCR, and nobody was asked for it
    failed: tuple[int, ...] = ()  # could not be read by OCR
    ocr: tuple[int, ...] = ()  # read by OCR
    confidence: float | None = None  # 0 to 1, the mean of the pages read by OCR
    left_out: tuple[str, ...] = ()  # in English, each once
    attachments: tuple[Attached, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()  # page and the attached file that it is a page of

    @property
    def whole(self) -> bool:
        """Whether there is nothing to say but how many words there are."""
        awaited = self.queued or self.unread or self.failed
        return not (self.pictures or awaited or self.ocr or self.left_out or self.attachments)


def summed(
    words: int,
    pages: Iterable[PageSeen],
    queue: Mapping[int, JobState],
    attachments: Iterable[Mapping[str, Any]],
    reason: str,
    *,
    withheld: bool,
) -> Seen:
    """Sum up the pages that readers may see and that have `words`; `withheld` tells that there are others.

    Pages that have nothing to tell may be left out; `queue` tells how the OCR of a page stands.
    """
    pages = tuple(pages)
    wanting = [p.number for p in pages if p.coverage.wants is not Want.NONE and p.coverage.confidence is None]
    sure = {p.number: p.coverage.confidence for p in pages if p.coverage.confidence is not None}
    parts = tuple((p.number, p.part) for p in pages if p.part)
    shown = {name for _, name in parts}
    remarks = tuple(dict.fromkeys(remark for page in pages for remark in page.remarks))
    return Seen(
        words=words,
        pictures=sum(page.coverage.pictures for page in pages),
        queued=tuple(n for n in wanting if queue.get(n) is JobState.WAITING),
        unread=tuple(n for n in wanting if n not in queue),
        failed=tuple(n for n in wanting if queue.get(n) is JobState.FAILED),
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
    shown = [table.version_id == version.id]
    if not parts.hidden_slides:
        shown.append(table.hidden.is_(False))
    telling = or_(COVERAGE != "{}", func.json_array_length(table.remarks) > 0, table.part != "")
    query = select(table.number, table.part, table.remarks, COVERAGE).where(*shown, telling)
    pages = (
        PageSeen(number, part, tuple(remarks), unpack_coverage(json.loads(packed)))
        for number, part, remarks, packed in session.execute(query.order_by(table.number))
    )
    counted = None if withheld else version.counts.get(WORDS)
    words = session.scalar(select(func.sum(WORDS_OF_PAGE)).where(*shown)) if counted is None else counted
    queue = jobs.states(session, version.id)
    return summed(words or 0, pages, queue, version.attachments, version.reason, withheld=withheld)


def machine_reading(session: Session, document: Document, number: int) -> JobState | None:
    """Return how reading a page from its picture stands; None where nobody was asked to."""
    table = tables.Version
    version = session.scalars(
        select(table.id).where(table.document_id == document.id, table.number == document.version)
    ).one()
    return jobs.states(session, version).get(number)


def _words() -> ColumnElement[int]:
    line = func.trim(func.replace(func.replace(tables.PageRow.text, "\n", " "), "\t", " "))
    spaces = func.length(line) - func.length(func.replace(line, " ", ""))
    return case((line == "", 0), else_=spaces + 1)


WORDS_OF_PAGE: ColumnElement[int] = _words()
"""How many words a page has: what stands between white space; double spaces count once more.

Slow for hundreds of pages (50 ms for 1,000): of a whole version its counts tell.
"""

COVERAGE: ColumnElement[str] = func.json_remove(tables.PageRow.coverage, "$.other_text", type_=Text)
"""A page's coverage as JSON, without the text of the other reader, which is as long as the page's own."""
