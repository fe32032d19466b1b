"""From PDFium's letters to pieces.

PDFium hands over the whole text of a page in one call, with the spaces and line ends it infers. The
box of a piece is the union of the boxes of its first and last letter: their heights are the font's,
not the letter's, so that the letters between add nothing, and not asking for them makes reading
several times as fast. Where the two stand too far apart for one word, each letter is asked for.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Iterator

import pypdfium2.raw as pdfium

from ingest.readers.pdf.engines.sheet import HYPHEN_MARK, Frame, Piece

_Box = tuple[float, float, float, float]
_RUN = re.compile(rf"[^\s{HYPHEN_MARK}]+{HYPHEN_MARK}?|{HYPHEN_MARK}")
_WIDEST = 1.2  # of the size: how far a letter of a word is at most from the next, on average
_OFF_LINE = 0.7  # of the size: how far the last letter of a word is off the line of the first
_FIRST_SIGN = 32
_SPACES = (9, 10, 13)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_STRING = 16_383  # letters of two bytes in the longest string that is read whole
_JUMP = 2.0  # of the size: letters of one run further apart than this belong to two pieces


def page_text(text_page: object, max_chars: int) -> tuple[str, int]:
    """Return the text of a page, and how many letters it has with those beyond the limit.

    Line-end hyphens, which PDFium tells in two ways, are :data:`HYPHEN_MARK`.
    """
    count = int(pdfium.FPDFText_CountChars(text_page))
    wanted = min(count, max_chars)
    if wanted <= 0:
        return "", 0
    buffer = (ctypes.c_ushort * (2 * wanted + 1))()  # a letter beyond U+FFFF takes two
    written = pdfium.FPDFText_GetText(text_page, 0, wanted, buffer)
    text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
    return text.replace("\x02", HYPHEN_MARK), count


def count_unmapped(text_page: object, text: str, count: int) -> int:
    """Return how many of a page's first letters no font names, beside a letter that one does.

    PDFium gives such a letter the number that it has in its font, mostly that of a control character,
    and leaves out some of those in the text. One that stands alone is a bullet or an ornament.
    """
    if len(text) >= count and not _CONTROL.search(text):
        return 0
    unicode_of, is_hyphen = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsHyphen
    codes = [unicode_of(text_page, index) for index in range(count)]
    named = [False, *(chr(min(code, sys.maxunicode)).isalnum() for code in codes), False]
    return sum(
        code < _FIRST_SIGN
        and code not in _SPACES
        and (named[index] or named[index + 2])
        and is_hyphen(text_page, index) != 1
        for index, code in enumerate(codes)
    )


def is_shortened(text_page: object, count: int) -> bool:
    """Return whether a string of the page may be longer than PDFium reads, which is 32,767 bytes.

    What follows is lost without a word. Told by letters as far apart as half a string of two-byte letters
    that are of one object, and by the length of that.
    """
    object_at = pdfium.FPDFText_GetTextObject
    before = None
    for index in range(0, count, _LONGEST_STRING // 2):
        thing = object_at(text_page, index)
        address = ctypes.cast(thing, ctypes.c_void_p).value if thing else None
        if address is not None and address == before:
            length = pdfium.FPDFTextObj_GetText(thing, text_page, None, 0) // 2
            if length >= _LONGEST_STRING:
                return True
        before = address
    return False


def page_pieces(text_page: object, text: str, frame: Frame, *, marked: bool = False) -> list[Piece]:
    """Return the pieces of a page's text, each with its box on the shown page.

    Where they are to be `marked`, each has the number of the marked content that it begins in.
    """
    loose_box = pdfium.FPDFText_GetLooseCharBox
    char_index = pdfium.FPDFText_GetCharIndexFromTextIndex
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    place = frame.place

    def box(index: int) -> _Box:
        loose_box(text_page, char_index(text_page, index), pointer)
        return place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def mark(index: int) -> int:
        thing = pdfium.FPDFText_GetTextObject(text_page, char_index(text_page, index))
        return int(pdfium.FPDFPageObj_GetMarkedContentID(thing)) if thing else -1

    pieces: list[Piece] = []
    turn = 0
    glued = False
    for run in _RUN.finditer(text):
        start, end = run.span()
        first = box(start)
        last = box(end - 1) if end - start > 1 else first
        turn = _turn(first, last, turn)
        if last is not first and not _is_whole(first, last, end - start):
            parts = _split(text, start, end, box, turn)
            pieces += (part._replace(mark=mark(start)) for part in parts) if marked else parts
            continue
        piece = _united(run[0], first, last, turn)
        if marked:
            piece = piece._replace(mark=mark(start))
        if glued and _follows(pieces[-1], piece):
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


def _united(text: str, first: _Box, last: _Box, turn: int) -> Piece:
    """Return the piece whose first and last letter have these boxes."""
    return Piece(
        text,
        first[0] if first[0] < last[0] else last[0],
        first[1] if first[1] < last[1] else last[1],
        first[2] if first[2] > last[2] else last[2],
        first[3] if first[3] > last[3] else last[3],
        turn,
    )


def _is_whole(first: _Box, last: _Box, letters: int) -> bool:
    """Return whether two letters can be the first and last of one piece with so many letters."""
    across = abs(first[0] + first[2] - last[0] - last[2]) / 2
    down = abs(first[1] + first[3] - last[1] - last[3]) / 2
    size = max(first[2] - first[0], first[3] - first[1], last[2] - last[0], last[3] - last[1])
    return min(across, down) <= _OFF_LINE * size and max(across, down) <= _WIDEST * size * letters


def _split(text: str, start: int, end: int, box: Callable[[int], _Box], turn: int) -> Iterator[Piece]:
    """Yield the pieces of a run whose letters do not stand together."""
    begin, first, last = start, box(start), box(start)
    for index in range(start + 1, end):
        this = box(index)
        size = max(last[2] - last[0], last[3] - last[1])
        step = max(abs(this[0] + this[2] - last[0] - last[2]), abs(this[1] + this[3] - last[1] - last[3])) / 2
        if step > _JUMP * size:
            yield _united(text[begin:index], first, last, _turn(first, last, turn))
            begin, first = index, this
        last = this
    yield _united(text[begin:end], first, last, _turn(first, last, turn))


def _follows(piece: Piece, other: Piece) -> bool:
    """Return whether a piece stands on the line of the one before: then the hyphen was a plain one."""
    if piece.turn % 2:
        return piece.x0 < (other.x0 + other.x1) / 2 < piece.x1
    return piece.y0 < (other.y0 + other.y1) / 2 < piece.y1


def _glue(piece: Piece, other: Piece) -> Piece:
    text = piece.text.replace(HYPHEN_MARK, "-") + other.text
    return _united(text, piece[1:5], other[1:5], piece.turn)._replace(mark=piece.mark)
