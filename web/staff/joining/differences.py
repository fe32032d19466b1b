"""What differs between two texts, in words, of the first pages that do. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_PAGES = 3  # shown at most
_PIECES = 24  # of a page
_WORDS = 2000  # of a page that are compared: the rest would cost seconds
_AROUND = 5  # words left on each side of a difference


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: `same` in both, `gone` with the one text, or `new` in the other."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PageDifference:
    """A page whose words differ. `more` tells that not all of it is here."""

    number: int
    pieces: tuple[Piece, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """The first pages that differ, and how many do in all."""

    pages: tuple[PageDifference, ...]
    total: int


def differences(one: Sequence[str], other: Sequence[str]) -> Differences:
    """Compare two texts page by page, by their words."""
    pairs = enumerate(zip_longest(one, other, fillvalue=""), start=1)
    differing = [
        (number, before.split(), after.split())
        for number, (before, after) in pairs
        if before.split() != after.split()
    ]
    return Differences(tuple(_page(*each) for each in differing[:_PAGES]), len(differing))


def _page(number: int, before: list[str], after: list[str]) -> PageDifference:
    cut = len(before) > _WORDS or len(after) > _WORDS
    before, after = before[:_WORDS], after[:_WORDS]
    pieces: list[Piece] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", _shortened(before[start:end])))
            continue
        if start < end:
            pieces.append(Piece("gone", " ".join(before[start:end])))
        if begin < stop:
            pieces.append(Piece("new", " ".join(after[begin:stop])))
    return PageDifference(number, tuple(pieces[:_PIECES]), more=cut or len(pieces) > _PIECES)


def _shortened(words: list[str]) -> str:
    if len(words) <= 2 * _AROUND + 1:
        return " ".join(words)
    return " ".join([*words[:_AROUND], "…", *words[-_AROUND:]])
