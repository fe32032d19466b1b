"""The one analyser: for the index, for questions, and for marking what was found.

Because the same object serves all three, whatever is found can be marked, and whatever a question
says means the same on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from search.engine import Posting
from search.language import english, swedish
from search.language.tokens import LONGEST, exact_form, pieces, without_ending, words

LANGUAGES = ("sv", "en")

VERSION = f"2, PyStemmer {version('PyStemmer')}, simplemma {version('simplemma')}"
"""Stands in the index's manifest: another version makes other keys, so the index is made anew."""

_STEMS: dict[str, Callable[[str], tuple[str, ...]]] = {"sv": swedish.stems, "en": english.stems}

# A name space for each language keeps an English stem from meeting a Swedish one (*barn*, *gift*)
_NAME_SPACE = {"sv": "", "en": "en:"}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a word that can be found by itself: ``surface[start:end]`` of its token."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` is its surface.

    `exact` is the form under which it stands as written. `keys` are those under which it stands in
    all its forms: the word's own (`own_keys`) first, then those of its parts.
    """

    surface: str
    start: int
    end: int
    position: int
    exact: str
    own_keys: tuple[str, ...]
    parts: tuple[Part, ...]
    keys: tuple[str, ...]


class Analyser:
    """Turns text into tokens. Has no state but bounded caches; one serves every thread."""

    def tokens(self, text: str, language: str) -> Iterator[Token]:
        """Yield the words of a text in a language (``sv`` or ``en``; anything else is Swedish)."""
        name = language if language in _STEMS else "sv"
        for position, (start, end) in enumerate(words(text)):
            surface = text[start:end]
            # What is too long to be a word is not worth its room among the remembered
            analysed = _analysed if end - start <= LONGEST else _analysed.__wrapped__
            yield Token(surface, start, end, position, *analysed(surface, name))

    def postings(self, text: str, language: str) -> tuple[Posting, ...]:
        """Return the words of a text as the index takes them."""
        return tuple(Posting(t.position, t.exact, t.keys) for t in self.tokens(text, language))

    def question_keys(self, surface: str) -> tuple[str, ...]:
        """Return the keys under which a word that is asked for is found, in every language.

        They are the keys that the word itself has in a text; its parts are other words: who asks for
        *EU-projekt* does not ask for every *projekt*.
        """
        own = (_own_keys(exact_form(surface), language) for language in LANGUAGES)
        return tuple(dict.fromkeys(key for keys in own for key in keys))


@lru_cache(maxsize=100_000)
def _analysed(surface: str, language: str) -> tuple[str, tuple[str, ...], tuple[Part, ...], tuple[str, ...]]:
    """Return the exact form, the own keys, the parts and all keys of a word."""
    exact = exact_form(surface)
    own = _own_keys(exact, language)
    parts = tuple(Part(a, b, _own_keys(exact_form(surface[a:b]), language)) for a, b in pieces(surface))
    return exact, own, parts, tuple(dict.fromkeys((*own, *(key for part in parts for key in part.keys))))


def _own_keys(exact: str, language: str) -> tuple[str, ...]:
    """Return the keys of a whole word. Numbers keep their hyphens (701-1234-2018).

    Written with a hyphen or without it, it is the same word (*e-post*, *epost*), and its last part is
    what has forms (*EU-land*, *EU-länder*).
    """
    stems = _STEMS[language]
    word = without_ending(exact)
    head, hyphen, last = word.rpartition("-")
    if not hyphen or word.replace("-", "").isdigit():
        found = stems(word)
    else:
        head = head.replace("-", "")
        found = (*stems(head + last), *(head + stem for stem in stems(last)))
    return tuple(dict.fromkeys(_NAME_SPACE[language] + stem for stem in found))
