"""What a part of a compound costs: rare and short parts are dear, so that few and common ones win.

Costs are whole tenths, from 1 to 255. Found on the compound sets (`bench.compounds`).
"""

from __future__ import annotations

_SHORTEST = 3
_VOWELS = frozenset("aeiouyåäö")
_PART = 20  # every further part costs, so that few win
_COMMONEST = 6.5  # the zipf above which commoner is not cheaper
_SHORT = 15  # for three letters, which fit everywhere
DOUBLED = 30
"""What it costs that three consonants are written as two (fallucka)."""

_LETTER = 13
_FREE_LETTERS = 4


def usable(word: str) -> bool:
    """Tell whether a form is long enough, and enough of a word, to be a part."""
    return len(word) >= _SHORTEST and not _VOWELS.isdisjoint(word)


def rarity(zipf: float) -> int:
    """Return what any part costs, by how common it is."""
    return _PART + round(10 * max(0.0, _COMMONEST - zipf))


def part_cost(word: str, zipf: float) -> int:
    """Return what a form costs as a part."""
    return rarity(zipf) + (_SHORT if len(word) <= _SHORTEST else 0)


def length_cost(length: int) -> int:
    """Return what a known word costs beside its rarity where it is left whole: the long are compounds."""
    return _LETTER * max(0, length - _FREE_LETTERS)
