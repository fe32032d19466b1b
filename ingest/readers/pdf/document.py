"""A PDF file read from its first page to its summary.

PDFium reads each page; pdfminer.six reads again what PDFium cannot read, or reads as nothing or as
nonsense, and a page here and there to tell how far the two agree, and gives the structure. Then come
the files within the file. Structure comes last: it makes some files run for ever, and by then every
page has been handed over.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from archive.pages import Page, Want
from ingest.readers.pdf.attached import Within, read_attached
from ingest.readers.pdf.compose import compose
from ingest.readers.pdf.engines.sheet import Picture
from ingest.readers.pdf.judging.both import Both, Chosen
from ingest.readers.pdf.judging.coverage import unsearched, wants
from ingest.readers.pdf.judging.telling import LIMITS, Untold
from ingest.readers.pdf.metadata import Structure
from ingest.readers.pdf.repair import Vocabulary
from ingest.readers.reading import Limits, Summary

_COLLECTED_AFTER = 50_000  # objects more than before; Python's own number is 700


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the pages of a PDF file in order, then those of the files within it, and return a summary.

    Raises Refused where the file is locked, or so damaged that no page is found in it.
    """
    return (yield from _read(path, limits, within=True))


def _read_alone(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Read a file, but none of the files within it; they are listed."""
    return (yield from _read(path, limits, within=False))


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage seldom while a file is read: what is made of it lives on, and looking took a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _read(path: Path, limits: Limits, *, within: bool) -> Generator[Page, None, Summary]:
    with _seldom_collected():
        return (yield from _read_in_turn(path, limits, within=within))


def _read_in_turn(path: Path, limits: Limits, *, within: bool) -> Generator[Page, None, Summary]:
    began = time.process_time()
    file = Both(path, limits)
    reading = _Reading(limits)
    try:
        number = 0
        while number < min(file.page_count, limits.pages):
            number += 1
            yield reading.page(number, file.page(number - 1))
            if number == file.page_count:
                file.look_for_more_pages()
        if within:
            left = replace(limits, cpu_seconds=int(limits.cpu_seconds - (time.process_time() - began)))
            inside = yield from read_attached(file.attached(), _read_alone, left, number)
        else:
            inside = Within.unread(file.attached())
        return reading.summary(file, file.structure(), inside)
    finally:
        file.close()


class _Reading:
    """What has been found in the pages of a file so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._vocabulary = Vocabulary()
        self._counts: Counter[str] = Counter()
        self._unread = Untold()
        self._seen: set[Picture] = set()
        self._headline = ""

    def page(self, number: int, chosen: Chosen) -> Page:
        """Return the page that a reading makes; an empty one, counted as unread, where there is none."""
        judged, sheet = chosen.judged, chosen.judged.sheet
        page, headline = compose(sheet, number, self._vocabulary, self._limits.page_chars, chosen.remarks)
        if number == 1:
            self._headline = headline
        want = wants(sheet, judged.letters, judged.lost, garbled=judged.garbled)
        pictures = 0 if want is Want.SCAN else unsearched(sheet, self._seen)
        self._counts["images"] += len(sheet.pictures)
        self._counts["links"] += len(sheet.links)
        self._counts["pages_without_text"] += not judged.letters
        self._counts["pages_with_image_only"] += want is Want.SCAN
        self._tell(number, chosen, want, page.remarks)
        return replace(page, coverage=replace(chosen.coverage, pictures=pictures, wants=want))

    def _tell(self, number: int, chosen: Chosen, want: Want, remarks: tuple[str, ...]) -> None:
        """Note what was not read of a page: the file is then read in part only."""
        if chosen.failure:
            self._unread.add(number, chosen.failure)
        elif chosen.judged.garbled:
            self._unread.add(number, "its letters make no words")
        elif want is Want.GARBLED:
            self._unread.add(number, "the file's fonts do not say what many of its letters are", whole=False)
        for remark in remarks:
            if remark.startswith(LIMITS):
                self._unread.add(number, remark, whole=False)

    def summary(self, file: Both, found: Structure, inside: Within) -> Summary:
        """Return what holds for the whole file."""
        counts = self._counts + file.counts
        counts["attachments"] += len(inside.listed)
        counts["form_fields"] += found.form_fields
        counts["images_without_alt_text"] += found.undescribed
        counts["broken_structures"] += found.failed
        return Summary(
            reader=file.version,
            page_count=file.page_count + inside.pages,
            headline=self._headline,
            embedded=found.embedded,
            outline=found.outline,
            left_out=(*self._unread.sentences(), *self._left_out(file, found, inside)),
            counts={name: count for name, count in counts.items() if count},
            attachments=tuple(inside.listed),
        )

    def _left_out(self, file: Both, found: Structure, inside: Within) -> list[str]:
        """Return what was left out of the file beside single pages."""
        told = list(inside.left_out)
        if file.page_count > self._limits.pages:
            told.append(f"Pages after {self._limits.pages} are beyond the limit and were not read.")
        if file.has_xfa:
            told.append("The form is made with XFA, of which only the placeholder page can be read.")
        unread = sum(not each.page_count for each in inside.listed)
        if found.is_portfolio and (unread or not inside.listed):
            told.append(f"The file is a portfolio; {unread or 'the'} files inside it were not read.")
        if file.is_alone and found.has_more:
            told.append("The values of form fields, annotations, links and attached files were not read.")
        return told
