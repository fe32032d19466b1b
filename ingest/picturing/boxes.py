"""Where the words of a slide stand on its picture: its own words, aligned with those read off the rendering.

A deck tells no places of words; the PDF that LibreOffice makes of it does, in an order of its own. Both
are the same words but for what LibreOffice adds (numbers, dates) or leaves out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from archive.pages import Box, Word

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")


def aligned(text: str, rendered: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of `text` that stand on the rendering, in order, each with its boxes there.

    First what runs the same in both is paired, so that of a word that stands often each is the right one;
    then what is left, each with the next of the same letters.
    """
    own = [(found.start(), found.end(), _key(found[0])) for found in _WORD.finditer(text)]
    keys = [key for _, _, key in own]
    others = [_key(word.text) for word in rendered]
    places: dict[int, tuple[Box, ...]] = {}
    left = set(range(len(rendered)))
    for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = rendered[block.b + step].boxes
            left.discard(block.b + step)
    by_key: dict[str, list[int]] = defaultdict(list)
    for index in sorted(left, reverse=True):
        by_key[others[index]].append(index)
    for index, key in enumerate(keys):
        if index not in places and by_key[key]:
            places[index] = rendered[by_key[key].pop()].boxes
    return tuple(
        Word(text[start:end], start, end, places[index])
        for index, (start, end, key) in enumerate(own)
        if key and index in places
    )


def _key(word: str) -> str:
    """Return what two writings of a word have in common: its letters, without marks at its edges."""
    return _EDGES.sub("", unicodedata.normalize("NFKC", word)).casefold()
