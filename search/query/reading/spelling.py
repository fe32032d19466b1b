"""Which word a misspelt one was meant to be: one of the archive, or a right word of which it has a form."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from rapidfuzz.distance import OSA

from search.language.lexicon.opening import lexicon
from search.language.tokens import folded
from search.query.vocabulary import Form, Vocabulary

SHORTEST = 5
"""Letters of a word that is looked for otherwise spelled; of shorter ones too many lie close together."""

_TWO_EDITS_FROM = 8  # letters
_LONGEST = 30  # letters of a word that is looked for in the lexicon: about 60 spellings for each of them
_CANDIDATES = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"

# What weighs in a likely meaning, in edits: the best guess is right for .94 of 1,000 typing errors
_DOTS = 0.25  # an edit to or from å, ä, ö
_COMMON = 0.12  # for each power of ten of its records
_SAME_FIRST_LETTER = 0.3
_SAME_ENDING = 0.2  # the last three letters
_LENGTH = 0.05  # for each letter longer or shorter


def meant(exact: str, vocabulary: Vocabulary, records: Callable[[str], int]) -> Form | None:
    """Return the form that a word was likely meant to be, None where none is close enough.

    `records` tells on how many records any form of a word stands.
    """
    distance = 1 if len(exact) < _TWO_EDITS_FROM else 2
    close = [
        form
        for form in vocabulary.close_to(folded(exact), distance, _CANDIDATES)
        if _shares(exact, form.exact)
    ]
    right = [Form(word, found) for word in _right_words(exact) if (found := records(word))]
    return min((*close, *right), key=lambda form: (_unlike(exact, form), form.exact), default=None)


def _shares(exact: str, other: str) -> bool:
    """Tell whether two words share something where two letters differ: the beginning or the end."""
    one, two = folded(exact), folded(other)
    return one[:1] == two[:1] or one[-3:] == two[-3:] or OSA.distance(one, two) < 2


def _right_words(exact: str) -> Iterator[str]:
    """Yield the words of the language that are one edit away."""
    if len(exact) <= _LONGEST:
        is_word = lexicon().is_word
        yield from (spelling for spelling in dict.fromkeys(_edits(exact)) if is_word(spelling))


def _edits(word: str) -> Iterator[str]:
    """Yield what a word becomes by one edit: a letter taken out, put in or changed, two swapped."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


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
