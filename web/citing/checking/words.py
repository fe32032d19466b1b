"""Texts as the words that a quotation is compared by: without case, marks, line breaks and hyphenation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HYPHENS = "-\u2010\u2011\u00ad"
_LETTERS = "(?:[^\\W_][\u0300-\u036f]*)+"  # with accents that stand apart
_WITHIN = rf"[{_HYPHENS}'’.,]|[{_HYPHENS}][ \t]*\r?\n[ \t]*(?!(?:och|eller|samt|and|or)\b)"
_WORD = re.compile(rf"{_LETTERS}(?:(?:{_WITHIN}){_LETTERS})*")
_INNER = re.compile(rf"[{_HYPHENS}'’.,\s]+")
_LEFT_OUT = re.compile(r"[\[(]\s*(?:\.\s*\.\s*\.|…|---?|–)\s*[\])]|\.\s?\.\s?\.|…")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, ``text[start:end]`` on a page: `plain` is what it is compared by."""

    plain: str
    start: int
    end: int
    page: int = 0


def words(text: str, page: int = 0, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of a text.

    A hyphen within a word does not count, at the end of a line or elsewhere: nobody can tell which of
    them a quotation kept. Ligatures and other forms of letters are one (NFKC).
    """
    stop = len(text) if end is None else end
    found = _WORD.finditer(text, start, stop)
    return [Word(_plain(match[0]), match.start(), match.end(), page) for match in found]


def segments(quotation: str) -> list[str]:
    """Return the parts of a quotation between its marks of omission: …, ..., [...], (---)."""
    return [part for part in _LEFT_OUT.split(quotation) if _WORD.search(part)]


def _plain(surface: str) -> str:
    return _INNER.sub("", unicodedata.normalize("NFKC", surface)).casefold()
