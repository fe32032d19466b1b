"""How each page of a version was read, hidden slides too: for *Så lästes dokumentet*."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import jobs
from archive.catalogue.coverage import COVERAGE, WORDS_OF_PAGE
from archive.catalogue.jobs import OCR, JobState
from archive.catalogue.looks import Look, looks
from archive.catalogue.tables import Job, PageRow, Version
from archive.pages import Coverage, unpack_coverage


@dataclass(frozen=True, slots=True)
class PageReading:
    """How a page was read. `left_out` is in English; `reader` read the page, or else the file."""

    number: int
    label: str
    part: str
    hidden: bool
    left_out: tuple[str, ...]
    coverage: Coverage  # without the other reader's text
    reader: str
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a version was read. `reason` is in English: what was left out of the file as a whole."""

    version: int  # id of its row
    number: int
    reader: str
    reason: str
    pages: tuple[PageReading, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """What two readers made of one page; `other` is "" where one read it alone."""

    text: str
    other: str
    language: str
    failure: str  # in English: why OCR could not read it


def reading(session: Session, document: str, number: int) -> Reading | None:
    """Return how a version was read; None where there is none."""
    query = select(Version).where(Version.document_id == document, Version.number == number)
    version = session.scalars(query).first()
    if version is None:
        return None
    queue = jobs.states(session, version.id)
    table = PageRow
    pages = select(table.number, table.label, table.part, table.hidden, table.remarks, COVERAGE)
    found = session.execute(pages.where(table.version_id == version.id).order_by(table.number))
    return Reading(
        version.id,
        version.number,
        version.reader,
        version.reason,
        tuple(
            _page(row[:4], tuple(row[4]), unpack_coverage(json.loads(row[5])), version.reader, queue)
            for row in found
        ),
    )


def words(session: Session, version: int, pages: Collection[int]) -> Mapping[int, int]:
    """Return how many words these pages of a version have."""
    query = select(PageRow.number, WORDS_OF_PAGE)
    return dict(
        session.execute(query.where(PageRow.version_id == version, PageRow.number.in_(list(pages)))).all()
    )


def texts(session: Session, version: int, page: int) -> Texts:
    """Return what the readers made of a page that there is."""
    row = session.get_one(PageRow, (version, page))
    job = session.get(Job, (version, page, OCR))
    failure = job.reason if job is not None and job.state == JobState.FAILED.value else ""
    return Texts(row.text, unpack_coverage(row.coverage).other_text, row.language, failure)


def _page(
    head: tuple[int, str, str, bool],
    left_out: tuple[str, ...],
    coverage: Coverage,
    reader: str,
    queue: Mapping[int, JobState],
) -> PageReading:
    found = looks(coverage, queue.get(head[0]))
    return PageReading(*head, left_out, coverage, coverage.reader or reader, found)
