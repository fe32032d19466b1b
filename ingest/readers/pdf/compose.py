"""From an engine's sheet to a page of the archive: its text, and what points into it."""

from __future__ import annotations

from itertools import chain

from archive.pages import Block, BlockKind, Box, Page, Span, Word
from ingest.readers.office.pieces import CELL_END
from ingest.readers.pdf.blocks import Stretch, headline, stretches
from ingest.readers.pdf.engines.sheet import Piece, Sheet, Tags
from ingest.readers.pdf.judging.telling import CUT
from ingest.readers.pdf.order import Line, reading_order
from ingest.readers.pdf.repair import Joint, Vocabulary, mend
from ingest.readers.pdf.tagged import among, figures, tables


def compose(
    sheet: Sheet, number: int, vocabulary: Vocabulary, max_chars: int, remarks: tuple[str, ...]
) -> tuple[Page, str]:
    """Return the page that a sheet makes, with at most so many characters, and its headline.

    The headline is the largest lines of the page. `vocabulary` learns the hyphenated words of the page.
    """
    pieces = mend(sheet.pieces)
    tags = sheet.tags or Tags()
    tagged = figures(tags, sheet.pictures)
    if tags.tables:
        pieces, found_tables = tables(pieces, tags)
        tagged += found_tables
    shown = [piece for piece in pieces if _is_shown(piece, sheet)]
    parts = reading_order(shown)
    top = headline(parts)
    if len(shown) < len(pieces):  # nothing is lost, but what nobody sees does not come first
        parts += reading_order(piece for piece in pieces if not _is_shown(piece, sheet))
        remarks = (*remarks, "Some of the text stands outside the visible page.")
    for text in sheet.written:
        parts += reading_order(mend(text))
    found = stretches(parts, tags.headings)
    if tagged:
        found = among(found, tagged, tags.order)
    _teach(vocabulary, found)
    writer = _Writer(sheet.width, sheet.height, vocabulary, max_chars)
    for stretch in found:
        writer.write(stretch)
    if sheet.cut or writer.cut:
        remarks = (*remarks, f"{CUT} {max_chars} characters.")
    page = Page(
        number=number,
        text=writer.text,
        blocks=tuple(writer.blocks),
        words=tuple(writer.words),
        label="" if sheet.label == str(number) else sheet.label,
        title=writer.title,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        comments=sheet.comments,
        links=sheet.links,
        remarks=(*remarks, *sheet.remarks),
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
        rows = self._write_rows(stretch.rows)
        if not stretch.rows:
            self._write_tokens(self._tokens(stretch.lines), "\n")
        if self._length <= start:
            return
        spans = tuple(
            tuple((min(begin, self._length), min(end, self._length)) for begin, end in row) for row in rows
        )
        self.blocks.append(Block(stretch.kind, start, self._length, stretch.level, spans))
        if stretch.kind is BlockKind.HEADING and stretch.level == 1:
            self.title = "".join(self._written[first:]).strip()

    def _write_rows(self, rows: list[list[list[Line]]]) -> list[list[Span]]:
        """Write the cells of a table, a tab between two and each row on a line; return their spans."""
        spans: list[list[Span]] = []
        gap = "\n"  # what stands between the last word written and the next
        for row in rows:
            spans.append([])
            for cell in row:
                begin = self._length + (len(gap) if self._length else 0)
                if self._write_tokens(self._tokens(cell), gap):
                    gap = ""
                spans[-1].append((begin, max(begin, self._length)))
                gap += CELL_END
            gap = gap[: -len(CELL_END)] + "\n"
        return spans

    def _write_tokens(self, tokens: list[tuple[str, tuple[Box, ...]]], before: str) -> bool:
        """Write words, `before` before the first of them; return whether there was room for any."""
        wrote = False
        for text, boxes in tokens:
            gap = "" if not self._length else " " if wrote else before
            if self._length + len(gap) + len(text) > self._room:
                self.cut = True
                return wrote
            self._written.append(gap + text)
            self._length += len(gap)
            self.words.append(Word(text, self._length, self._length + len(text), boxes))
            self._length += len(text)
            wrote = True
        return wrote

    def _tokens(self, lines: list[Line]) -> list[tuple[str, tuple[Box, ...]]]:
        """Return the words of lines with their boxes; a divided word has one on each line."""
        tokens: list[tuple[str, tuple[Box, ...]]] = []
        at_line_end = False
        for line in lines:
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
