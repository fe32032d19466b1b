"""The first engine: PDFium, in the frame of the pictures it renders, nine times as fast as the second.

PDFium hands over the whole text of a page in one call, with the spaces and line ends it infers.
A word's box is the union of the boxes of its first and last letter: their heights are the font's,
not the letter's, so that the letters between add nothing, and not asking for them makes reading
several times faster.
"""

from __future__ import annotations

import ctypes
import re
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from archive.outcomes import Outcome
from ingest.readers.pdf.engines.sheet import HYPHEN_MARK, Frame, Piece, Sheet
from ingest.readers.pdf.metadata import Structure, information, one_line
from ingest.readers.reading import OutlineEntry, Refused

VERSION = f"pdfium {pypdfium2.version.PYPDFIUM_INFO}"

_RUN = re.compile(rf"[^\s{HYPHEN_MARK}]+{HYPHEN_MARK}?|{HYPHEN_MARK}")
_SCARCE_LETTERS = 30  # below this many a page may be a scan, and the size of its images matters
_MOST_OBJECTS = 2_000  # of a page that are looked at for images: drawings hold hundreds of thousands
_DEEPEST_FORM = 3
_MOST_ENTRIES = 5_000  # of an outline: one that runs in a circle has no end
_Box = tuple[float, float, float, float]


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

    def sheet(self, index: int, max_chars: int) -> Sheet:
        """Return the page with this index; raises PdfiumError where it cannot be loaded."""
        page = self._document[index]
        try:
            frame = _frame(page)
            text_page = page.get_textpage()
            try:
                text, count = _text(text_page.raw, max_chars)
                pieces = _pieces(text_page.raw, text, frame)
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


def _text(text_page: object, max_chars: int) -> tuple[str, int]:
    """Return the text of a page, and how many letters it has with those beyond the limit."""
    count = int(pdfium.FPDFText_CountChars(text_page))
    wanted = min(count, max_chars)
    if wanted <= 0:
        return "", 0
    buffer = (ctypes.c_ushort * (2 * wanted + 1))()  # a letter beyond U+FFFF takes two
    written = pdfium.FPDFText_GetText(text_page, 0, wanted, buffer)
    # Two of its three ways of telling a line-end hyphen; the third is a plain hyphen.
    text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace").replace("\x02", HYPHEN_MARK)
    return text, count


def _pieces(text_page: object, text: str, frame: Frame) -> list[Piece]:
    """Return the pieces of a page's text, each with its box on the shown page."""
    loose_box = pdfium.FPDFText_GetLooseCharBox
    char_index = pdfium.FPDFText_GetCharIndexFromTextIndex
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    place = frame.place

    def box(index: int) -> _Box:
        loose_box(text_page, char_index(text_page, index), pointer)
        return place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    pieces: list[Piece] = []
    turn = 0
    glued = False
    for run in _RUN.finditer(text):
        start, end = run.span()
        first = box(start)
        last = box(end - 1) if end - start > 1 else first
        turn = _turn(first, last, turn) if last is not first else turn
        piece = _piece(run[0], first, last, turn)
        if glued and pieces and _follows(pieces[-1], piece):
            pieces[-1] = _glue(pieces[-1], piece)
        else:
            pieces.append(piece)
        glued = run[0].endswith(HYPHEN_MARK) and text[end : end + 1].strip() != ""
    return pieces


def _turn(first: _Box, last: _Box, before: int) -> int:
    """Return which way the writing runs from its first to its last letter, in quarter turns clockwise."""
    across = first[0] + first[2] - last[0] - last[2]
    down = first[1] + first[3] - last[1] - last[3]
    if abs(across) >= abs(down):
        return 0 if across < 0 else 2 if across > 0 else before
    return 1 if down < 0 else 3


def _piece(text: str, first: _Box, last: _Box, turn: int) -> Piece:
    return Piece(
        text,
        first[0] if first[0] < last[0] else last[0],
        first[1] if first[1] < last[1] else last[1],
        first[2] if first[2] > last[2] else last[2],
        first[3] if first[3] > last[3] else last[3],
        turn,
    )


def _follows(piece: Piece, other: Piece) -> bool:
    """Return whether a piece stands right after another on its line: then the hyphen was a plain one."""
    if piece.turn % 2:
        return piece.x0 < (other.x0 + other.x1) / 2 < piece.x1
    return piece.y0 < (other.y0 + other.y1) / 2 < piece.y1


def _glue(piece: Piece, other: Piece) -> Piece:
    text = piece.text.replace(HYPHEN_MARK, "-") + other.text
    return _piece(text, piece[1:5], other[1:5], piece.turn)


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
