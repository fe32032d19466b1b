"""What the dictionary shows by its own compounds, where its flags say nothing.

It lists *gatubelysning*, *gatukök* and a hundred more, and gives *gatu* no flag; it keeps short nouns
(*råd*, *ord*, *fil*) from ending compounds, and lists the compounds that they end. A noun that does so
in many compounds of the dictionary does it in others too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet

from search.language.lexicon.building import linking
from search.language.lexicon.costs import usable

_SHORTEST = 3
_COMMON = 3.2  # zipf that a noun has at least
_COMPOUNDS = 8  # of the dictionary that show it
_COMPOUNDS_OF_SHORT = 20  # those of three letters fit by chance


def last_parts(
    words: Collection[str], nouns: AbstractSet[str], first: AbstractSet[str], zipf: Mapping[str, float]
) -> Iterator[str]:
    """Yield nouns that end many of the words, after a form of `first`."""
    count = Counter(
        word[at:] for word in words for at in _places(word) if word[at:] in nouns and word[:at] in first
    )
    return (noun for noun, found in count.items() if zipf.get(noun, 0.0) >= _COMMON and _many(noun, found))


def first_parts(
    words: Collection[str], nouns: AbstractSet[str], last: AbstractSet[str], zipf: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    """Yield forms that begin many of the words, before a form of `last`, and the noun of each."""
    count = Counter(word[:at] for word in words for at in _places(word) if word[at:] in last)
    for form, found in count.items():
        if usable(form) and _many(form, found):
            known = [
                noun
                for noun in (form, *linking.bases(form))
                if noun in nouns and zipf.get(noun, 0.0) >= _COMMON
            ]
            if known:
                yield form, form if form in known else max(known, key=lambda noun: zipf[noun])


def _places(word: str) -> range:
    return range(_SHORTEST, len(word) - _SHORTEST + 1)


def _many(form: str, found: int) -> bool:
    return found >= (_COMPOUNDS if len(form) > _SHORTEST else _COMPOUNDS_OF_SHORT)
