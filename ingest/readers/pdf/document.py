"""A PDF file read from its first page to its summary.

PDFium reads each page; pdfminer.six reads again what PDFium cannot read, or reads as nothing or as
nonsense, and gives the structure. Structure comes last: it makes some files run for ever, and by
then every page has been handed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from itertools import groupby
from pathlib import Path

from archive.pages import Page
from ingest.readers.pdf.budget import OutOfTime
from ingest.readers.pdf.compose import compose
from ingest.readers.pdf.engines import miner, pdfium
from ingest.readers.pdf.engines.pdfium import PdfiumFile
from ingest.readers.pdf.engines.sheet import Sheet
from ingest.readers.pdf.metadata import Structure
from ingest.readers.pdf.repair import Vocabulary, count_unreadable, is_garbled
from ingest.readers.pdf.second import SecondReader
from ingest.readers.reading import Limits, Refused, Summary

_SECOND_SHARE = 0.4  # of a file's processor time that pdfminer.six may take beside PDFium
_ALONE_SHARE = 0.85  # the same where it reads alone
_SCAN_SHARE = 0.6  # of the page: a larger image with fewer than so many letters is a scan
_SCAN_LETTERS = 30
_UNMAPPED_SHARE = 0.1  # of the letters: more that the fonts do not name make a page suspect
_LOST_SHARE = 0.01  # of the letters: more that are missing are told
_VERSIONS = {"auto": f"{pdfium.VERSION}+{miner.VERSION}", "pdfium": pdfium.VERSION, "pdfminer": miner.VERSION}


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the pages of a PDF file in order and return what holds for the whole of it.

    Raises Refused where the file is locked, or so damaged that no page is found in it.
    """
    reading = _Reading(path, limits)
    try:
        number = 0
        while number < reading.page_count:
            number += 1
            yield reading.page(number)
            if number == reading.page_count:
                reading.look_for_more_pages()
        return reading.summary()
    finally:
        reading.close()


class _Reading:
    """One file being read: its two engines, and what has been found so far."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._mode = limits.pdf_reader
        share = _ALONE_SHARE if self._mode == "pdfminer" else _SECOND_SHARE
        self._second = SecondReader(path, limits, share)
        self._first = self._open_first(path)
        self._found = self._first.page_count if self._first else self._second.page_count
        self._vocabulary = Vocabulary()
        self._counts: Counter[str] = Counter()
        self._unread: list[tuple[int, str]] = []
        self._headline = ""

    @property
    def page_count(self) -> int:
        """Return how many pages are to be read."""
        return min(self._found, self._limits.pages)

    def _open_first(self, path: Path) -> PdfiumFile | None:
        """Open the file with PDFium; None where pdfminer.six is to read it, or must. Raises Refused."""
        refusal = None
        if self._mode != "pdfminer":
            try:
                first = PdfiumFile(path)
                if first.page_count or self._mode == "pdfium":
                    return first
                first.close()
            except Refused as error:
                refusal = error
                if self._mode == "pdfium":
                    raise
        if not self._second.page_count and (refusal := refusal or self._second.refusal):
            raise refusal
        return None

    def look_for_more_pages(self) -> None:
        """Take in the pages that pdfminer.six finds beyond PDFium's: a file may lie about their number."""
        if self._mode == "auto" and self._found < self._limits.pages:
            self._found = max(self._found, self._second.page_count)

    def page(self, number: int) -> Page:
        """Return the page with this number; an empty one, counted as unread, where neither engine can."""
        sheet, remarks = self._sheet(number - 1)
        page, headline = compose(sheet, number, self._vocabulary, self._limits.page_chars, remarks)
        if number == 1:
            self._headline = headline
        letters = sum(map(str.isalpha, page.text))
        self._counts["images"] += sheet.images
        self._counts["pages_without_text"] += not letters
        self._counts["pages_with_image_only"] += letters < _SCAN_LETTERS and sheet.image_share >= _SCAN_SHARE
        return page

    def _sheet(self, index: int) -> tuple[Sheet, tuple[str, ...]]:
        """Return the better of two readings of a page, and what is to be said of it."""
        sheet = None
        reason = second_reason = ""
        if self._first is not None and index < self._first.page_count:
            try:
                sheet = self._first.sheet(index, self._limits.page_chars)
            except (Exception, MemoryError) as error:  # whatever is wrong with this page, others follow
                reason = _in_words(error)
        if self._mode == "pdfium" or (sheet is not None and not _is_suspect(sheet)):
            again = None
        else:
            again, second_reason = self._second_sheet(index)
            reason = reason or second_reason
        if again is not None and (sheet is None or _is_better(again, sheet)):
            if self._mode == "auto":
                self._counts["second_reader"] += 1
                return again, (f"Read by {miner.VERSION}.", *_doubts(again))
            return again, _doubts(again)
        if sheet is not None:
            doubts = _doubts(sheet)
            if second_reason:
                doubts += (
                    f"The second reader, asked since the first found little, failed: {second_reason}.",
                )
            return sheet, doubts
        self._unread.append((index + 1, reason))
        return Sheet(612.0, 792.0, []), (f"The page could not be read: {reason}.",)

    def _second_sheet(self, index: int) -> tuple[Sheet | None, str]:
        """Return a page as pdfminer.six reads it; None and why, where it does not."""
        if index >= self._second.page_count:
            return None, "the second reader does not find it"
        try:
            return self._second.sheet(index), ""
        except OutOfTime:
            return None, "it takes too long"
        except (Exception, RecursionError, MemoryError) as error:  # broken content raises anything
            return None, _in_words(error)

    def summary(self) -> Summary:
        """Return what holds for the whole file. This asks for its structure, which may be endless."""
        found = self._structure()
        counts = {name: count for name, count in self._counts.items() if count}
        left_out = list(_told(self._unread))
        if self._found > self._limits.pages:
            left_out.append(f"Pages after {self._limits.pages} are beyond the limit and were not read.")
        if self._first is not None:
            counts.update({"attachments": self._first.attachments} if self._first.attachments else {})
            if self._first.has_xfa:
                left_out.append("The form is made with XFA, of which only the placeholder page can be read.")
        if found.is_portfolio:
            left_out.append("The file is a portfolio; the files inside it were not read.")
        if found.form_fields:
            counts["form_fields"] = found.form_fields
        if found.undescribed:
            counts["images_without_alt_text"] = found.undescribed
        if found.failed:
            counts["broken_structures"] = found.failed
        return Summary(
            reader=_VERSIONS[self._mode],
            page_count=self._found,
            headline=self._headline,
            embedded=found.embedded,
            outline=found.outline,
            left_out=tuple(left_out),
            counts=counts,
        )

    def _structure(self) -> Structure:
        """Return the structure as pdfminer.six tells it; as PDFium does where the first cannot."""
        found = self._second.structure() if self._mode != "pdfium" else None
        if found is not None:
            return found
        return self._first.structure() if self._first is not None else Structure(failed=1)

    def close(self) -> None:
        """Let go of the file."""
        self._second.close()
        if self._first is not None:
            self._first.close()


