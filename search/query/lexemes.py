"""Cutting a question into lexemes: words, quotations, operators, parentheses, fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS = {"OR": "or", "ELLER": "or", "AND": "and", "OCH": "and", "NOT": "not", "INTE": "not"}

_QUOTES = '"”“„«»＂'
_LEXEME = re.compile(
    rf"""
    (?P<phrase>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}])
  | (?P<quote>[{_QUOTES}])
  | (?P<open>\()
  | (?P<close>\))
  | (?P<scope>(?i:titel|talare|serie):)
  | (?P<minus>[-\u2212](?=[^\s\-+\u2212]))
  | (?P<plus>\+(?=[^\s\-+\u2212]))
  | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a question.

    `kind` is word, phrase, quote (one alone), open, close, scope, minus, plus, or, and, not.
    """

    kind: str
    text: str


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of a :func:`visible` question, in time linear in its length."""
    shouted = text.isupper()
    for match in _LEXEME.finditer(text):
        kind, found = str(match.lastgroup), match[0]
        if kind == "word":
            kind = _kind_of_word(found, shouted=shouted)
        yield Lexeme(kind, found)


def _kind_of_word(word: str, *, shouted: bool) -> str:
    """Tell an operator from a word.

    In a question wholly in capitals INTE is a word: *VAD GÖR POLISEN INTE* excludes nothing. OCH and
    ELLER mean the same either way, and NOT is no Swedish word.
    """
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
