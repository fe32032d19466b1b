"""One page or slide: its text, where each word stands on the picture, and how the text is built.

`Page.text` is the page as it is searched, cited and shown. Everything else points into it with
character offsets, so that whatever is found in the text can be marked in the page's HTML
(`blocks`) and on its picture (`words`) without searching for strings again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as fractions of the shown page (crop box, rotated), from its top left."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``page.text[start:end]`` and its boxes; two where a line end divides it."""

    text: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    confidence: float = 1.0  # 0 to 1; below 1 only where the word was read from a picture (OCR)


class BlockKind(StrEnum):
    """What a stretch of a page's text is."""

    HEADING = "heading"  # level 1 is the page's own title
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list; level is its depth, from 1
    TABLE = "table"  # cells are in rows
    FIGURE = "figure"  # what a picture is said to show (alt text)
    CHART = "chart"  # title, axes, series and categories of a chart


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch ``page.text[start:end]`` and what it is. Blocks do not overlap and are in order."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    rows: tuple[tuple[Span, ...], ...] = ()  # of a table: the span of each cell, row by row


class Want(StrEnum):
    """Why a page is to be read from its picture (OCR)."""

    NONE = ""
    SCAN = "scan"  # a picture covers it and hardly a letter stands on it
    DRAWN = "drawn"  # there is ink on it, and neither letters nor a picture: letters drawn as shapes
    GARBLED = "garbled"  # its letters make no words


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a page the search can see, and how its text came about."""

    reader: str = ""  # what read this page where it is not what read the file
    pictures: int = 0  # on the page, without a text that can be searched
    wants: Want = Want.NONE  # stays after OCR has read it: then `confidence` is told
    confidence: float | None = None  # 0 to 1, the mean of its words; None where no OCR read it
    agreement: float | None = None  # 0 to 1, of the words of two readers; None where one read it alone
    other_reader: str = ""  # whose reading is kept beside the text
    other_text: str = ""  # what it read


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a reader yields it and the catalogue keeps it. Numbers count from 1."""

    number: int
    text: str
    blocks: tuple[Block, ...] = ()
    words: tuple[Word, ...] = ()
    label: str = ""  # the page's own name (iv, A-3); empty where it is the number
    title: str = ""
    notes: str = ""
    comments: tuple[str, ...] = ()
    hidden: bool = False
    language: str = ""  # sv, en or empty where there is too little to tell
    width: float = 0.0  # of the shown page, in points
    height: float = 0.0
    remarks: tuple[str, ...] = field(default=())  # what was left out of this page, and why
    part: str = ""  # name of the attached file that it is a page of; empty for the file's own pages
    links: tuple[str, ...] = ()  # addresses (http, https, mailto) that it leads to, in order, each once
    coverage: Coverage = Coverage()


def pack_words(words: Iterable[Word]) -> bytes:
    """Pack words for the catalogue; offsets and boxes only, since the text holds the letters.

    A row is start, end, four numbers a box, and a confidence at the end where it is below 1.
    """
    rows = [_word_row(word) for word in words]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)


def _word_row(word: Word) -> list[float]:
    row = [word.start, word.end, *(round(v, 5) for box in word.boxes for v in box)]
    return row if word.confidence >= 1 else [*row, round(word.confidence, 2)]


def unpack_words(packed: bytes, text: str) -> tuple[Word, ...]:
    """Return the words that :func:`pack_words` packed from a page with this text."""
    words = []
    for start, end, *values in json.loads(zlib.decompress(packed)) if packed else []:
        boxes = tuple(
            (values[i], values[i + 1], values[i + 2], values[i + 3]) for i in range(0, len(values) - 3, 4)
        )
        confidence = values[-1] if len(values) % 4 else 1.0
        words.append(Word(text[start:end], start, end, boxes, confidence))
    return tuple(words)


def pack_blocks(blocks: Iterable[Block]) -> list[list[object]]:
    """Return blocks as plain lists for a JSON column."""
    return [[b.kind.value, b.start, b.end, b.level, [list(map(list, row)) for row in b.rows]] for b in blocks]


def unpack_blocks(packed: Iterable[list[object]]) -> tuple[Block, ...]:
    """Return the blocks that :func:`pack_blocks` packed."""
    return tuple(
        Block(
            BlockKind(str(kind)),
            int(str(start)),
            int(str(end)),
            int(str(level)),
            tuple(tuple((s, e) for s, e in row) for row in rows),  # type: ignore[attr-defined]
        )
        for kind, start, end, level, rows in packed
    )


def pack_coverage(coverage: Coverage) -> dict[str, object]:
    """Return what differs from a page read whole by the file's reader, for a JSON column."""
    return {f.name: value for f in fields(Coverage) if (value := getattr(coverage, f.name)) != f.default}


def unpack_coverage(packed: Mapping[str, Any]) -> Coverage:
    """Return the coverage that :func:`pack_coverage` packed."""
    return Coverage(**{**packed, "wants": Want(packed.get("wants", ""))})
