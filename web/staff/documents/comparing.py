"""Two readings of one page side by side: the words that only one of them has are marked. Pure.

Words are compared as the readers' agreement is (in any order, each as often as it stands), so that
what is marked is what the percentage counts, and columns read in another order are no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; `alone` where the other text does not have its words."""

    text: str
    alone: bool


def side_by_side(one: str, other: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both texts in runs; joined, the runs of each are the text as it was."""
    mine, theirs = (Counter(_key(found[0]) for found in _WORD.finditer(text)) for text in (one, other))
    return tuple(_runs(one, mine - theirs)), tuple(_runs(other, theirs - mine))


def _runs(text: str, alone: Counter[str]) -> Iterator[Run]:
    """Yield runs of a text, of whose words so many are `alone`: the last ones of each."""
    left = Counter(_key(found[0]) for found in _WORD.finditer(text))
    begin = end = at = 0  # of the run that is alone; how far the text is handed out
    for found in _WORD.finditer(text):
        key = _key(found[0])
        is_alone = left[key] <= alone[key]
        left[key] -= 1
        if is_alone:
            begin, end = (begin if end else found.start()), found.end()
        elif end:
            yield from _handed_out(text, at, begin, end)
            begin, end, at = 0, 0, end
    if end:
        yield from _handed_out(text, at, begin, end)
        at = end
    if at < len(text):
        yield Run(text[at:], alone=False)


def _handed_out(text: str, at: int, begin: int, end: int) -> Iterator[Run]:
    if at < begin:
        yield Run(text[at:begin], alone=False)
    yield Run(text[begin:end], alone=True)


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).lower()
