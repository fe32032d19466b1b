"""The exact forms of one segment, in order of their folded spelling. Never changes, as it does not."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from search.language.tokens import folded
from search.whoosh_engine.words.spellings import Spellings

MOST_SPELLINGS = 100_000
"""Words of a segment that a misspelt word is compared with, the commonest."""

_SHORTEST = 4  # letters; shorter words are too near to too many others
_LAST = "\U0010ffff"  # comes after whatever can follow

Counted = tuple[str, int]
"""An exact form, and the most records that it can stand on."""


class WordList:
    """Exact forms, each with the most records that it can stand on."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the forms of a segment with such numbers."""
        self._exact = sorted(sorted(counts), key=_folded)
        self._folded = [_folded(exact) for exact in self._exact]
        self._counts = [counts[exact] for exact in self._exact]
        words = (
            place for place, exact in enumerate(self._exact) if len(exact) >= _SHORTEST and exact.isalpha()
        )
        self._words = heapq.nsmallest(MOST_SPELLINGS, words, key=lambda place: -self._counts[place])
        self._spellings = Spellings([self._folded[place] for place in self._words])

    def spelled(self, spelling: str) -> Iterator[Counted]:
        """Yield the forms with this folded spelling."""
        return self._between(bisect_left(self._folded, spelling), bisect_right(self._folded, spelling))

    def beginning(self, spelling: str) -> Iterator[Counted]:
        """Yield the forms whose folded spelling begins so."""
        last = bisect_left(self._folded, spelling + _LAST)
        return self._between(bisect_left(self._folded, spelling), last)

    def close_to(self, spelling: str, distance: int) -> Iterator[tuple[str, int, int]]:
        """Yield form, most records and edits of the words at most so many edits away."""
        for place, edits in self._spellings.near(spelling, distance):
            word = self._words[place]
            yield self._exact[word], self._counts[word], edits

    def _between(self, first: int, last: int) -> Iterator[Counted]:
        return zip(self._exact[first:last], self._counts[first:last], strict=True)


def _folded(exact: str) -> str:
    return exact if exact.isascii() else folded(exact)  # most are, and are then held once
