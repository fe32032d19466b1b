"""The second engine: pdfminer.six, for files and pages where the first fails, or alone where it must.

Its own layout analysis is not used: a thousand scattered labels cost it 14 s, and sideways text
falls apart into letters. A device of ours takes the letters as they are drawn, also those inside
forms, drops paths and images, and groups letters into pieces along the line they are written on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pdfminer
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect

from archive.folder.outcomes import Outcome
from ingest.readers.pdf.engines.sheet import Frame, Picture, Piece, Sheet
from ingest.readers.reading import Refused

VERSION = f"pdfminer.six {pdfminer.__version__}"

_UNMAPPED = "\ufffd"
_WORD_GAP = 0.18  # of the writing's size: a wider gap between two letters is a space
_BACK_STEP = 0.65  # of the size: a step back further starts a new piece; an accent's letter steps back .5
_MOST_PICTURES = 5_000  # of a page
_Matrix = tuple[float, float, float, float, float, float]


class MinerFile:
    """A PDF file that pdfminer.six has opened. Raises Refused (encrypted or damaged) where it cannot."""

    def __init__(self, path: Path, most_pages: int) -> None:
        """Open the file with the empty password and find at most so many of its pages."""
        self._stream = path.open("rb")
        try:
            self.document = _Document(PDFParser(self._stream))
            self.pages = list(_first(PDFPage.create_pages(self.document), most_pages))
        except BaseException as error:
            self._stream.close()
            if isinstance(error, Exception):
                raise _refusal(error) from error
            raise
        self.page_count = len(self.pages)
        self._resources = PDFResourceManager()

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def sheet(self, index: int, max_chars: int) -> Sheet:
        """Return the page with this index; raises whatever broken content makes pdfminer.six raise."""
        page = self.pages[index]
        frame = Frame.of(_visible(page), page.rotate)
        device = _Letters(self._resources, max_chars)
        interpreter = PDFPageInterpreter(self._resources, device)
        cut = False
        try:
            interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
        except _Full:
            cut = True
        return Sheet(
            width=frame.width,
            height=frame.height,
            pieces=list(_pieces(device.letters, frame)),
            label=str(page.label or ""),
            pictures=[Picture(*frame.place(*box)) for box in device.pictures],
            unmapped=device.unmapped,
            cut=cut,
        )


class _Document(PDFDocument):
    """A document that parses of an object stream what it is asked for (ISO 32000-1, 7.5.7).

    pdfminer.six parses all that is in it, mostly annotations and places that links lead to: in decks made
    with TeX most of the time that opening takes.
    """

    def __init__(self, parser: PDFParser) -> None:
        self._packed: dict[object, tuple[PDFStreamParser, int, list[int]]] = {}
        super().__init__(parser)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        if stream.objid not in self._packed:
            self._packed[stream.objid] = self._unpacked(stream)
        parser, first, numbers = self._packed[stream.objid]
        if numbers[2 * index : 2 * index + 1] != [objid] or len(numbers) < 2 * index + 2:
            return super()._getobj_objstm(stream, index, objid)
        parser.seek(first + numbers[2 * index + 1])
        _, found = parser.nextobject()
        return found

    def _unpacked(self, stream: PDFStream) -> tuple[PDFStreamParser, int, list[int]]:
        """Return a parser of an object stream, where its objects begin, and its numbers and offsets."""
        data = stream.get_data()
        parser = PDFStreamParser(data)
        parser.set_document(self)
        first, count = resolve1(stream.get("First")), resolve1(stream.get("N"))
        numbers: list[int] = []
        if isinstance(first, int) and isinstance(count, int) and first > 0:
            with suppress(ValueError):
                numbers = [int(number) for number in data[:first].split()[: 2 * max(0, count)]]
        return parser, first if isinstance(first, int) else 0, numbers


class _Full(BaseException):
    """The page has more letters than it may. Not an Exception: pdfminer.six catches those."""


class _Letter(NamedTuple):
    text: str
    box: tuple[float, float, float, float]  # in user space
    turn: int  # quarter turns clockwise in user space


class _Letters(PDFTextDevice):
    """Takes the letters of a page in the order in which they are drawn."""

    def __init__(self, resources: PDFResourceManager, most: int) -> None:
        super().__init__(resources)
        self.letters: list[_Letter] = []
        self.pictures: list[tuple[float, float, float, float]] = []  # in user space
        self.unmapped = 0
        self._most = most
        self._outer: list[_Matrix | None] = []

    def render_char(
        self,
        matrix: _Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,
        graphicstate: object,
    ) -> float:
        """Take one letter and return how far it moves the pen."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _UNMAPPED
            self.unmapped += 1
        advance = float(font.char_width(cid) * fontsize * scaling)
        if font.is_vertical():
            displaced = font.char_disp(cid)
            across, up = displaced if isinstance(displaced, tuple) else (None, displaced)
            left = -fontsize * (0.5 if across is None else across * 0.001)
            high = (1000 - up) * fontsize * 0.001 + rise
            box = (left, high + advance, left + fontsize, high)
        else:
            low = font.get_descent() * fontsize + rise
            box = (0.0, low, advance, low + fontsize)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        placed = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        self.letters.append(_Letter(text, placed, _turn(matrix, vertical=font.is_vertical())))
        if len(self.letters) >= self._most:
            raise _Full
        return advance

    def begin_figure(self, name: str, bbox: object, matrix: _Matrix) -> None:
        """Remember the transformation outside a form; the text inside is taken like any other."""
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        """Return to the transformation outside the form, which the interpreter leaves as the form's."""
        self.ctm = self._outer.pop()

    def render_image(self, name: str, stream: object) -> None:
        """Note where an image stands; the transformation that draws it is the unit square's."""
        if len(self.pictures) < _MOST_PICTURES:
            x0, y0, x1, y1 = apply_matrix_rect(self.ctm or MATRIX_IDENTITY, (0, 0, 1, 1))
            self.pictures.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _refusal(error: Exception) -> Refused:
    if isinstance(error, PDFPasswordIncorrect):
        return Refused(Outcome.ENCRYPTED, "The file is locked with a password.")
    if isinstance(error, PDFEncryptionError):
        return Refused(Outcome.ENCRYPTED, "The file is encrypted in a way that is not supported.")
    return Refused(Outcome.DAMAGED, "The file is damaged: no PDF structure can be made out.")


