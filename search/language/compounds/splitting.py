"""Cutting a compound into its parts: the cheapest way through the word, by dynamic programming.

Every part but the last must be a form that may begin a compound, the last one that may end it. A word
that is itself known is cut where its parts cost less than the whole; one that is not, wherever it can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.language.lexicon.costs import DOUBLED, length_cost
from search.language.lexicon.lexicon import Lexicon

_SHORTEST = 7  # letters of a word worth cutting
_LONGEST = 60
_NONE = 1_000_000
_REMEMBERED = 20_000  # words


@dataclass(frozen=True, slots=True)
class Atom:
    """A part that has no parts: ``word[start:end]``.

    Where three consonants have been written as two, the part and the next share one: *fall* and *lucka*
    in fallucka. `base` is the word it stands for; of the last part, the form as it is.
    """

    start: int
    end: int
    base: str


class Splitter:
    """Cuts words. Has no state but a bounded cache; one serves every thread."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Cut by this lexicon."""
        self._lexicon = lexicon
        # The same word is cut for its keys, for its parts, and as a part of others
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._split)

    def split(self, word: str) -> tuple[Atom, ...]:
        """Return the atoms of a word in its exact form; one where it is no compound."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return (Atom(0, len(word), word),)
        return self._remembered(word)

    def _split(self, word: str) -> tuple[Atom, ...]:
        parts = self._cheapest(word)
        if len(parts) == 1:
            return parts
        return tuple(atom for part in parts for atom in self._atoms(word, part, part is parts[-1]))

    def _cheapest(self, word: str) -> tuple[Atom, ...]:
        lexicon = self._lexicon
        begins, ends = lexicon.begins, lexicon.ends
        length = len(word)
        number = lexicon.number(word)
        least = _NONE
        if number >= 0 and lexicon.is_fixed(number):
            return (Atom(0, length, word),)
        if number >= 0 and lexicon.whole[number]:
            least = lexicon.whole[number] + length_cost(length)
        costs = [_NONE] * length
        costs[0] = 0
        came: list[tuple[int, int, int]] = [(0, 0, 0)] * length  # start, end and number of the part before
        last = (0, 0)
        for at in range(length - 2):
            so_far = costs[at]
            if so_far >= least:
                continue
            for form, part in lexicon.starts(word[at:]):
                end = at + len(form)
                if end == length:
                    if at and ends[part] and so_far + ends[part] < least:
                        least = so_far + ends[part]
                        last = (at, part)
                elif begins[part] and (at or not lexicon.is_inside(part)):
                    cost = so_far + begins[part]
                    if cost < costs[end]:
                        costs[end] = cost
                        came[end] = (at, end, part)
                    # fall + lucka: the next part may begin with the doubled consonant
                    if len(form) > 3 and form[-1] == form[-2] and cost + DOUBLED < costs[end - 1]:
                        costs[end - 1] = cost + DOUBLED
                        came[end - 1] = (at, end, part)
        if not last[0]:
            return (Atom(0, length, word),)
        atoms = [Atom(last[0], length, word[last[0] :])]
        at = last[0]
        while at:
            start, end, part = came[at]
            atoms.append(Atom(start, end, lexicon.base_of(word[start:end], part)))
            at = start
        return tuple(reversed(atoms))

    def _atoms(self, word: str, part: Atom, is_last: bool) -> tuple[Atom, ...]:
        """Return the atoms of a part, which may be a compound itself: the place of its base's are its own."""
        inner = self.split(part.base)
        if len(inner) == 1:
            return (part,)
        *before, final = inner
        if part.start + final.start >= part.end - 2:
            return (part,)
        moved = [Atom(part.start + atom.start, part.start + atom.end, atom.base) for atom in before]
        return (*moved, Atom(part.start + final.start, part.end, final.base))
