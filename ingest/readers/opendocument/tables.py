"""Tables: rows of cells, divided where a page ends; a table in a cell is part of the cell's text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Count, Token, Turn
from ingest.readers.opendocument.xml import TABLE, TEXT, repeats

Blocks = Callable[[etree._Element], Iterator[Token]]
"""Yields what the blocks below an element say."""

MOST_REPEATED = 50
"""Of one cell that stands for many; what repeats more often is empty space of a spreadsheet."""

_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_GROUPS = tuple(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_BREAK = TEXT + "soft-page-break"
_PICTURED = (BlockKind.FIGURE, BlockKind.CHART)


def table(element: etree._Element, blocks: Blocks) -> Iterator[Token]:
    """Yield a table, and after it the pictures, notes and links of its cells.

    A table of one cell is a frame around what it holds, which is yielded as it is.
    """
    rows = list(_rows(element))
    alone = [row for row in rows if row.tag != _BREAK]
    if len(alone) == 1 and len(cells := _cells(alone[0])) == 1:
        yield from blocks(cells[0])
        return
    filled: list[tuple[str, ...]] = []
    beside: list[Token] = []
    for row in rows:
        if row.tag == _BREAK:
            yield from _flushed(filled, beside)
            yield Turn.SEEN
            continue
        turns: list[Turn] = []
        texts: list[str] = []
        for cell in _cells(row):
            text = _cell(blocks(cell), beside, turns)
            times = repeats(cell.get(TABLE + "number-columns-repeated"), MOST_REPEATED)
            texts += [text, *("" for _ in range(times - 1))]
        filled.append(tuple(texts))
        if turns:
            yield from _flushed(filled, beside)
            yield turns[0]
    yield from _flushed(filled, beside)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table and the ends of pages between them."""
    for child in element:
        if child.tag in (TABLE + "table-row", _BREAK):
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [child for child in row if child.tag in _CELLS]


def _cell(tokens: Iterator[Token], beside: list[Token], turns: list[Turn]) -> str:
    """Return the text of a cell on one line; what is no text of it goes to `beside` and `turns`."""
    texts = []
    for token in tokens:
        if isinstance(token, Turn):
            turns.append(token)
        elif isinstance(token, Piece) and token.kind not in _PICTURED:
            texts += [text for row in token.rows for text in row] if token.rows else [token.text]
        elif token != Count("tables"):
            beside.append(token)
    return " ".join(" ".join(texts).split())


def _flushed(filled: list[tuple[str, ...]], beside: list[Token]) -> Iterator[Token]:
    rows = tuple(row for row in filled if any(row))
    if rows:
        yield Piece(BlockKind.TABLE, rows=rows)
    yield from beside
    filled.clear()
    beside.clear()
