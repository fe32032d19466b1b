"""The key of an English word: Snowball's stem, in a name space of its own.

The prefix keeps an English stem from meeting a Swedish one (*barn*, *fart*, *gift*).
"""

from __future__ import annotations

from functools import lru_cache

import Stemmer

_SNOWBALL = Stemmer.Stemmer("english")
PREFIX = "en:"


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """Return the key of a word in its exact form (`search.language.tokens.exact_form`)."""
    return PREFIX + str(_SNOWBALL.stemWord(word))
