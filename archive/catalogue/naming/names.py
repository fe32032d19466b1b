"""Names in URLs and in order: slugs, and Roman numerals sorted as the numbers they are."""

from __future__ import annotations

import re

from slugify import slugify

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_WORD = re.compile(
    r"\b(?=[ivxlc]+\b)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?<=[ivxlc])\b", re.IGNORECASE
)


LAST = "\U0010ffff"
"""A sort key after every other, by code point as SQLite compares them."""


def slug(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Return the name as it stands in a URL; numbered where another thing has it already."""
    base = slugify(name, max_length=80, word_boundary=True) or "namnlos"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def roman(text: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def sort_key(name: str) -> str:
    """Return a key that sorts Seminarium II before IX, and Bild 9 before Bild 10."""
    numbered = _ROMAN_WORD.sub(lambda m: f"{roman(m[0]):06d}", name.casefold())
    return re.sub(r"\d+", lambda m: m[0].zfill(6), numbered)


def alias(name: str) -> str:
    """Return a person's name as aliases are compared: case-folded, single spaces."""
    return " ".join(name.casefold().split())
