"""Cutting a question into lexemes: words, quotations, operators, parentheses, fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from search.language.tokens import words

OPERATORS = {"OR": "or", "ELLER": "or", "AND": "and", "OCH": "and", "NOT": "not", "INTE": "not"}
SCOPES = {"titel": "title", "talare": "speaker", "serie": "series"}

_QUOTES = '"”“„«»＂'
_LEXEME = re.compile(
    rf"""
    (?P<phrase>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}])
  | (?P<quote>[{_QUOTES}])
  | (?P<open>\()
  | (?P<close>\))
  | (?P<scope>(?ai:{"|".join(SCOPES)}):)
  | (?P<compound>(?i:f(?:ö|o\u0308?)rled|efterled):)
  | (?P<minus>[-\u2212](?=\+?[^\s\-+\u2212]))
  | (?P<plus>\+(?=[^\s\-+\u2212]))
  | (?P<field>[^\W\d_]+:(?=[\w({_QUOTES}+\-]))
  | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE,
)
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_NEAR = re.compile(r"(?:NEAR|N(?:Ä|A\u0308)RA)(?P<distance>/[\w.,+\-]*)?")
_LONGEST_ENDING = 8  # characters after a colon that may be an ending: EU:s, SIP:ernas, and what follows


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a question.

    `kind` is word, phrase, quote (one alone), open, close, scope, compound, field (one that there is
    not), minus, plus, or, and, not, near.
    """

    kind: str
    text: str


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of a :func:`visible` question, in time linear in its length."""
    shouted = text.isupper()
    at = 0
    while match := _LEXEME.search(text, at):
        kind = str(match.lastgroup)
        if kind == "field" and _has_ending(text, match):
            kind = "word"
            match = _WORD.match(text, match.start()) or match
        found = match[0]
        yield Lexeme(_kind_of_word(found, shouted=shouted) if kind == "word" else kind, found)
        at = match.end()


def _has_ending(text: str, field: re.Match[str]) -> bool:
    """Tell whether what looks like a field is a word with an ending after its colon (EU:s)."""
    stretch = text[field.start() : field.end() + _LONGEST_ENDING]
    _, end = next(words(stretch), (0, 0))
    return end > len(field[0])


def _kind_of_word(word: str, *, shouted: bool) -> str:
    """Tell an operator from a word.

    In a question wholly in capitals INTE and NÄRA are words: *VAD GÖR POLISEN INTE* excludes nothing.
    OCH and ELLER mean the same either way, NOT and NEAR are no Swedish words.
    """
    near = _NEAR.fullmatch(word)
    if near and (near["distance"] or word == "NEAR" or not shouted):
        return "near"
    if shouted and word == "INTE":
        return "word"
    return OPERATORS.get(word, "word")


def visible(text: str) -> str:
    """Return a text without what nobody sees (soft hyphens, zero widths, directions), NUL as a space.

    Words are the same with and without it, but operators would not be known.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category[0] == "C" else character
