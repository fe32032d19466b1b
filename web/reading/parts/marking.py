"""The words asked for, marked in a page's text and on its picture: found by analysis, not by letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.pages import Box, Word
from search.marking import Mark, Marker, mark
from web.reading.parts.text import Marked

ANCHOR = "t"
"""What the id of a mark on a page begins with; its number among the page's marks follows, from 1."""


def marked(text: str, marker: Marker, language: str) -> Marked:
    """Return how any stretch of a text is written with the marker's words marked in it."""
    marks = marker.marks(text, language)
    return lambda start, end: mark(text, marks, start, end)


def anchored(text: str, marks: Sequence[Mark]) -> Marked:
    """Return how any stretch of a text is written with these marks, each with an id to lead to."""
    return lambda start, end: mark(text, marks, start, end, ANCHOR)


def boxes(marks: Iterable[Mark], words: Sequence[Word]) -> Iterator[tuple[int, Box]]:
    """Yield where marks stand on the picture: the number of each, from 1, and its boxes.

    Of a word that is marked in part, its box in that part: letters are taken for equally wide.
    """
    at = 0
    for number, item in enumerate(marks, 1):
        while at < len(words) and words[at].end <= item.start:
            at += 1
        for word in words[at:]:
            if word.start >= item.end:
                break
            yield from ((number, box) for box in _of_part(word, item))


def _of_part(word: Word, item: Mark) -> Iterator[Box]:
    whole = item.start <= word.start and word.end <= item.end
    if whole or len(word.boxes) > 1:
        yield from word.boxes
        return
    for x0, y0, x1, y1 in word.boxes:
        length = word.end - word.start
        first = (max(item.start, word.start) - word.start) / length
        last = (min(item.end, word.end) - word.start) / length
        if x1 - x0 >= y1 - y0:
            yield x0 + first * (x1 - x0), y0, x0 + last * (x1 - x0), y1
        else:  # written upwards or downwards: which of the two is not known
            yield x0, y0, x1, y1
