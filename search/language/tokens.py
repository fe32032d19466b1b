"""Cutting text into words, with offsets into the text as it is.

A word is letters and digits; a hyphen or an apostrophe inside belongs to it (EU-projekt,
701-1234-2018, 2017-11-08). Soft hyphens, zero-width characters and combining marks inside a word
neither end it nor count: NFD text from a Mac gives the same words as NFC, with offsets of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}])"
_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(rf"[^\W_]{_LETTER}*(?:[{_HYPHENS}'’]{_LETTER}*[^\W_]{_LETTER}*)*")
_JOINT = re.compile(rf"[{_HYPHENS}'’]")
_TO_CLEAN = re.compile(rf"[{_MARKS}{_INVISIBLE}\u2010\u2011’]")
_DELETE = {ord(character): None for character in _INVISIBLE}
_PLAIN_JOINTS = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})

# Letters of the neighbours are written as the Swedish ones they are sorted with; ß, ð, þ and ł have
# no decomposition of their own.
_NEIGHBOURS = str.maketrans(
    {"æ": "ä", "ø": "ö", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "đ": "d"}
)
_SWEDISH = frozenset("åäö")


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word."""
    for match in _WORD.finditer(text):
        yield match.span()


@lru_cache(maxsize=200_000)
def exact_form(surface: str) -> str:
    """Return the form under which a word stands in the index as it is written.

    Lower case, NFC, without accents but those of å ä ö, which are letters (decision 13).
    """
    word = surface
    if _TO_CLEAN.search(word):
        word = unicodedata.normalize("NFC", word.translate(_DELETE)).translate(_PLAIN_JOINTS)
    word = word.lower()
    if word.isascii():
        return word
    return "".join(_without_accent(letter) for letter in word.translate(_NEIGHBOURS))


def pieces(exact: str) -> tuple[str, ...]:
    """Return the parts of a hyphenated word, or nothing where it has none (apostrophes do not part)."""
    parts = tuple(part for part in exact.split("-") if part)
    return parts if len(parts) > 1 else ()


def fold(exact: str) -> str:
    """Return a word as one types it without å ä ö. Never used in the index, only to guess with."""
    return exact.translate(_FOLDED)


_FOLDED = str.maketrans("åäö", "aao")


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    if letter in _SWEDISH or letter.isascii():
        return letter
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return plain or letter
