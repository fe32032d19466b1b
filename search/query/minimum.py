"""How many words of a question a page must have: all of a short one, most of a longer one."""

from __future__ import annotations

import math

ALL_UP_TO = 3
"""Words of a question up to which each of them is demanded."""

ALL_BUT_ONE_UP_TO = 5
SHARE = 0.6
"""Of a question with more words, the share that must match: it is a sentence, and says things twice."""


def least(words: int) -> int:
    """Return how many of so many words must match."""
    if words <= ALL_UP_TO:
        return words
    if words <= ALL_BUT_ONE_UP_TO:
        return words - 1
    return math.ceil(SHARE * words)
