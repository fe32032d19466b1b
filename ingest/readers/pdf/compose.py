"""From an engine's sheet to a page of the archive: its text, and what points into it."""

from __future__ import annotations

from itertools import chain

from archive.pages import Block, BlockKind, Box, Page, Word
from ingest.readers.pdf.blocks import Stretch, headline, stretches
from ingest.readers.pdf.engines.sheet import Piece, Sheet
from ingest.readers.pdf.order import reading_order
from ingest.readers.pdf.repair import Joint, Vocabulary, mend


def compose(
    sheet: Sheet, number: int, vocabulary: Vocabulary, max_chars: int, remarks: tuple[str, ...]
) -> tuple[Page, str]:
    """Return the page that a sheet makes, with at most so many characters, and its headline.

    The headline is the largest lines of the page. `vocabulary` learns the hyphenated words of the page.
    """
    pieces = mend(sheet.pieces)
    shown = [piece for piece in pieces if _is_shown(piece, sheet)]
    parts = reading_order(shown)
    top = headline(parts)
    if len(shown) < len(pieces):  # nothing is lost, but what nobody sees does not come first
        parts += reading_order(piece for piece in pieces if not _is_shown(piece, sheet))
        remarks = (*remarks, "Some of the text stands outside the visible page.")
    found = stretches(parts)
    _teach(vocabulary, found)
    writer = _Writer(sheet.width, sheet.height, vocabulary, max_chars)
    for stretch in found:
        writer.write(stretch)
    if sheet.cut or writer.cut:
        remarks = (*remarks, f"The text is cut at {max_chars} characters.")
    page = Page(
        number=number,
        text=writer.text,
        blocks=tuple(writer.blocks),
        words=tuple(writer.words),
        label="" if sheet.label == str(number) else sheet.label,
        title=writer.title,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        remarks=remarks,
    )
    return page, top


def _is_shown(piece: Piece, sheet: Sheet) -> bool:
    """Return whether any of a piece is on the visible page."""
    return piece.x1 > 0 and piece.y1 > 0 and piece.x0 < sheet.width and piece.y0 < sheet.height


def _teach(vocabulary: Vocabulary, found: list[Stretch]) -> None:
    """Let the vocabulary learn the words of a page, all but those at the end of a line."""
    lines = chain.from_iterable(stretch.lines for stretch in found)
    vocabulary.learn(piece.text for line in lines for piece in line.pieces[:-1])


class _Writer:
    """Writes stretches one after the other and keeps where each word and block came to stand."""

    def __init__(self, width: float, height: float, vocabulary: Vocabulary, max_chars: int) -> None:
        self.words: list[Word] = []
        self.blocks: list[Block] = []
        self.title = ""
        self.cut = False
        self._written: list[str] = []
        self._length = 0
        self._width = width
        self._height = height
        self._vocabulary = vocabulary
        self._room = max_chars

    @property
    def text(self) -> str:
        """Return what has been written."""
        return "".join(self._written)

    def write(self, stretch: Stretch) -> None:
        """Write a stretch as a block on a line of its own."""
        first = len(self._written)
        start = self._length + bool(self._length)
        for text, boxes in self._tokens(stretch):
            gap = "" if not self._length else "\n" if len(self._written) == first else " "
            if self._length + len(gap) + len(text) > self._room:
                self.cut = True
                break
            self._written.append(gap + text)
            self._length += len(gap)
            self.words.append(Word(text, self._length, self._length + len(text), boxes))
            self._length += len(text)
        if self._length <= start:
            return
        self.blocks.append(Block(stretch.kind, start, self._length, stretch.level))
        if stretch.kind is BlockKind.HEADING and stretch.level == 1:
            self.title = "".join(self._written[first:]).strip()

    def _tokens(self, stretch: Stretch) -> list[tuple[str, tuple[Box, ...]]]:
        """Return the words of a stretch with their boxes; a divided word has one on each line."""
        tokens: list[tuple[str, tuple[Box, ...]]] = []
        at_line_end = False
        for line in stretch.lines:
            for index, piece in enumerate(line.pieces):
                text, boxes = piece.text, (self._box(piece),)
                if index == 0 and at_line_end:
                    left, left_boxes = tokens[-1]
                    joint = self._vocabulary.joint(left, text)
                    if joint is not Joint.APART:
                        stem = left if joint is Joint.HYPHENATED else left[:-1]
                        tokens[-1] = stem + text, left_boxes + boxes
                        continue
                tokens.append((text, boxes))
            at_line_end = bool(tokens)
        return tokens

    def _box(self, piece: Piece) -> Box:
        """Return the box of a piece as fractions of the shown page."""
        width, height = self._width, self._height
        return (
            min(1.0, max(0.0, piece.x0 / width)),
            min(1.0, max(0.0, piece.y0 / height)),
            min(1.0, max(0.0, piece.x1 / width)),
            min(1.0, max(0.0, piece.y1 / height)),
        )
