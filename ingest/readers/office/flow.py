"""Pages of a text that flows: a document holds none, only where some end.

Pages end where somebody broke them, where a section begins one, and where the program that saved
the file last laid it out. A file that tells none of it is one page. A page that is fuller than a page
of the archive may be goes on, between pieces, on the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.pages import BlockKind, Page
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Layout, Sheet, Size, Token, Turn, Whole, length, sized
from ingest.readers.reading import Limits, OutlineEntry

LEAST_PART = 200
"""Letters of a paragraph that are worth beginning on a page that is nearly full."""


class Flow:
    """Takes tokens in reading order and hands out pages as they fill."""

    def __init__(self, limits: Limits, whole: Whole) -> None:
        self._limits = limits
        self._whole = whole
        self._size: Size = (0.0, 0.0)
        self._sheet = Sheet(whole)
        self._done: list[Page] = []
        self._furniture: set[Piece] = set()
        self.number = 1  # of the page being filled
        self.outline: list[OutlineEntry] = []

    def put(self, token: Token) -> None:
        """Take the next token of the document."""
        match token:
            case Turn():
                if token is Turn.ASKED or not self._sheet.fresh:
                    self._turn()
            case Layout(size, furniture):
                self._size = size
                for piece in furniture:
                    if piece not in self._furniture:  # on every page, but found once
                        self._furniture.add(piece)
                        self._sheet.furniture.append(piece)
            case Piece():
                for part in self._fitted(token):
                    self._heading(part)
                    self._sheet.put(part)
            case _:
                self._sheet.put(token)

    def take(self) -> list[Page]:
        """Return the pages that are full, once."""
        done, self._done = self._done, []
        return done

    def close(self) -> list[Page]:
        """End the last page and return what was not taken yet."""
        self._finish()
        if self.number > self._limits.pages:
            self._whole.left_out.append(f"the pages after the first {self._limits.pages}")
        return self.take()

    def _turn(self) -> None:
        self._finish()
        self.number += 1
        self._sheet = Sheet(self._whole)

    def _finish(self) -> None:
        if self.number <= self._limits.pages:
            page = self._sheet.page(self.number, self._limits.page_chars)
            self._done.append(sized(page, self._size))

    def _heading(self, piece: Piece) -> None:
        if piece.kind is BlockKind.HEADING and self.number <= self._limits.pages:
            self.outline.append(OutlineEntry(piece.level, piece.text.replace("\n", " "), self.number))

    def _fitted(self, piece: Piece) -> Iterator[Piece]:
        """Yield the piece, in parts on a page each where it does not fit on one."""
        room = self._limits.page_chars - self._sheet.chars
        while length(piece) > room:
            if room < min(LEAST_PART, self._limits.page_chars) or length(piece) <= self._limits.page_chars:
                self._turn()
            else:
                first, piece = _divided(piece, room)
                yield first
                self._turn()
            room = self._limits.page_chars
        yield piece


def _divided(piece: Piece, room: int) -> tuple[Piece, Piece]:
    """Divide a piece that is longer than `room` after a row, or between words where there is a space."""
    if piece.rows:
        taken, count = 0, 0
        for row in piece.rows:
            taken += sum(len(cell) + 1 for cell in row)
            if taken > room:
                break
            count += 1
        if count:
            return replace(piece, rows=piece.rows[:count]), replace(piece, rows=piece.rows[count:])
        # One row is longer than a page: its cells go on as text.
        rest = Piece(BlockKind.PARAGRAPH, " ".join(cell for row in piece.rows for cell in row if cell))
        return _divided(rest, room) if len(rest.text) > room else (rest, Piece(BlockKind.PARAGRAPH))
    cut = max(piece.text.rfind(" ", room // 2, room), piece.text.rfind("\n", room // 2, room))
    cut = cut if cut > 0 else room
    return replace(piece, text=piece.text[:cut]), replace(piece, text=piece.text[cut:].lstrip())
