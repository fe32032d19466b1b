"""The tables and figures that the tags of a page tell, as stretches among those of the layout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.pages import BlockKind
from ingest.readers.pdf.blocks import Stretch
from ingest.readers.pdf.engines.beside.writing import laid_out
from ingest.readers.pdf.engines.sheet import Cell, Picture, Piece, Tags
from ingest.readers.pdf.order import Line, reading_order

_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_LONGEST_CELL = 600  # letters on average: more is a page that was laid out with a table


@dataclass(frozen=True, slots=True)
class Tagged:
    """A table or figure, and its place in the order of the tags."""

    place: int
    stretch: Stretch


def tables(pieces: list[Piece], tags: Tags) -> tuple[list[Piece], list[Tagged]]:
    """Take the tables out of the pieces of a page. What makes no table of text stays where it was."""
    found: list[Tagged] = []
    for place, rows in tags.tables:
        wanted = {mark for row in rows for cell in row for mark in cell}
        by_mark: dict[int, list[Piece]] = defaultdict(list)
        for piece in pieces:
            if piece.mark in wanted:
                by_mark[piece.mark].append(piece)
        cells = [filled for row in rows if any(filled := [_lines(cell, by_mark) for cell in row])]
        if not _is_table(cells):
            continue
        lines = [line for row in cells for cell in row for line in cell]
        found.append(Tagged(place, Stretch(lines, BlockKind.TABLE, rows=cells)))
        pieces = [piece for piece in pieces if piece.mark not in wanted]
    return pieces, found


def figures(tags: Tags, pictures: Iterable[Picture]) -> list[Tagged]:
    """Return what the figures of a page are said to show, each where its picture stands."""
    by_mark = {picture.mark: picture for picture in pictures if picture.mark >= 0}
    found = []
    for place, text, marks in tags.figures:
        boxes = [by_mark[mark] for mark in marks if mark in by_mark]
        pieces = laid_out(text, _around(boxes))
        if pieces:
            line = Line(pieces[0].x0, pieces[0].y0, pieces[-1].x1, pieces[0].y1, pieces, pieces[0].size)
            found.append(Tagged(place, Stretch([line], BlockKind.FIGURE)))
    return found


def among(found: Sequence[Stretch], tagged: Iterable[Tagged], order: Sequence[int]) -> list[Stretch]:
    """Put tables and figures among the stretches of the layout: each after what the tags have before it."""
    where = {
        piece.mark: index
        for index, stretch in enumerate(found)
        for line in stretch.lines
        for piece in line.pieces
        if piece.mark >= 0
    }
    before = [-1]  # for each place in the order: the last stretch before it
    for mark in order:
        before.append(where.get(mark, before[-1]))
    after: dict[int, list[Stretch]] = defaultdict(list)
    for each in sorted(tagged, key=lambda each: each.place):
        after[before[min(each.place, len(order))]].append(each.stretch)
    placed = list(after[-1])
    for index, stretch in enumerate(found):
        placed.append(stretch)
        placed += after[index]
    return placed


def _lines(cell: Cell, by_mark: dict[int, list[Piece]]) -> list[Line]:
    """Return the lines of a cell in reading order."""
    pieces = [piece for mark in cell for piece in by_mark.get(mark, ())]
    return [line for part in reading_order(pieces) for line in part]


def _is_table(rows: list[list[list[Line]]]) -> bool:
    """Return whether rows of cells are a table, and not a page laid out with one."""
    if len(rows) < _LEAST_ROWS or max(map(len, rows)) < _LEAST_COLUMNS:
        return False
    cells = [cell for row in rows for cell in row if cell]
    return sum(line.letters for cell in cells for line in cell) <= _LONGEST_CELL * len(cells)


def _around(boxes: Sequence[Picture]) -> tuple[float, float, float, float]:
    """Return the box around pictures; one without extent where there is none."""
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
