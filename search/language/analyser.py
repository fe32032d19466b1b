"""The one analyser: for the index, for questions, and for marking what was found.

Because the same object serves all three, whatever is found can be marked, and whatever a question
says means the same on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from search.engine import Posting
from search.language import english, swedish
from search.language.tokens import exact_form, pieces, words

LANGUAGES = ("sv", "en")

VERSION = f"1, PyStemmer {version('PyStemmer')}, simplemma {version('simplemma')}"
"""Stands in the index's manifest: another version makes other keys, so the index is made anew."""

_KEY: dict[str, Callable[[str], str]] = {"sv": swedish.key, "en": english.key}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` is its surface.

    `exact` is the form under which it stands as written, `keys` are those under which it stands
    in all its forms: the word's own first, then those of a hyphenated word's pieces.
    """

    surface: str
    start: int
    end: int
    position: int
    exact: str
    keys: tuple[str, ...]


class Analyser:
    """Turns text into tokens. Has no state but caches; one serves every thread."""

    def tokens(self, text: str, language: str) -> Iterator[Token]:
        """Yield the words of a text in a language (``sv`` or ``en``; anything else is Swedish)."""
        name = language if language in _KEY else "sv"
        for position, (start, end) in enumerate(words(text)):
            surface = text[start:end]
            exact = exact_form(surface)
            yield Token(surface, start, end, position, exact, self._keys(exact, name))

    def postings(self, text: str, language: str) -> tuple[Posting, ...]:
        """Return the words of a text as the index takes them."""
        return tuple(Posting(t.position, t.exact, t.keys) for t in self.tokens(text, language))

    def question_keys(self, surface: str) -> tuple[str, ...]:
        """Return the keys under which a word that is asked for is found, in every language.

        A hyphenated word is found as a whole: its pieces are words of their own.
        """
        exact = exact_form(surface)
        return tuple(_KEY[language](exact) for language in LANGUAGES)

    def _keys(self, exact: str, language: str) -> tuple[str, ...]:
        key = _KEY[language]
        parts = pieces(exact)
        if not parts:
            return (key(exact),)
        return tuple(dict.fromkeys((key(exact), *map(key, parts))))
