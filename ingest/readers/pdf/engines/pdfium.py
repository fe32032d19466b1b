"""The first engine: PDFium, in the frame of the pictures it renders, eight times as fast as the second."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from archive.folder.outcomes import Outcome
from ingest.readers.pdf.engines.beside.annotations import Annotations, page_annotations
from ingest.readers.pdf.engines.beside.attachments import Attached, each_once, embedded
from ingest.readers.pdf.engines.beside.pictures import Pictures, ink, pictures
from ingest.readers.pdf.engines.beside.tags import tags
from ingest.readers.pdf.engines.beside.writing import told_apart
from ingest.readers.pdf.engines.letters import count_unmapped, is_shortened, page_pieces, page_text
from ingest.readers.pdf.engines.sheet import Frame, Piece, Sheet
from ingest.readers.pdf.metadata import Structure, information, one_line
from ingest.readers.reading import OutlineEntry, Refused

VERSION = f"pdfium {pypdfium2.version.PYPDFIUM_INFO}"

_MOST_ENTRIES = 5_000  # of an outline: one that runs in a circle has no end


class PdfiumFile:
    """A PDF file that PDFium has opened.

    Raises Refused (encrypted or damaged) where it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at this path with the empty password."""
        source = path if path.resolve().is_file() else path.read_bytes()  # a file in memory has no place
        try:
            self._document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        self.page_count = len(self._document)
        self.has_form = pdfium.FPDF_GetFormType(self._document.raw) != pdfium.FORMTYPE_NONE
        if self.has_form:
            self._document.init_forms()  # before any page: else fields have neither values nor looks
        self._tagged = bool(pdfium.FPDFCatalog_IsTagged(self._document.raw))
        self._pinned: list[Attached] = []
        self.has_xfa = pdfium.FPDF_GetFormType(self._document.raw) in (
            pdfium.FORMTYPE_XFA_FULL,
            pdfium.FORMTYPE_XFA_FOREGROUND,
        )

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def structure(self) -> Structure:
        """Return what the file says of itself, as far as PDFium tells: no XMP, no forms."""
        document = self._document
        embedded = information(document.get_metadata_dict(skip_empty=True))
        embedded["tagged"] = "yes" if pdfium.FPDFCatalog_IsTagged(document.raw) else "no"
        entries = []
        for bookmark in islice(document.get_toc(), _MOST_ENTRIES):
            target = bookmark.get_dest()
            page = target.get_index() if target else None
            if title := one_line(bookmark.get_title()):
                number = 0 if page is None else page + 1
                entries.append(OutlineEntry(bookmark.level + 1, title, number))
        return Structure(embedded, tuple(entries))

    def attached(self) -> list[Attached]:
        """Return the files within the file, unpacked: those in its list, and those pinned to pages read."""
        return each_once([*embedded(self._document.raw), *self._pinned])

    def sheet(self, index: int, max_chars: int) -> Sheet:
        """Return the page with this index; raises PdfiumError where it cannot be loaded."""
        page = self._document[index]
        try:
            frame = _frame(page)
            beside = self._annotations(page, frame)
            layer = _Layer.of(page, frame, max_chars, marked=self._tagged)
            written: list[list[Piece]] = []
            if beside.written:
                plain = layer.pieces
                if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
                    page.close()
                    page = self._document[index]
                    layer = _Layer.of(page, frame, max_chars, marked=self._tagged)
                pieces, written = told_apart(plain, layer.pieces, beside.written)
                layer.pieces = pieces
            drawn = pictures(page.raw, frame)
            return Sheet(
                width=frame.width,
                height=frame.height,
                pieces=layer.pieces,
                label=self._document.get_page_label(index),
                pictures=drawn.found,
                ink=self._ink(page, frame, drawn) if not (layer.pieces or written) else 0.0,
                strings=drawn.strings,
                unmapped=layer.unmapped,
                cut=layer.cut,
                shortened=layer.shortened,
                written=written,
                tags=tags(page.raw) if self._tagged else None,
                comments=tuple(beside.comments),
                links=tuple(beside.links),
                remarks=tuple(beside.remarks),
            )
        finally:
            page.close()

    def _annotations(self, page: pypdfium2.PdfPage, frame: Frame) -> Annotations:
        form = self._document.formenv
        found = page_annotations(self._document.raw, form.raw if form else None, page.raw, frame)
        self._pinned += found.attached
        return found

    @staticmethod
    def _ink(page: pypdfium2.PdfPage, frame: Frame, drawn: Pictures) -> float:
        """Return how much is drawn on a page without letters; all of it where it is too much to draw."""
        if not drawn.whole:
            return 1.0
        if not pdfium.FPDFPage_CountObjects(page.raw):
            return 0.0
        return ink(page.raw, frame, drawn.found)


@dataclass(slots=True)
class _Layer:
    """The letters of a page."""

    pieces: list[Piece]
    unmapped: int
    cut: bool
    shortened: bool

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, frame: Frame, max_chars: int, *, marked: bool) -> _Layer:
        """Read the letters of a page."""
        text_page = page.get_textpage()
        try:
            text, count = page_text(text_page.raw, max_chars)
            read = min(count, max_chars)
            return cls(
                pieces=page_pieces(text_page.raw, text, frame, marked=marked),
                unmapped=count_unmapped(text_page.raw, text, read),
                cut=count > max_chars,
                shortened=is_shortened(text_page.raw, count),
            )
        finally:
            text_page.close()


def _refusal(error: pypdfium2.PdfiumError) -> Refused:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return Refused(Outcome.ENCRYPTED, "The file is locked with a password.")
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return Refused(Outcome.ENCRYPTED, "The file is encrypted in a way that is not supported.")
    return Refused(Outcome.DAMAGED, "The file is damaged: no PDF structure can be made out.")


def _frame(page: pypdfium2.PdfPage) -> Frame:
    """Return the frame of a page: the crop box within the media box, both possibly inherited."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return Frame.of((box.left, box.bottom, box.right, box.top), page.get_rotation())
