"""Tables: rows of cells, divided where a page ends; a table in a cell is part of the cell's text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Count, Token, Turn
from ingest.readers.word.xml import W, value

Blocks = Callable[[etree._Element], Iterator[Token]]
"""Yields what the blocks below an element say."""

_NOT_SHOWN = (f"{W}trPr/{W}del", f"{W}tcPr/{W}cellDel")
_PICTURED = (BlockKind.FIGURE, BlockKind.CHART)
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def table(element: etree._Element, blocks: Blocks) -> Iterator[Token]:
    """Yield a table, and after it the pictures, notes and links of its cells.

    A table of one cell is a frame around what it holds, which is yielded as it is.
    """
    rows = [list(_below(row, W + "tc")) for row in _below(element, W + "tr") if _is_shown(row)]
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from blocks(rows[0][0])
        return
    filled: list[tuple[str, ...]] = []
    beside: list[Token] = []
    for cells in rows:
        read = [list(blocks(cell)) if _is_shown(cell) else [] for cell in cells]
        turns = max(([t for t in tokens if isinstance(t, Turn)] for tokens in read), key=len, default=[])
        if turns and any(tokens and tokens[0] is turns[0] for tokens in read):
            yield from _flushed(filled, beside)
            yield turns.pop(0)
        texts = tuple(_cell(cell, tokens, beside) for cell, tokens in zip(cells, read, strict=True))
        filled.append(texts)
        for turn in turns:
            yield from _flushed(filled, beside)
            yield turn
    yield from _flushed(filled, beside)


def _below(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows or cells of a table, also those in content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, tag)


def _is_shown(element: etree._Element) -> bool:
    return all(element.find(path) is None for path in _NOT_SHOWN)


def _cell(cell: etree._Element, tokens: list[Token], beside: list[Token]) -> str:
    """Return the text of a cell on one line; what is no text of it goes to `beside`."""
    continued = cell.find(f"{W}tcPr/{W}vMerge")
    texts = []
    for token in tokens:
        if isinstance(token, Piece) and token.kind not in _PICTURED:
            texts += [text for row in token.rows for text in row] if token.rows else [token.text]
        elif not isinstance(token, Turn) and token != Count("tables"):
            beside.append(token)
    if continued is not None and value(cell, f"{W}tcPr/{W}vMerge") in ("", "continue"):
        return ""  # the cell above goes on here
    return " ".join(" ".join(texts).split())


def _flushed(filled: list[tuple[str, ...]], beside: list[Token]) -> Iterator[Token]:
    rows = tuple(row for row in filled if row)
    if rows:
        yield Piece(BlockKind.TABLE, rows=rows)
    yield from beside
    filled.clear()
    beside.clear()
