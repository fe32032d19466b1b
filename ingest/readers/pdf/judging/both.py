"""A file open in both engines, and the better of their readings of each page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from archive.pages import Coverage
from ingest.readers.pdf.engines import miner, pdfium
from ingest.readers.pdf.engines.beside.attachments import Attached
from ingest.readers.pdf.engines.budget import OutOfTime
from ingest.readers.pdf.engines.pdfium import PdfiumFile
from ingest.readers.pdf.engines.second import SecondReader
from ingest.readers.pdf.engines.sheet import Sheet
from ingest.readers.pdf.judging.choosing import Judged, agreement, is_better
from ingest.readers.pdf.judging.telling import in_words
from ingest.readers.pdf.metadata import Structure
from ingest.readers.pdf.repair import mended_text
from ingest.readers.reading import Limits, Refused

_SECOND_SHARE = 0.4  # of a file's processor time that pdfminer.six may take beside PDFium
_ALONE_SHARE = 0.85  # the same where it reads alone
_SAMPLED = 250  # pages: one in so many is read by both readers, and the second of the file
_LEAST_SAMPLED, _MOST_SAMPLED = 100, 3_000  # letters of a page that is read twice for no other reason
_EMPTY = Sheet(612.0, 792.0, [])  # US Letter


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reading of a page that is kept, how it came about, and what is to be said of it."""

    judged: Judged
    coverage: Coverage
    remarks: tuple[str, ...]
    failure: str = ""  # why neither engine could read the page


class Both:
    """A file in PDFium and pdfminer.six, or in the one that is asked for or can open it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the file; raises Refused where it is locked, or no page is found in it."""
        self._limits = limits
        self._mode = limits.pdf_reader
        share = _ALONE_SHARE if self._mode == "pdfminer" else _SECOND_SHARE
        self._second = SecondReader(path, limits, share)
        self._first = self._open_first(path)
        self.page_count = self._first.page_count if self._first else self._second.page_count
        self.counts: Counter[str] = Counter()

    @property
    def version(self) -> str:
        """Return what reads the file."""
        both = {"pdfium": pdfium.VERSION, "pdfminer": miner.VERSION}
        return both.get(self._mode, f"{pdfium.VERSION}+{miner.VERSION}")

    @property
    def is_alone(self) -> bool:
        """Return whether pdfminer.six reads the pages alone, and so what is drawn on them and no more."""
        return self._first is None

    @property
    def has_xfa(self) -> bool:
        """Return whether the file is a form of XFA."""
        return self._first is not None and self._first.has_xfa

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
        if self._mode == "auto" and self.page_count < self._limits.pages:
            self.page_count = max(self.page_count, self._second.page_count)

    def attached(self) -> list[Attached]:
        """Return the files within the file; asked for once its pages have been read."""
        return self._first.attached() if self._first else []

    def structure(self) -> Structure:
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

    def page(self, index: int) -> Chosen:
        """Return the better of two readings of a page, or the only one."""
        first, reason = self._first_reading(index)
        wanted = first is None or first.is_suspect
        if self._mode == "pdfium" or not (wanted or self._is_sampled(index, first)):
            again, second_reason = None, ""
        else:
            again, second_reason = self._second_reading(index)
        if first is None and again is None:
            reason = reason or second_reason
            return Chosen(Judged.of(_EMPTY), Coverage(), (f"The page could not be read: {reason}.",), reason)
        if first is None or again is None:
            return self._only(first, again, second_reason if wanted else "")
        return self._better(first, again, wanted=wanted)

    def _only(self, first: Judged | None, again: Judged | None, second_reason: str) -> Chosen:
        """Return the reading that there is."""
        if first is None:
            assert again is not None
            if self._mode == "pdfminer":
                return Chosen(again, Coverage(), again.doubts)
            self.counts["second_reader"] += 1
            told = (f"Read by {miner.VERSION}.", *again.doubts)
            return Chosen(again, Coverage(reader=miner.VERSION), told)
        told = first.doubts
        if second_reason:
            told += (f"The second reader, asked since the first found little, failed: {second_reason}.",)
        return Chosen(first, Coverage(), told)

    def _better(self, first: Judged, again: Judged, *, wanted: bool) -> Chosen:
        """Return the better of two readings; where the first was doubtful the other is kept beside it."""
        coverage = (
            Coverage(agreement=agreement(first.text, again.text)) if first.text or again.text else Coverage()
        )
        if not wanted:
            return Chosen(first, coverage, first.doubts)
        chosen, other, reader, other_reader = first, again, "", miner.VERSION
        told: tuple[str, ...] = ()
        if is_better(again, first):
            self.counts["second_reader"] += 1
            chosen, other, reader, other_reader = (
                _with_what_is_beside(again, first),
                first,
                miner.VERSION,
                pdfium.VERSION,
            )
            told = (f"Read by {miner.VERSION}.",)
        if coverage.agreement not in (None, 1.0):
            text = mended_text(other.text)[: self._limits.page_chars]
            coverage = replace(coverage, other_reader=other_reader, other_text=text)
        return Chosen(chosen, replace(coverage, reader=reader), (*told, *chosen.doubts))

    def _is_sampled(self, index: int, first: Judged | None) -> bool:
        """Return whether a page that is not in doubt is read twice, to show how far readers agree."""
        if first is None or not _LEAST_SAMPLED <= first.letters <= _MOST_SAMPLED:
            return False
        return index == min(1, self.page_count - 1) or (index + 1) % _SAMPLED == 0

    def _first_reading(self, index: int) -> tuple[Judged | None, str]:
        """Return a page as PDFium reads it; None and why, where it does not."""
        if self._first is None or index >= self._first.page_count:
            return None, ""
        try:
            return Judged.of(self._first.sheet(index, self._limits.page_chars)), ""
        except (Exception, MemoryError) as error:  # whatever is wrong with this page, others follow
            return None, in_words(error)

    def _second_reading(self, index: int) -> tuple[Judged | None, str]:
        """Return a page as pdfminer.six reads it; None and why, where it does not."""
        if index >= self._second.page_count:
            return None, "the second reader does not find it"
        try:
            return Judged.of(self._second.sheet(index)), ""
        except OutOfTime:
            return None, "it takes too long"
        except (Exception, RecursionError, MemoryError) as error:  # broken content raises anything
            return None, in_words(error)


def _with_what_is_beside(again: Judged, first: Judged) -> Judged:
    """Return a second reading with what only the first engine tells: text boxes, comments, links."""
    sheet = first.sheet
    return Judged.of(
        replace(
            again.sheet,
            label=sheet.label or again.sheet.label,
            pictures=sheet.pictures,
            ink=sheet.ink,
            written=sheet.written,
            comments=sheet.comments,
            links=sheet.links,
            remarks=sheet.remarks,
        )
    )
