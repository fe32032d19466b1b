"""The lexicon as it is looked up: a trie of forms, and a few bytes for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import marisa_trie

COLUMNS = ("kinds", "whole", "begins", "ends", "edits")
"""What is kept of each form, a byte each: see `search.language.lexicon.entries.Entry`."""

SWEDISH, ENGLISH, FIXED, INSIDE = 1, 2, 4, 8
"""Bits of kinds."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A lexicon's data: the trie gives a form its number, the columns have a byte for each number.

    The byte in column `edits` picks one of `edits`: how many letters to cut from the end of a form, and
    what to add, for the word that it stands for at the beginning of a compound.
    """

    trie: marisa_trie.Trie
    columns: Mapping[str, bytes]
    edits: tuple[tuple[int, str], ...]


class Lexicon:
    """Forms by number. Has no state that changes; one serves every thread."""

    def __init__(self, packed: Packed) -> None:
        """Look up in this."""
        self._trie = packed.trie
        self._kinds = packed.columns["kinds"]
        self._edit = packed.columns["edits"]
        self._edits = packed.edits
        # Open to the splitter, which looks at them for every beginning of every rest of a word
        self.whole = packed.columns["whole"]
        self.begins = packed.columns["begins"]
        self.ends = packed.columns["ends"]

    def number(self, form: str) -> int:
        """Return the number of a form, -1 where it is not known."""
        return int(self._trie.get(form, -1))

    def knows(self, form: str) -> bool:
        """Tell whether a form has been seen at all, be it a word or not."""
        return form in self._trie

    def starts(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the forms that a text begins with, and their numbers, the shortest first."""
        found: Iterator[tuple[str, int]] = self._trie.iter_prefixes_with_ids(text)
        return found

    def is_word(self, form: str) -> bool:
        """Tell whether a form is a word by itself in Swedish or English."""
        number = self.number(form)
        return number >= 0 and bool(self._kinds[number] & (SWEDISH | ENGLISH))

    def is_fixed(self, number: int) -> bool:
        """Tell whether a form is never cut."""
        return bool(self._kinds[number] & FIXED)

    def is_inside(self, number: int) -> bool:
        """Tell whether a form that does not end a compound may only stand after another part."""
        return bool(self._kinds[number] & INSIDE)

    def base(self, form: str) -> str:
        """Return the word that a form stands for where it begins a compound, "" if it begins none."""
        number = self.number(form)
        return self.base_of(form, number) if number >= 0 and self.begins[number] else ""

    def base_of(self, form: str, number: int) -> str:
        """Return the same of a form whose number is known."""
        cut, add = self._edits[self._edit[number]]
        return form[: len(form) - cut] + add
