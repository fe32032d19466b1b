"""Where the words of a slide stand on its picture: its own words, aligned with those read off the rendering.

A deck tells no places of words; the PDF that LibreOffice makes of it does, in an order of its own. Both
are the same words but for what LibreOffice adds (numbers, dates) or leaves out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from archive.pages import Span, Word

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")


def aligned(text: str, rendered: Sequence[Word], undrawn: Sequence[Span] = ()) -> tuple[Word, ...]:
    """Return the words of `text` that stand on the rendering, in order, each with its boxes there.

    First runs of two words and more that are the same in both are paired, wherever they stand, so that of a
    word that stands often each is the right one; then single words, in order. Words within `undrawn` (what a
    picture is said to show) stand nowhere: another's place would be theirs by chance.
    """
    found = [each for each in _WORD.finditer(text) if not _within(each.start(), undrawn)]
    own: list[str | None] = [_key(each[0]) or None for each in found]
    others: list[str | None] = [_key(word.text) or None for word in rendered]
    pairs: dict[int, int] = {}
    for least in (2, 1):
        while runs := _runs(own, others, least):
            for first, second, size in runs:
                for step in range(size):
                    pairs[first + step] = second + step
                    own[first + step] = others[second + step] = None
    return tuple(
        Word(each[0], each.start(), each.end(), rendered[pairs[index]].boxes)
        for index, each in enumerate(found)
        if index in pairs
    )


def _runs(own: Sequence[str | None], others: Sequence[str | None], least: int) -> list[tuple[int, int, int]]:
    """Return runs of the same words in the same order: where in either they begin, and how long they are.

    What is paired already, and what has no letters, is None, and like nothing.
    """
    first = [index if key is None else key for index, key in enumerate(own)]
    second = [~index if key is None else key for index, key in enumerate(others)]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size >= least]


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _key(word: str) -> str:
    """Return what two writings of a word have in common: its letters, without marks at its edges."""
    return _EDGES.sub("", unicodedata.normalize("NFKC", word)).casefold()
