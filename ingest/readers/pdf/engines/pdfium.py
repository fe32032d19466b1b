"""The first engine: PDFium, in the frame of the pictures it renders, eight times as fast as the second."""

from __future__ import annotations

import ctypes
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from archive.folder.outcomes import Outcome
from ingest.readers.pdf.engines.letters import page_pieces, page_text
from ingest.readers.pdf.engines.sheet import Frame, Sheet
from ingest.readers.pdf.metadata import Structure, information, one_line
from ingest.readers.reading import OutlineEntry, Refused

VERSION = f"pdfium {pypdfium2.version.PYPDFIUM_INFO}"

_SCARCE_LETTERS = 30  # below this many a page may be a scan, and the size of its images matters
_MOST_OBJECTS = 2_000  # of a page that are looked at for images: drawings hold hundreds of thousands
_DEEPEST_FORM = 3
_MOST_ENTRIES = 5_000  # of an outline: one that runs in a circle has no end
_WRITTEN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
_FLATTENED = pdfium.FLATTEN_SUCCESS


class PdfiumFile:
    """A PDF file that PDFium has opened.

    Raises Refused (encrypted or damaged) where it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at this path with the empty password."""
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        self.page_count = len(self._document)
        self.attachments = int(pdfium.FPDFDoc_GetAttachmentCount(self._document.raw))
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

    def _flat_page(self, index: int) -> pypdfium2.PdfPage:
        """Return a page with what is written into its forms as part of it: readers see no difference."""
        page = self._document[index]
        if _is_written(page) and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == _FLATTENED:
            page.close()
            page = self._document[index]
        return page

    def sheet(self, index: int, max_chars: int) -> Sheet:
        """Return the page with this index; raises PdfiumError where it cannot be loaded."""
        page = self._flat_page(index)
        try:
            frame = _frame(page)
            text_page = page.get_textpage()
            try:
                text, count = page_text(text_page.raw, max_chars)
                pieces = page_pieces(text_page.raw, text, frame)
            finally:
                text_page.close()
            scarce = sum(map(str.isalpha, text)) < _SCARCE_LETTERS
            images, share = _images(page, frame, measure=scarce)
            return Sheet(
                width=frame.width,
                height=frame.height,
                pieces=pieces,
                label=self._document.get_page_label(index),
                images=images,
                image_share=share,
                unmapped=max(0, min(count, max_chars) - len(text)),
                cut=count > max_chars,
            )
        finally:
            page.close()


def _is_written(page: pypdfium2.PdfPage) -> bool:
    """Return whether a page has form fields or text boxes that were put on it as annotations."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if subtype in _WRITTEN:
            return True
    return False


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


def _images(page: pypdfium2.PdfPage, frame: Frame, *, measure: bool) -> tuple[int, float]:
    """Return how many images a page draws and, where it is to be measured, the share the largest covers."""
    images = 0
    largest = 0.0
    stack = [(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)]
    looked_at = 0
    while stack:
        holder, count, member, depth = stack.pop()
        for index in range(count(holder)):
            looked_at += 1
            if looked_at > _MOST_OBJECTS:
                return images, largest
            thing = member(holder, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                images += 1
                if measure:
                    largest = max(largest, _share(thing, frame))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                stack.append(
                    (thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)
                )
    return images, largest


def _share(thing: object, frame: Frame) -> float:
    """Return the share of the visible page that an object covers."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, (left, bottom, right, top))):
        return 0.0
    across = min(right.value, frame.right) - max(left.value, frame.left)
    up = min(top.value, frame.top) - max(bottom.value, frame.bottom)
    return max(0.0, across) * max(0.0, up) / (frame.width * frame.height)
