"""Cutting text into words, with offsets into the text as it is.

A word is letters and digits; a hyphen or an apostrophe inside belongs to it (EU-projekt,
701-1234-2018, 2017-11-08), and so does the ending after a colon that Swedish gives abbreviations
(EU:s, SIP:arna). Soft hyphens, zero-width characters and combining marks inside a word neither end it
nor count: NFD text from a Mac gives the same words as NFC, with offsets of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What nobody sees, as a regex class: soft hyphens, zero widths, marks of direction."""

LONGEST = 100
"""Characters of an exact form and of a key; of what is longer, the beginning counts."""

_MOST_PIECES = 20  # of one word; more are no word but a rule or a code

# Accents, and the vowel signs of other scripts, without which their words would fall into letters
_MARKS = "".join(c for c in map(chr, range(0x300, 0x10000)) if unicodedata.category(c) in ("Mn", "Mc"))
_LETTER = rf"(?:[^\W_]|[{_MARKS}{INVISIBLE}])"
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’‘´"
_ENDING = "(?:s|n|ns|en|ens|t|ts|et|ets|ar|er|or|are|arna|erna|orna|arnas|ernas|ornas)"
_WORD = re.compile(
    rf"[^\W_]{_LETTER}*(?:[{_HYPHENS}{_APOSTROPHES}]{_LETTER}*[^\W_]{_LETTER}*)*(?::{_ENDING}(?!{_LETTER}))?"
)
_CLUSTER = re.compile(rf"[^{_MARKS}{INVISIBLE}][{_MARKS}{INVISIBLE}]*")
_HYPHEN = re.compile(rf"[{_HYPHENS}]")
_TO_CLEAN = re.compile(rf"[{_MARKS}{INVISIBLE}\u2010\u2011’‘´]")
_INVISIBLE = re.compile(rf"[{INVISIBLE}]+")
_PLAIN_JOINTS = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "´": "'"})

# Letters of the neighbours are written as the Swedish ones they are sorted with; ß, ð, þ and ł have
# no decomposition of their own.
_NEIGHBOURS = str.maketrans(
    {"æ": "ä", "ø": "ö", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "đ": "d", "ı": "i"}
)
_SWEDISH = frozenset("åäö")
_FOLDED = str.maketrans("åäö", "aao")


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word."""
    for match in _WORD.finditer(text):
        yield match.span()


def exact_form(surface: str) -> str:
    """Return the form under which a word stands in the index as it is written.

    Lower case, NFC, without accents but those of å ä ö, which are letters (decision 13); at most
    :data:`LONGEST` characters. Never empty for a word.
    """
    if len(surface) > LONGEST:  # not worth its room among the remembered
        return _exact_form.__wrapped__(surface)[:LONGEST]
    return _exact_form(surface)[:LONGEST]


@lru_cache(maxsize=100_000)
def _exact_form(surface: str) -> str:
    word = surface
    if _TO_CLEAN.search(word):
        visible = _INVISIBLE.sub("", word).translate(_PLAIN_JOINTS)
        word = unicodedata.normalize("NFC", visible)
    word = word.lower()
    if word.isascii():
        return word
    return "".join(_without_accent(letter) for letter in word.translate(_NEIGHBOURS)) or surface


def places(surface: str) -> tuple[int, ...]:
    """Return where in a word as written each letter of its exact form begins, and last where it ends.

    What nobody sees goes with the letter before it.
    """
    if surface.lower() == exact_form(surface):
        return tuple(range(len(surface) + 1))
    found: list[int] = []
    for cluster in _CLUSTER.finditer(surface):
        found += [cluster.start()] * len(_exact_form.__wrapped__(cluster.group()))
    return (*found, len(surface))


def folded(exact: str) -> str:
    """Return an exact form as it is typed where there is no å, ä or ö. No index key is folded."""
    return exact.translate(_FOLDED)


def without_ending(exact: str) -> str:
    """Return a word without the ending after its colon or apostrophe: *eu:s*, *lööw's*."""
    return exact.partition(":")[0].removesuffix("'s")


def pieces(surface: str) -> tuple[tuple[int, int], ...]:
    """Return where the parts of a hyphenated word stand in it; nothing where it has none.

    Apostrophes do not part. An ending after a colon belongs to no piece.
    """
    if not _HYPHEN.search(surface):
        return ()
    ends = [match.start() for match in _HYPHEN.finditer(surface)]
    starts = [0, *(end + 1 for end in ends)]
    return tuple(zip(starts, [*ends, len(without_ending(surface))], strict=True))[:_MOST_PIECES]


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    if letter in _SWEDISH or letter.isascii():
        return letter
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
