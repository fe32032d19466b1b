"""Which word a misspelt one was meant to be: one of the archive, or a right word of which it has a form."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from search.language.lexicon.opening import lexicon
from search.language.tokens import folded
from search.query.reading.edits import compounds_near, words_near
from search.query.vocabulary import Form, Vocabulary

SHORTEST = 4
"""Letters of a word that is looked for otherwise spelled; shorter ones lie too close together."""

_TWO_EDITS_FROM = 8  # letters
_COMPOUNDS_FROM = 8  # letters
_CANDIDATES = 20

# What weighs in a likely meaning, in edits: the best guess is right for .94 of 1,000 typing errors
_DOTS = 0.25  # an edit to or from å, ä, ö
_COMMON = 0.12  # for each power of ten of its records
_SAME_FIRST_LETTER = 0.3
_SAME_ENDING = 0.2  # the last three letters
_LENGTH = 0.05  # for each letter longer or shorter
_OTHER_FORM = 0.2  # the archive has a form of it, and not this one


def meant(exact: str, vocabulary: Vocabulary, records: Callable[[str], int]) -> Form | None:
    """Return the form that a word was likely meant to be, None where none is close enough.

    `records` tells on how many records a word stands in any form, or of a compound, its parts.
    """
    distance = 1 if len(exact) < _TWO_EDITS_FROM else 2
    close = [
        (_unlike(exact, form), form)
        for form in vocabulary.close_to(folded(exact), distance, _CANDIDATES)
        if _shares(exact, form.exact)
    ]
    right = _right(exact, words_near(exact, lexicon()), vocabulary, records)
    if not close and not right and len(exact) >= _COMPOUNDS_FROM:
        right = _right(exact, compounds_near(exact, lexicon()), vocabulary, records)
    found = min([*close, *right], key=lambda each: (each[0], each[1].exact), default=None)
    return found[1] if found else None


def _right(
    exact: str, words: Iterable[str], vocabulary: Vocabulary, records: Callable[[str], int]
) -> list[tuple[float, Form]]:
    """Return those of some right words that the archive has in any form, with how unlike they are."""
    counted = (Form(word, records(word)) for word in words)
    return [
        (_unlike(exact, form) + _OTHER_FORM * (not vocabulary.records(form.exact)), form)
        for form in counted
        if form.records
    ]


def _shares(exact: str, other: str) -> bool:
    """Tell whether two words share something where two letters differ: the beginning or the end."""
    one, two = folded(exact), folded(other)
    return one[:1] == two[:1] or one[-3:] == two[-3:] or OSA.distance(one, two) < 2


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
