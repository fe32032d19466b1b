"""Which rows hold what somebody typed, in one of their texts: for lists that staff look through.

The archive's own search answers readers; here a piece of a title, a name or a path is enough.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

_MOST_WORDS = 8
_ASCII = re.compile(r"[a-z0-9]+", re.ASCII | re.IGNORECASE)


def contains(typed: str, *texts: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that each word typed is part of one of these texts.

    Large and small letters are the same, and so is å as one character or as two: names come from
    Windows and from macOS. Of more than 8 words the first count.
    """
    words = unicodedata.normalize("NFC", typed).split()[:_MOST_WORDS]
    words.sort(key=lambda word: not word.isascii())  # the quick ones first
    return and_(True, *(or_(*(_holds(text, word) for text in texts)) for word in words))


def _holds(text: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    spellings = or_(*(text.icontains(spelling, autoescape=True) for spelling in _spellings(word)))
    certain = max(_ASCII.findall(word), key=len, default="")
    # Most texts lack what is the same in all spellings, and then none of them is looked for
    return and_(text.icontains(certain, autoescape=True), spellings) if certain else spellings


def _spellings(word: str) -> list[str]:
    """Return a word as it may be written; SQLite takes A and a for the same, but not Å and å."""
    if word.isascii():
        return [word]
    cases = (word, word.lower(), word.upper(), word.capitalize())
    return sorted({unicodedata.normalize(form, case) for form in ("NFC", "NFD") for case in cases})
