"""The pieces of a slide, in reading order, and how they become the text and blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.pages import Block, BlockKind, Span

CELL_END = "\t"
"""Stands between the cells of a row; rows, like blocks, end with a newline."""

TITLE_CHARS = 120
"""Letters of a title that is taken from a page's text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block to be: its kind and text, or the cells of a table."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    size: float = 0.0  # of its largest letters in points, 0 where the slide does not say


def compose(pieces: Iterable[Piece], most_chars: int) -> tuple[str, tuple[Block, ...], int]:
    """Return the text of a page, its blocks, and how many pieces did not fit into `most_chars`."""
    parts: list[str] = []
    blocks: list[Block] = []
    start = left_out = 0
    for piece in pieces:
        text, rows = _table(piece.rows, start) if piece.rows else (piece.text, ())
        if not text.strip():
            continue
        if left_out or start + len(text) > most_chars:
            left_out += 1
            continue
        blocks.append(Block(piece.kind, start, start + len(text), piece.level, rows))
        parts.append(text)
        start += len(text) + 1
    return "\n".join(parts), tuple(blocks), left_out


def title_of(pieces: Iterable[Piece]) -> str:
    """Return the line in the largest letters, the first of them, of a slide without a title."""
    texts = [piece for piece in pieces if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    if not texts:
        return ""
    largest = max(texts, key=lambda piece: piece.size)  # the first of equals
    return as_title(largest.text)


def as_title(text: str) -> str:
    """Return a text on one line, cut between words where it is too long for a title."""
    line = text.replace("\n", " ")
    if len(line) <= TITLE_CHARS:
        return line
    return line[:TITLE_CHARS].rsplit(" ", 1)[0] + "…"


def _table(cells: tuple[tuple[str, ...], ...], start: int) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """Return a table's text and the span of each cell, for a text that begins at `start`."""
    rows = []
    for row in cells:
        spans = []
        for cell in row:
            spans.append((start, start + len(cell)))
            start += len(cell) + 1
        rows.append(tuple(spans))
    return "\n".join(CELL_END.join(row) for row in cells), tuple(rows)
