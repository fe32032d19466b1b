"""How many words of a question a page must have: all of a few, most of many, any of a whole sentence."""

from __future__ import annotations

import math

from search.language.tokens import exact_form, words

ALL_UP_TO = 3
"""Words of a question up to which each of them is demanded."""

ALL_BUT_ONE_UP_TO = 5
SHARE = 0.6
"""Of a question with more words, the share that must match: it is a sentence, and says things twice."""

_ASKING = frozenset(
    ("hur", "när", "vad", "var", "varför", "varifrån", "vart", "vem", "vems", "vilka", "vilken", "vilket")
) | frozenset(("how", "what", "when", "where", "which", "who", "whose", "why"))
_SHORTEST_ASKED = 3  # words of a sentence without a question mark


def least(count: int) -> int:
    """Return how many of so many words must match."""
    if count <= ALL_UP_TO:
        return count
    if count <= ALL_BUT_ONE_UP_TO:
        return count - 1
    return math.ceil(SHARE * count)


def is_sentence(text: str) -> bool:
    """Tell whether a question is put as a sentence: *Vad kostar bygglov?*, *hur gör man en orsaksanalys*.

    Its words are no keywords: what answers it is often put in other words, so any of them is enough, or a
    part of one, and ranking does the rest. Demanding them as keywords are, nDCG@10 falls from .67 to .59
    and from .52 to .44 on the two development collections (`bench.relevance`).
    """
    typed = [exact_form(text[start:end]) for start, end in words(text)]
    if text.rstrip().endswith("?"):
        return len(typed) > 1
    return len(typed) >= _SHORTEST_ASKED and typed[0] in _ASKING
