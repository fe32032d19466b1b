"""What came of reading a page's picture, written into the catalogue in one short transaction.

With the text come the warnings before publishing that it gives rise to, and a hold that they bring bites
in the same transaction: nobody sees the text first. What was purged meanwhile is not there to be written,
and what was withdrawn, taken down or joined stays as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from archive.catalogue import jobs, looks, store
from archive.catalogue.documents import as_page
from archive.catalogue.folder import events
from archive.catalogue.jobs import JobState, Key
from archive.catalogue.staff.publication import holding, warned
from archive.catalogue.tables import Document, FieldValue, PageRow, Place, Version
from archive.catalogue.values import Origin
from archive.dates import now
from archive.folder.outcomes import Outcome
from archive.folder.unpublished import is_unpublished
from archive.pages import Coverage, pack_blocks, pack_coverage, pack_words, unpack_coverage
from archive.settings import PublishSettings
from ingest.describe.warnings import find
from ingest.ocr.judging import judged
from ingest.ocr.recognising.reading import Read

EVENT = "ocr"
"""The kind of event that tells that all pages of a version that waited for it are read, or given up."""


def write_read(session: Session, key: Key, read: Read, tool: str, settings: PublishSettings) -> bool:
    """Write a page as it was read; tell whether it was still wanted."""
    if not jobs.end(session, key, JobState.DONE, tool):
        return False
    page = session.get_one(PageRow, key)
    version = session.get_one(Version, page.version_id)
    before = _tally(page)
    _write_page(page, read, version.reader)
    version.counts = looks.followed(version.counts, before, _tally(page))
    session.flush()
    _follow(session, page.version_id)
    _warn(session, version, page, settings)
    return True


def write_failed(session: Session, key: Key, tool: str, reason: str) -> bool:
    """Write that a page could not be read, and why; tell whether it was still wanted."""
    if not jobs.end(session, key, JobState.FAILED, tool, reason):
        return False
    page = session.get_one(PageRow, key)
    page.remarks = [*_of_the_file(page), f"OCR could not read this page: {reason}."]
    session.flush()
    _follow(session, page.version_id)
    return True


def _write_page(page: PageRow, read: Read, file_reader: str) -> None:
    """Put what was read in the place of what stood there, which is kept beside where it said anything."""
    before = unpack_coverage(page.coverage)
    if before.confidence is not None and read.confidence < before.confidence:
        return  # a newer tesseract was asked, and knows less
    if before.confidence is None and page.text.strip():
        before = replace(before, other_text=page.text, other_reader=before.reader or file_reader)
    coverage = replace(before, reader=read.reader, confidence=read.confidence)
    page.coverage = pack_coverage(coverage)
    page.remarks = [*_of_the_file(page), *read.remarks]
    if not read.text and _says_something(page, coverage):
        return  # what little stood there is more than nothing
    page.text, page.language = read.text, read.language
    page.words, page.blocks = pack_words(read.words), pack_blocks(read.blocks)


def _tally(page: PageRow) -> Counter[str]:
    return looks.tally(page.text, unpack_coverage(page.coverage))


def _says_something(page: PageRow, coverage: Coverage) -> bool:
    return bool(page.text.strip()) and page.text == coverage.other_text


def _of_the_file(page: PageRow) -> list[str]:
    """Return the remarks on a page that an earlier OCR did not make."""
    return [remark for remark in page.remarks if not remark.startswith("OCR ")]


def _follow(session: Session, version_id: int) -> None:
    """Let everything that stands on a version's text follow it: outcome, ledger, language, index."""
    version = session.get_one(Version, version_id)
    document = session.get_one(Document, version.document_id)
    text = select(PageRow.number).where(PageRow.version_id == version_id, func.trim(PageRow.text) != "")
    outcome, reason = judged(
        Outcome(version.outcome),
        version.reason,
        text=session.scalar(text.limit(1)) is not None,
        unread=jobs.failed_pages(session, version_id),
    )
    version.outcome, version.reason = outcome.value, reason
    version.sketch = b""  # made anew when it is asked for
    if version.number == document.version:
        places = update(Place).where(Place.document_id == document.id, Place.sha256 == version.sha256)
        session.execute(places.values(outcome=version.outcome, reason=version.reason))
        _state_language(session, document, version_id)
        store.touch(document)
    if not jobs.any_waiting(session, version_id):
        events.record(session, EVENT, document.id, version=version.number, outcome=version.outcome)


def _state_language(session: Session, document: Document, version_id: int) -> None:
    """State the language that most of the text is in, where pages tell (`ingest.describe`)."""
    told = select(PageRow.language, func.sum(func.length(PageRow.text))).where(
        PageRow.version_id == version_id, PageRow.language != "", PageRow.hidden.is_(False)
    )
    letters: Counter[str] = Counter(dict(session.execute(told.group_by(PageRow.language)).all()))
    if not letters:
        return
    value = session.get(FieldValue, (document.id, "language", Origin.CONTENT.value))
    if value is None:
        value = FieldValue(
            document_id=document.id, field="language", origin=Origin.CONTENT.value, set_at=now()
        )
        session.add(value)
    value.value = letters.most_common(1)[0][0]
    store.reapply(session, document)


def _warn(session: Session, version: Version, page: PageRow, settings: PublishSettings) -> None:
    """Find anew what to warn of on a page; hold the document where that is a reason it did not have.

    What staff released they released without knowing of it, so that does not count; what was known of
    another page when they did is nothing new.
    """
    before = warned.unpack(version.warnings)
    others = [each for each in before if each.page != page.number]
    found = find("", (), (as_page(page, notes=True, words=False),))
    version.warnings = warned.pack(sorted((*others, *found), key=lambda each: each.page))
    document = session.get_one(Document, version.document_id)
    if is_unpublished(document.source):
        return  # looked at when it is moved out
    new = {each.kind for each in found} - {each.kind for each in before}
    reasons = holding.reasons(document.source, new, {}, settings.model_copy(update={"review": False}))
    if holding.hold(document, reasons):
        store.touch(document)
        document.publication_revision = document.revision
        events.record(session, "held", document.id, reasons=list(reasons))
