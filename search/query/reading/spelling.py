"""Which word of the archive a misspelt one was meant to be."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from search.language.tokens import folded
from search.query.vocabulary import Form, Vocabulary

SHORTEST = 5
"""Letters of a word that is looked for otherwise spelled; of shorter ones too many lie close together."""

_TWO_EDITS_FROM = 8  # letters
_CANDIDATES = 20

# What weighs in a likely meaning, in edits: the best guess is right for .94 of 1,000 typing errors
_DOTS = 0.25  # an edit to or from å, ä, ö
_COMMON = 0.12  # for each power of ten of its records
_SAME_FIRST_LETTER = 0.3
_SAME_ENDING = 0.2  # the last three letters
_LENGTH = 0.05  # for each letter longer or shorter


def meant(exact: str, vocabulary: Vocabulary) -> Form | None:
    """Return the form that a word was likely meant to be, None where none is close enough."""
    distance = 1 if len(exact) < _TWO_EDITS_FROM else 2
    close = vocabulary.close_to(folded(exact), distance, _CANDIDATES)
    return min(_likely(exact, close), key=lambda form: (_unlike(exact, form), form.exact), default=None)


def _likely(exact: str, forms: Iterable[Form]) -> Iterable[Form]:
    """Yield forms that share something with the word where two letters differ: its beginning or end."""
    plain = folded(exact)
    for form in forms:
        other = folded(form.exact)
        if other[:1] == plain[:1] or other[-3:] == plain[-3:] or OSA.distance(plain, other) < 2:
            yield form


def _unlike(exact: str, form: Form) -> float:
    plain, other = folded(exact), folded(form.exact)
    edits = OSA.distance(plain, other)
    return (
        edits
        + _DOTS * (OSA.distance(exact, form.exact) - edits)
        - _COMMON * math.log10(1 + form.records)
        - _SAME_FIRST_LETTER * (other[:1] == plain[:1])
        - _SAME_ENDING * (other[-3:] == plain[-3:])
        + _LENGTH * abs(len(other) - len(plain))
    )
