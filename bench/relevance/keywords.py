"""Keywords with the pages that they mean: precision, recall, and look-alikes that must not be found.

The gold follows from lists of words (`keywords.toml`), read page by page by a human, over the sample
material and short passages that hold the hard cases (`passages.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.relevance.ranking.collection import Document
from search.language.tokens import exact_form, words

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword: the forms in which it is typed, and words by which pages are told (`keywords.toml`)."""

    typed: tuple[str, ...]
    finds: frozenset[str]
    either: frozenset[str]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one typed form found, by names of pages."""

    typed: str
    right: frozenset[str]
    missed: frozenset[str]
    wrong: frozenset[str]
    crossed: frozenset[str]  # those of the wrong that hold a look-alike

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = len(self.right) + len(self.wrong)
        return len(self.right) / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return len(self.right) / (len(self.right) + len(self.missed))


@dataclass(frozen=True)
class Outcome:
    """All typed forms together; the means are over forms."""

    judged: tuple[Judged, ...]

    @cached_property
    def precision(self) -> float:
        """The mean precision."""
        return sum(each.precision for each in self.judged) / len(self.judged)

    @cached_property
    def recall(self) -> float:
        """The mean recall."""
        return sum(each.recall for each in self.judged) / len(self.judged)

    @cached_property
    def crossed(self) -> int:
        """How many pages were found by a look-alike."""
        return sum(len(each.crossed) for each in self.judged)

    def lines(self) -> Iterable[str]:
        """Yield the figures, and every page that is wrong or missed."""
        yield (
            f"keywords: {len(self.judged)} forms; precision {self.precision:.3f}, recall {self.recall:.3f}, "
            f"cross-matches {self.crossed}"
        )
        for each in self.judged:
            for page in sorted(each.wrong):
                yield f"  {each.typed}: {'cross-match' if page in each.crossed else 'wrong'}: {page}"
            for page in sorted(each.missed):
                yield f"  {each.typed}: missed: {page}"


def keywords() -> tuple[Keyword, ...]:
    """Return the keyword set."""
    return tuple(
        Keyword(tuple(row["typed"]), *(frozenset(row.get(name, "").split()) for name in _WORDS))
        for row in _toml("keywords.toml")["keyword"]
    )


def passages() -> tuple[Document, ...]:
    """Return the passages, each a document of one page."""
    return tuple(Document(name, "", (text,)) for name, text in _toml("passages.toml")["passages"].items())


def judge(find: Callable[[str], Iterable[str]], pages: Iterable[Document]) -> Outcome:
    """Ask every form of every keyword; `find` returns the names of the pages that match."""
    forms = {page.id: _forms(" ".join(page.pages)) for page in pages}
    judged = []
    for keyword in keywords():
        right = {page for page, held in forms.items() if held & keyword.finds}
        neutral = {page for page, held in forms.items() if held & keyword.either} - right
        apart = {page for page, held in forms.items() if held & keyword.apart} - right - neutral
        for typed in keyword.typed:
            found = set(find(typed)) - neutral
            wrong = found - right
            sets = (found & right, right - found, wrong, wrong & apart)
            judged.append(Judged(typed, *map(frozenset, sets)))
    return Outcome(tuple(judged))


_WORDS = ("finds", "either", "apart")


def _forms(text: str) -> frozenset[str]:
    return frozenset(exact_form(text[start:end]) for start, end in words(text))


def _toml(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)
