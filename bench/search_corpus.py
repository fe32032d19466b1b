"""A made-up archive of Swedish-like pages, and 200 questions to it. Seeded: the same every time.

Words are made of Swedish syllables and endings; how often each stands follows Zipf's law with the
tail of a real text (exponent 1.1), and an eighth of each page is drawn from its document's own
sixty words, as a seminar has its subject. Questions are drawn in classes by how many pages a word
stands on.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search.engine import Filters, IndexDocument, IndexPage, Posting
from search.query.model import All, AnyOf, Node, Phrase, Prefix, Term

_ONSETS = (
    "b", "bl", "br", "d", "dr", "f", "fl", "fr", "g", "gr", "h", "j", "k", "kl", "kn", "kr", "l", "m",
    "n", "p", "pl", "pr", "r", "s", "sk", "sl", "sn", "sp", "st", "str", "t", "tr", "tv", "v",
)  # fmt: skip
_VOWELS = tuple("aeiouyåäö")
_CODAS = ("", "", "l", "n", "r", "s", "t", "k", "nd", "ng", "rk", "st", "ll", "tt")
_SYLLABLE = (_ONSETS, _VOWELS, _CODAS)
_ENDINGS = ("en", "et", "ar", "arna", "er", "erna", "ning", "ningen", "ande", "het", "skap", "s")
_STEMS, _EXPONENT = 60_000, 1.1
_SERIES, _SPEAKERS, _YEARS = 12, 320, range(2001, 2026)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its class, as our engine is asked it."""

    kind: str
    root: Node
    filters: Filters


class Corpus:
    """`pages` pages of 50 to 150 words, in documents of some twenty pages."""

    def __init__(self, pages: int, seed: int = 42) -> None:
        self.pages = pages
        self._random = np.random.default_rng(seed)
        self._words = self._vocabulary()
        weights = np.arange(3, 3 + len(self._words)) ** -_EXPONENT
        self._cumulated = np.cumsum(weights / weights.sum())
        self.page_count: Counter[str] = Counter()  # pages on which a key stands
        self.form_count: Counter[str] = Counter()
        self._sample: list[tuple[Posting, ...]] = []

    def documents(self) -> Iterator[IndexDocument]:
        """Yield the documents; what questions are drawn from is counted on the way."""
        made = 0
        for number in itertools.count():
            if made >= self.pages:
                return
            count = min(int(np.clip(self._random.lognormal(2.9, 0.5), 3, 120)), self.pages - made)
            yield self._document(number, count)
            made += count

    def questions(self) -> list[Question]:
        """Return 200 questions in the classes of the engine study."""
        rare = self._keys(2, 20)
        middle = self._keys(self.pages * 0.002, self.pages * 0.01)
        common = self._keys(self.pages * 0.04, self.pages * 0.35)
        prefixes = Counter(form[:5] for form in self.form_count if len(form) > 5)
        stems = sorted(stem for stem, forms in prefixes.items() if 10 <= forms <= 400)

        def pick(keys: list[str]) -> Term:
            key = keys[self._random.integers(len(keys))]
            return Term(key, key, (key,))

        made = [Question("rare", pick(rare), Filters()) for _ in range(25)]
        made += [Question("mid", pick(middle), Filters()) for _ in range(25)]
        made += [Question("common", pick(common), Filters()) for _ in range(25)]
        made += [Question("and2", All((pick(common), pick(middle))), Filters()) for _ in range(25)]
        made += [
            Question("or3", AnyOf((pick(middle), pick(middle), pick(common))), Filters()) for _ in range(25)
        ]
        made += [Question("phrase", self._phrase(), Filters()) for _ in range(25)]
        for _ in range(25):
            stem = stems[self._random.integers(len(stems))]
            made.append(Question("prefix", Prefix(f"{stem}*", stem), Filters()))
        series = Filters({"serie": frozenset({"serie-1"})})
        years = Filters({"ar": frozenset(str(year) for year in range(2018, 2025))})
        made += [Question("common+serie", pick(common), series) for _ in range(13)]
        made += [Question("and2+years", All((pick(common), pick(middle))), years) for _ in range(12)]
        return made

    def _vocabulary(self) -> list[tuple[str, str]]:
        """Return (key, form) pairs, the commonest first."""
        chance = random.Random(int(self._random.integers(1 << 30)))
        stems: dict[str, None] = {}
        while len(stems) < _STEMS:
            syllables = chance.choice((1, 1, 1, 2, 2, 2, 2, 3, 3, 4))
            stems["".join(chance.choice(each) for each in syllables * _SYLLABLE)] = None
        forms = [
            (stem, stem + ending)
            for stem in stems
            for ending in ("", *chance.sample(_ENDINGS, chance.randrange(5)))
        ]
        order = np.argsort(np.arange(len(forms)) * self._random.uniform(0.2, 1.8, len(forms)))
        return [forms[index] for index in order.tolist()]

    def _document(self, number: int, pages: int) -> IndexDocument:
        topic = self._draw(60, 0.45)
        series = min(int(self._random.exponential(3)), _SERIES - 1)
        speaker = int(self._random.integers(_SPEAKERS) * self._random.random())
        year = _YEARS[-1 - min(int(self._random.exponential(6)), len(_YEARS) - 1)]
        return IndexDocument(
            id=f"d{number:06}",
            revision=1,
            title=(),
            speakers=(),
            series=(),
            about=(),
            facets={"serie": (f"serie-{series}",), "talare": (f"talare-{speaker}",), "ar": (str(year),)},
            date_first=year * 10_000 + 101,
            date_last=year * 10_000 + 1231,
            sort_title=f"d{number:06}",
            pages=tuple(IndexPage(page, (), self._page(topic)) for page in range(1, pages + 1)),
        )

    def _page(self, topic: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Posting, ...]:
        words = self._draw(int(self._random.integers(50, 151)), 0.0)
        on_topic = self._random.random(len(words)) < 0.12
        words[on_topic] = self._random.choice(topic, int(on_topic.sum()))
        pairs = [self._words[word] for word in words.tolist()]
        self.page_count.update({key for key, _ in pairs})
        self.form_count.update({form for _, form in pairs})
        postings = tuple(Posting(place, form, (key,)) for place, (key, form) in enumerate(pairs))
        if self._random.random() < 0.01:
            self._sample.append(postings)
        return postings

    def _draw(self, count: int, above: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.searchsorted(self._cumulated, above + (1 - above) * self._random.random(count))

    def _keys(self, fewest: float, most: float) -> list[str]:
        return sorted(key for key, pages in self.page_count.items() if fewest <= pages <= most)

    def _phrase(self) -> Phrase:
        page = self._sample[self._random.integers(len(self._sample))]
        at = int(self._random.integers(len(page) - 1))
        return Phrase(tuple(Term(p.keys[0], p.keys[0], p.keys) for p in page[at : at + 2]))