def _raw_text(sheet: Sheet) -> str:
    return " ".join(piece.text for piece in sheet.pieces)


def _is_suspect(sheet: Sheet) -> bool:
    """Return whether a page wants a second reading: nothing on it, not even an image, or nonsense."""
    if not sheet.pieces:
        return not sheet.images or sheet.unmapped > 0
    text = _raw_text(sheet)
    return sheet.unmapped > _UNMAPPED_SHARE * len(text) or is_garbled(text)


def _is_better(again: Sheet, sheet: Sheet) -> bool:
    """Return whether a second reading of a suspect page has more to say than the first."""
    text = _raw_text(again)
    return not is_garbled(text) and sum(map(str.isalpha, text)) > sum(map(str.isalpha, _raw_text(sheet)))


def _doubts(sheet: Sheet) -> tuple[str, ...]:
    """Return what is to be said of a reading that is not to be trusted."""
    text = _raw_text(sheet)
    if is_garbled(text):
        return ("The text looks garbled.",)
    lost = sheet.unmapped + count_unreadable(text)
    if lost > _LOST_SHARE * len(text):
        return (f"{lost} letters are missing: the file's fonts do not say what they are.",)
    return ()


def _in_words(error: BaseException) -> str:
    """Return what an engine raised as a reason for people."""
    if isinstance(error, MemoryError):
        return "it needs more memory than it may have"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, Refused):
        return error.reason.rstrip(".").lower()
    return f"its content is damaged ({type(error).__name__})"


def _told(unread: Iterable[tuple[int, str]]) -> Iterable[str]:
    """Yield one sentence for each run of pages that could not be read for the same reason."""
    runs = groupby(enumerate(unread), key=lambda entry: (entry[1][0] - entry[0], entry[1][1]))
    for (_, reason), entries in runs:
        numbers = [number for _, (number, _) in entries]
        pages = f"Page {numbers[0]}" if len(numbers) == 1 else f"Pages {numbers[0]} to {numbers[-1]}"
        yield f"{pages} could not be read: {reason}."
