"""The exact forms of one segment, in order of their folded spelling. Never changes, as it does not."""

from __future__ import annotations

from array import array
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
        forms = sorted(counts)
        spelled = _all_folded(forms)
        order = sorted(range(len(forms)), key=spelled.__getitem__)
        self._exact = [forms[place] for place in order]
        self._folded = [spelled[place] for place in order]
        self._counts = array("L", (counts[exact] for exact in self._exact))
        words = [
            place for place, exact in enumerate(self._exact) if len(exact) >= _SHORTEST and exact.isalpha()
        ]
        words.sort(key=self._counts.__getitem__, reverse=True)
        self._words = array("L", words[:MOST_SPELLINGS])
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


def _all_folded(forms: list[str]) -> list[str]:
    """Return all folded spellings. Most are the forms themselves, and are then held once."""
    spelled = folded("\n".join(forms)).split("\n") if forms else []
    return [form if form == spelling else spelling for form, spelling in zip(forms, spelled, strict=True)]
