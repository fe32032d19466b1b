"""A word typed with other dots than it has, in a form that the archive lacks: *ganget*, *forelasare*."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from math import prod

from search.language.analyser import Analyser
from search.language.tokens import folded
from search.query.vocabulary import Form, Vocabulary

_DOTTED = {"a": "aåä", "o": "oö"}
_MOST_SPELLINGS = 81  # of one word are tried: three for each of four letters
_SHORTEST_STEM = 4  # letters; shorter ones begin too many words
_COMPARED = 30  # forms that begin like the word


def forms_with_dots(
    exact: str,
    keys: Iterable[str],
    vocabulary: Vocabulary,
    analyser: Analyser,
    known: Callable[[Iterable[str]], int],
) -> tuple[Form, ...]:
    """Return what was meant, in forms that share a key with the archive; the commonest first.

    `known` tells on how many records any of some keys stands. A form is a right word that is spelled so
    but for dots (*gänget*), or, where there is none, one of the archive whose stem is (*föreläsaren*).
    """
    right = [spelling for spelling in _spellings(exact) if analyser.is_word(spelling)]
    counted = [Form(spelling, known(_near_keys(spelling, analyser))) for spelling in right]
    found = sorted((form for form in counted if form.records), key=lambda form: -form.records)
    return tuple(found) or tuple(_of_same_stem(exact, keys, vocabulary, analyser))


def _spellings(exact: str) -> Iterator[str]:
    """Yield a word typed without dots with dots in every way; nothing where that were too many."""
    choices = [_DOTTED.get(letter, letter) for letter in exact]
    if exact.isascii() and 1 < prod(map(len, choices)) <= _MOST_SPELLINGS:
        yield from (spelling for letters in product(*choices) if (spelling := "".join(letters)) != exact)


def _near_keys(spelling: str, analyser: Analyser) -> Iterable[str]:
    """Yield the keys that are more than half of a word: *gånget* need not mean every *går*."""
    return (key for key in analyser.question_keys(spelling) if 2 * len(key) > len(spelling))


def _of_same_stem(
    exact: str, keys: Iterable[str], vocabulary: Vocabulary, analyser: Analyser
) -> Iterable[Form]:
    """Return forms whose keys are those of the word but for dots, one for each key."""
    stems = {folded(key) for key in keys}
    plain = folded(exact)
    beginning = min((stem for stem in stems if plain.startswith(stem)), key=len, default=plain)
    if len(beginning) < _SHORTEST_STEM or 2 * len(beginning) <= len(plain):
        return ()
    found: dict[str, Form] = {}
    for form in vocabulary.beginning(beginning, _COMPARED):
        same = [key for key in analyser.question_keys(form.exact) if folded(key) in stems]
        if same:
            found.setdefault(same[0], form)
    return found.values()
