"""An archive into whose folder scans are put, and what was read of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.catalogue import documents, jobs
from archive.catalogue.jobs import OCR, Counts
from archive.catalogue.tables import Document, Job, PageRow, Version
from archive.pages import Coverage, Page, Want, pack_coverage
from ingest.ocr.queue import Done, Queue
from ingest.ocr.recognising import tesseract
from ingest.ocr.recognising.reading import Read
from ingest.ocr.recognising.tesseract import Tesseract
from ingest.ocr.writing import write_read
from tests.ingest.folder import conftest as folder
from tests.ingest.folder.conftest import Archive
from tests.tools import tool

archive = folder.archive
NAME = "tesseract 5.3.0 swe"


@pytest.fixture(scope="session")
def real() -> Tesseract:
    """Give the tesseract of this machine; it has to read Swedish."""
    tool("tesseract")
    found = tesseract.find()
    assert isinstance(found, Tesseract), found
    return found


def want(archive: Archive, path: str, why: Want = Want.SCAN) -> int:
    """Let every page of the file at a path wait for OCR; return the id of its version."""
    with archive.catalogue.write() as session:
        document = session.get_one(Document, str(archive.entry(path).document))
        version = session.scalars(
            select(Version).where(Version.document_id == document.id, Version.number == document.version)
        ).one()
        let_wait(session, version, why)
        return version.id


def let_wait(session: Session, version: Version, why: Want = Want.SCAN) -> None:
    """Let every page of a version wait for OCR that does not yet."""
    known = set(session.scalars(select(Job.page).where(Job.version_id == version.id)))
    coverage = pack_coverage(Coverage(wants=why))
    pages = update(PageRow).where(PageRow.version_id == version.id, PageRow.number.not_in(known))
    session.execute(pages.values(coverage=coverage))
    jobs.ask(session, version.id, [page.number for page in version.pages if page.number not in known])


def read_as(archive: Archive, version: int, page: int, text: str, confidence: float = 0.9) -> bool:
    """Write a page as if tesseract had read this text on it."""
    read = Read(text, (), (), "sv" if text else "", confidence if text else 0.0, NAME, ())
    with archive.catalogue.write() as session:
        return write_read(session, (version, page), read, NAME, archive.settings.publish)


def page_of(archive: Archive, path: str, number: int = 1) -> Page:
    """Return a page as readers see it, with its words."""
    with archive.catalogue.read() as session:
        document = archive.document_at(path)
        found = documents.get_page(session, document, number, archive.settings.publish, words=True)
    assert found is not None
    return found


def work(archive: Archive, found: Tesseract) -> list[Done]:
    """Work through the queue to its end; return what each step did."""
    queue = Queue(archive.catalogue, archive.settings, found)
    done = []
    while (last := queue.step()) is not Done.NOTHING:
        done.append(last)
    return done


def counts(archive: Archive) -> Counts:
    """Return how many pages are where in the queue."""
    with archive.catalogue.read() as session:
        return jobs.counts(session, OCR)
