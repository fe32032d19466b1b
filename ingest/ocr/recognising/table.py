"""What tesseract hands over (TSV) as lines of words, in its reading order."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

from archive.pages import Box
from ingest.readers.pdf.repair import mended_text

_PAGE, _WORD = "1", "5"  # levels of rows
_COLUMNS = 12


class NotATable(Exception):  # noqa: N818 - what tesseract wrote
    """What tesseract wrote makes no sense."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as tesseract sees it, or what one line holds of it; confidence is 0 to 1."""

    text: str
    box: Box
    confidence: float


Paragraph = tuple[tuple[Seen, ...], ...]
"""Its lines."""


def paragraphs(tsv: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a page, each with its lines. Raises :class:`NotATable`."""
    rows = [row for line in tsv.splitlines()[1:] if len(row := line.split("\t")) == _COLUMNS]
    size = next(((row[8], row[9]) for row in rows if row[0] == _PAGE), None)
    if size is None:
        raise NotATable("it does not tell the size of the page")
    width, height = _number(size[0]), _number(size[1])
    if width <= 0 or height <= 0:
        raise NotATable("the page has no size")
    words = [row for row in rows if row[0] == _WORD and row[11].strip()]
    found = []
    for _, of_paragraph in groupby(words, key=lambda row: row[2:4]):
        lines = [
            tuple(seen for row in of_line for seen in _seen(row, width, height))
            for _, of_line in groupby(of_paragraph, key=lambda row: row[4])
        ]
        if whole := tuple(line for line in lines if line):
            found.append(whole)
    return tuple(found)


def _seen(row: list[str], width: float, height: float) -> list[Seen]:
    """Return the word of a row; none where nothing legible is left of it."""
    left, top, across, down, confidence = map(_number, row[6:11])
    box = (
        _share(left, width),
        _share(top, height),
        _share(left + across, width),
        _share(top + down, height),
    )
    sure = min(1.0, max(0.0, confidence / 100))
    return [Seen(text, box, sure) for text in mended_text(row[11]).split()]


def _share(pixels: float, of: float) -> float:
    return min(1.0, max(0.0, pixels / of))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise NotATable(f"{text[:40]!r} is no number") from None
    if not math.isfinite(number):
        raise NotATable(f"{text[:40]!r} is no number")
    return number