def _first(pages: Iterator[PDFPage], most: int) -> Iterator[PDFPage]:
    for page, _ in zip(pages, range(most), strict=False):
        yield page


def _visible(page: PDFPage) -> tuple[float, float, float, float]:
    """Return the crop box within the media box; the media box where they do not meet."""
    media, crop = page.mediabox, page.cropbox
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else media


def _turn(matrix: _Matrix, *, vertical: bool) -> int:
    """Return which way writing with this matrix runs, in quarter turns clockwise in user space."""
    x, y = (-matrix[2], -matrix[3]) if vertical else (matrix[0], matrix[1])
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 3 if y > 0 else 1


def _pieces(letters: list[_Letter], frame: Frame) -> Iterator[Piece]:
    """Group letters that follow each other on a line without a space into pieces on the shown page."""
    texts: list[str] = []
    piece = Piece("", 0, 0, 0, 0, 0)
    for letter in letters:
        box = frame.place(*letter.box)
        turn = (letter.turn + frame.turn) % 4
        space = not letter.text.strip()
        if texts and (space or turn != piece.turn or not _continues(piece, box)):
            yield piece._replace(text="".join(texts))
            texts.clear()
        if space:
            continue
        if texts:
            piece = Piece(
                "",
                min(piece.x0, box[0]),
                min(piece.y0, box[1]),
                max(piece.x1, box[2]),
                max(piece.y1, box[3]),
                turn,
            )
        else:
            piece = Piece("", *box, turn)
        texts.append(letter.text)
    if texts:
        yield piece._replace(text="".join(texts))


def _continues(piece: Piece, box: tuple[float, float, float, float]) -> bool:
    """Return whether a letter with this box follows a piece on its line without a space between."""
    x0, y0, x1, y1 = box
    if piece.turn % 2:
        gap = y0 - piece.y1 if piece.turn == 1 else piece.y0 - y1
        overlap, size = min(piece.x1, x1) - max(piece.x0, x0), min(piece.x1 - piece.x0, x1 - x0)
    else:
        gap = x0 - piece.x1 if piece.turn == 0 else piece.x0 - x1
        overlap, size = min(piece.y1, y1) - max(piece.y0, y0), min(piece.y1 - piece.y0, y1 - y0)
    return overlap > 0.4 * size and -_BACK_STEP * size - 0.01 <= gap <= _WORD_GAP * size + 0.01
