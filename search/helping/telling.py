"""Which words tell a page from others: those that stand on it and on few pages beside."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.helping.reach import Reach
from search.language.analyser import Analyser, Token
from search.language.function_words import is_function_word
from search.language.lexicon.costs import rarity
from search.language.lexicon.opening import lexicon

MOST = 8
"""Words that are shown of one page."""

FEWEST = 3
"""Words that tell of a page, or none is shown."""

_SHORTEST = 4  # letters; shorter words are abbreviations, or say too little alone
_COMMONEST, _RAREST = 0.5, 3.5  # powers of ten below the commonest words; what is rarer tells no more
_FEWEST_RECORDS = 2  # what stands on no other is found nowhere else
_MOST_RECORDS = 0.1  # of all; what stands on more is what such pages are made of (headings, footers)


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word of a page as it is best shown, the keys that find it, and how much it tells (tf·idf)."""

    surface: str
    keys: tuple[str, ...]
    weight: float


def telling_words(text: str, language: str, reach: Reach) -> tuple[TellingWord, ...]:
    """Return the words of a page that stand elsewhere too, those that tell most of it first.

    The weight is (1 + log tf) · log(N / n), of n among N pages, times how rare the word is in the
    language: an archive of few pages cannot tell by itself that *kommer* says nothing.
    """
    pages = reach.pages()
    found = []
    for forms in by_key(content_words(reach.analyser, text, language)):
        records = reach.vocabulary.key_records(forms[0].own_keys[0])
        if _FEWEST_RECORDS <= records <= max(_FEWEST_RECORDS, _MOST_RECORDS * pages):
            weight = (1 + math.log(len(forms))) * math.log(pages / records) * rarity_of(forms[0].exact)
            found.append(TellingWord(shown(forms), forms[0].own_keys, weight))
    return tuple(sorted(found, key=lambda word: (-word.weight, word.surface)))


def telling(words: Sequence[TellingWord]) -> tuple[str, ...]:
    """Return at most :data:`MOST` of the words that tell a page from others, as they are shown.

    A page with fewer than :data:`FEWEST` says too little of itself; what it has is likely noise.
    """
    return tuple(word.surface for word in words[:MOST]) if len(words) >= FEWEST else ()


def content_words(analyser: Analyser, text: str, language: str) -> Iterator[Token]:
    """Yield the words of a text that may say what it is about: no small, short or numbered ones."""
    for token in analyser.tokens(text, language):
        exact = token.exact
        if len(exact) >= _SHORTEST and exact.replace("-", "").isalpha() and not is_function_word(exact):
            yield token


def by_key(tokens: Iterable[Token]) -> tuple[tuple[Token, ...], ...]:
    """Return the forms of each word together, in the order in which the words first stand."""
    forms: defaultdict[str, list[Token]] = defaultdict(list)
    for token in tokens:
        forms[token.own_keys[0]].append(token)
    return tuple(map(tuple, forms.values()))


def shown(forms: Iterable[Token]) -> str:
    """Return the commonest form of a word, in small letters if it is ever written so."""
    tokens = list(forms)
    commonest = Counter(token.exact for token in tokens).most_common(1)[0][0]
    if any(token.surface[0].islower() for token in tokens):
        return commonest
    surface = next(token.surface for token in tokens if token.exact == commonest)
    return commonest if surface.isupper() and lexicon().is_word(commonest) else surface


def rarity_of(exact: str) -> float:
    """Return how rare a word is in Swedish, in powers of ten: 0.5 (och) to 3.5 (and what it has not seen)."""
    known = lexicon()
    number = known.number(exact)
    cost = known.whole[number] if number >= 0 else 0
    if not cost:
        return _RAREST
    return min(_RAREST, max(_COMMONEST, (cost - rarity(math.inf)) / 10))
