"""What annotations write on a page, told apart from what was on it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.readers.pdf.engines.beside.annotations import Written
from ingest.readers.pdf.engines.sheet import Piece

_MARGIN = 2.0  # points: how far writing may reach out of the box of its annotation
_SIZE = 12.0  # points: of writing that has no looks of its own, at most


def told_apart(
    before: Sequence[Piece], after: Sequence[Piece], written: Iterable[Written]
) -> tuple[list[Piece], list[list[Piece]]]:
    """Return a page's own pieces with those of form fields, and those of each text box or stamp apart.

    `before` are the pieces without annotations, `after` those with them. What an annotation says and does
    not show (a field whose looks are left to the reader's program) is laid out in its box.
    """
    known = Counter(map(_place, before))
    own: list[Piece] = []
    new: list[Piece] = []
    for piece in after:
        place = _place(piece)
        if known[place] > 0:
            known[place] -= 1
            own.append(piece)
        else:
            new.append(piece)
    apart: list[list[Piece]] = []
    for each in written:
        inside = [piece for piece in new if _stands_in(piece, each.box)]
        new = [piece for piece in new if not _stands_in(piece, each.box)]
        if not _says(inside if inside else own, each):
            inside += laid_out(each.text, each.box)
        if each.is_field:
            own += inside
        elif inside:
            apart.append(inside)
    return own + new, apart


def laid_out(text: str, box: tuple[float, float, float, float]) -> list[Piece]:
    """Return the words of a text as pieces within a box, its lines below each other, each of even width."""
    x0, y0, x1, y1 = box
    lines = [line.split() for line in text.splitlines() if line.strip()]
    height = min(_SIZE, (y1 - y0) / max(1, len(lines)))
    pieces = []
    for row, words in enumerate(lines):
        letters = sum(map(len, words)) + len(words) - 1
        width = min((x1 - x0) / letters, height * 0.6)
        top, left = y0 + row * height, x0
        for word in words:
            pieces.append(Piece(word, left, top, left + width * len(word), top + height, 0))
            left += width * (len(word) + 1)
    return pieces


def _place(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.x0), round(piece.y0)


def _stands_in(piece: Piece, box: tuple[float, float, float, float]) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return box[0] - _MARGIN <= x <= box[2] + _MARGIN and box[1] - _MARGIN <= y <= box[3] + _MARGIN


def _says(pieces: Iterable[Piece], written: Written) -> bool:
    """Return whether what stands in the box of an annotation holds the letters of what it says."""
    shown = "".join(piece.text for piece in pieces if _stands_in(piece, written.box))
    said = "".join(written.text.split())
    return _letters(said) in _letters(shown)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
