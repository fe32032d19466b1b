"""The order of a concordance: by document, or by the words to the left or to the right."""

from __future__ import annotations

import re
import unicodedata

from search.concordance.lines import Line

ORDERS = ("dokument", "vanster", "hoger")
"""In the order of the results; by the nearest words before; by the nearest words after."""

_WORD = re.compile(r"\w+")
_NEIGHBOURS = 4  # words that are compared: further ones decide nothing that a reader sees
_LAST = str.maketrans(
    {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
)  # they follow z in ASCII, as in Swedish


def key(line: Line, order: str) -> str:
    """Return what a line is sorted by, as text compared by code points; "" for the order of the results."""
    if order == "vanster":
        return " ".join(map(collated, reversed(_WORD.findall(line.left)[-_NEIGHBOURS:])))
    if order == "hoger":
        return " ".join(map(collated, _WORD.findall(line.right)[:_NEIGHBOURS]))
    return ""


def collated(word: str) -> str:
    """Return a word as it sorts in Swedish: å ä ö are letters after z, other accents count for nothing."""
    letters = unicodedata.normalize("NFC", word).casefold().translate(_LAST)
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
