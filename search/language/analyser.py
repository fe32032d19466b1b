"""The one analyser: for the index, for questions, and for marking what was found.

Because the same object serves all three, whatever is found can be marked, and whatever a question
says means the same on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Literal

from search.engine import Posting
from search.language import english, swedish
from search.language.compounds.parts import Parts
from search.language.lexicon.opening import lexicon
from search.language.lexicon.stamp import stamp
from search.language.tokens import LONGEST, exact_form, pieces, without_ending, words

LANGUAGES = ("sv", "en")

Place = Literal["first", "last"]
"""Where a word stands in a compound."""

VERSION = f"5, PyStemmer {version('PyStemmer')}, simplemma {version('simplemma')}, lexicon {stamp()}"
"""Stands in the index's manifest: another version makes other keys, so the index is made anew."""

_STEMS: dict[str, Callable[[str], tuple[str, ...]]] = {"sv": swedish.stems, "en": english.stems}

# A name space for each language keeps an English stem from meeting a Swedish one (*barn*, *gift*)
_NAME_SPACE = {"sv": "", "en": "en:"}


_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a word that can be found by itself: ``surface[start:end]`` of its token.

    Parts overlap: of *samverkansöverenskommelse*, *överenskommelse* is one; where three consonants are
    written as two (*fallucka*), neighbours share one. A part that begins or ends the word has, besides
    the keys of its word, those that stand for that word there alone (:meth:`Analyser.compound_keys`).
    """

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


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part of a compound that is asked for, ``surface[start:end]``: the word it means, and its keys."""

    start: int
    end: int
    word: str
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
        return _distinct(own)

    def question_parts(self, surface: str) -> tuple[AskedPart, ...]:
        """Return every part of a compound that is asked for, by where it begins; () if it is none."""
        return tuple(
            AskedPart(part.start, part.end, part.base, _own_keys(part.base, "sv"))
            for part in _parts().stretches(_bounded(surface))
        )

    def related_keys(self, surface: str) -> tuple[str, ...]:
        """Return the keys of all parts of a word that is asked for, without its own."""
        own = set(self.question_keys(surface))
        found = _distinct(part.keys for part in self.question_parts(surface))
        return tuple(key for key in found if key not in own)

    def compound_keys(self, surface: str, place: Place) -> tuple[str, ...]:
        """Return the keys of compounds that begin ("first") or end ("last") with a word.

        It may be typed as a word or as it stands in compounds: *gäng*, *avhoppar*, *skol*.
        """
        exact = exact_form(surface)
        read = (exact, lexicon().base(exact) or exact) if place == "first" else (exact,)
        return _distinct(_marked(_own_keys(word, "sv"), place) for word in read)

    def is_word(self, surface: str) -> bool:
        """Tell whether a word is right as it is: one of Swedish or English, or a compound of such.

        So is what is not of letters alone (*2018*, *covid19*), and a hyphenated word whose pieces are; one
        of these may be an abbreviation in capitals (*SSPF-samordnare*).
        """
        cut = [surface[start:end] for start, end in pieces(surface)]
        checked = [piece for piece in cut if not (piece.isupper() and len(piece) <= _LONGEST_ABBREVIATION)]
        return all(_is_word(without_ending(exact_form(word))) for word in (checked if cut else [surface]))


@lru_cache(maxsize=1)
def _parts() -> Parts:
    return Parts(lexicon())


@lru_cache(maxsize=10_000)
def _is_word(exact: str) -> bool:
    return not exact.isalpha() or lexicon().is_word(exact) or _parts().is_compound(exact)


def _bounded(surface: str) -> str:
    """Return a word if it is short enough to be one, else one without parts."""
    return surface if len(surface) <= LONGEST else ""


@lru_cache(maxsize=100_000)
def _analysed(surface: str, language: str) -> tuple[str, tuple[str, ...], tuple[Part, ...], tuple[str, ...]]:
    """Return the exact form, the own keys, the parts and all keys of a word."""
    exact = exact_form(surface)
    own = _own_keys(exact, language)
    parts = _swedish_parts(surface) if language == "sv" else _english_parts(surface)
    return exact, own, parts, _distinct((own, *(part.keys for part in parts)))


def _english_parts(surface: str) -> tuple[Part, ...]:
    return tuple(Part(a, b, _own_keys(exact_form(surface[a:b]), "en")) for a, b in pieces(surface))


def _swedish_parts(surface: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for stretch in _parts().stretches(surface):
        keys = _own_keys(stretch.base, "sv")
        first = _marked(keys, "first") if stretch.first else ()
        last = _marked(keys, "last") if stretch.last else ()
        parts.append(Part(stretch.start, stretch.end, (*keys, *first, *last)))
    return tuple(parts)


def _marked(keys: Iterable[str], place: Place) -> tuple[str, ...]:
    """Return the keys that stand for a word where it begins or ends a compound.

    They are written as Swedish writes such parts, *gäng-* and *-gäng*: no word begins or ends so.
    """
    return tuple(f"{key}-" if place == "first" else f"-{key}" for key in keys)


def _distinct(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in groups for key in keys))


def _own_keys(exact: str, language: str) -> tuple[str, ...]:
    """Return the keys of a whole word. Numbers keep their hyphens (701-1234-2018).

    What has forms is the last part of a word: *EU-land*, *EU-länder*; *orsaksanalys*, *orsaksanalyser*,
    of which no table of lemmas knows. Written with a hyphen or without it, it is the same word (*e-post*,
    *epost*).
    """
    stems = _STEMS[language]
    word = without_ending(exact)
    if not word.replace("-", "").isdigit():
        head, last = _before_last(word, language)
        found = (*stems(head + last), *(head + stem for stem in stems(last))) if head else stems(last)
    else:
        found = stems(word)
    return _distinct([[_NAME_SPACE[language] + stem for stem in found]])


def _before_last(word: str, language: str) -> tuple[str, str]:
    """Return a word without hyphens in two: what stands before its last part, and that part."""
    head, _, last = word.rpartition("-")
    head = head.replace("-", "")
    if language == "sv" and (inner := _parts().last_start(last)):
        return head + last[:inner], last[inner:]
    return head, last
