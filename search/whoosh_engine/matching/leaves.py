"""The leaves of a query: where a word, a prefix, a phrase or two neighbours stand, and how often.

A word is read once, from the postings of its keys; what is read stays with the snapshot.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from search.engine import Budget
from search.query.composing import Leaf
from search.query.model import Near, Phrase, Prefix, Term
from search.whoosh_engine.matching.arrays import NONE, both, places, union
from search.whoosh_engine.matching.nearness import near
from search.whoosh_engine.schema import PARTS, exact_field, keys_field
from search.whoosh_engine.scoring import MOST_OCCURRENCES, Scores, Weights, score
from search.whoosh_engine.segment import Ints
from search.whoosh_engine.snapshot import POSITION_BITS, Snapshot

Postings = tuple[Ints, Ints]  # records, ascending, and how often each

_SCOPES = {"": PARTS, "title": ("title",), "speaker": ("speakers",), "series": ("series",)}
_NOTHING: Postings = (NONE, NONE)


class Leaves:
    """Reads leaves within a budget; `limits` names what bit."""

    def __init__(self, snapshot: Snapshot, budget: Budget, weights: Weights) -> None:
        self._snapshot = snapshot
        self._budget = budget
        self._weights = weights
        self._deadline = time.monotonic() + budget.seconds
        self.limits: dict[str, None] = {}  # in the order they bit

    def out_of_time(self) -> bool:
        """Tell whether time is out, and let the limits say so."""
        if time.monotonic() >= self._deadline:
            self.limits["time"] = None
            return True
        return False

    def found(self, leaf: Leaf) -> Iterator[tuple[Ints, Scores]]:
        """Yield, for each part that a leaf may stand in, the records that hold it and their scores."""
        for part in _SCOPES[leaf.scope]:
            records, frequencies = self._standing(leaf, part, exact=False)
            scores = score(self._snapshot, part, records, frequencies, self._weights)
            if part == "text" and not isinstance(leaf, Prefix):
                self._add_exact(records, scores, *self._standing(leaf, part, exact=True))
            yield records, (leaf.weight if isinstance(leaf, Term) else 1.0) * scores

    def related(self, term: Term) -> Iterator[tuple[Ints, Scores]]:
        """Yield, for each key of a word's parts in each part of a record, the records and scores."""
        for part in _SCOPES[term.scope]:
            for key in dict.fromkeys(term.related):
                if self.out_of_time():
                    return
                records, frequencies = self._snapshot.postings(keys_field(part), key)
                scores = score(self._snapshot, part, records, frequencies, self._weights)
                yield records, self._weights.related * term.weight * scores

    def text_occurrences(self, words: tuple[Term, ...]) -> Ints:
        """Return where any of some words stands in the text of pages; nothing where that is too often."""
        names = list(dict.fromkeys(name for word in words for name in _names("text", word)))
        if sum(int(self._snapshot.postings(*name)[1].sum()) for name in names) > MOST_OCCURRENCES:
            return NONE
        stands = union([self._snapshot.occurrences(*name) for name in names])
        on_pages: Ints = stands[self._snapshot.is_page[stands >> POSITION_BITS]]
        return on_pages

    def _standing(self, leaf: Leaf, part: str, *, exact: bool) -> Postings:
        """Return where a leaf stands in a part; `exact` asks for the very forms typed."""
        match leaf:
            case Term():
                names = _names(part, leaf, exact=exact)
                # The keys are readings of one word: the one found most counts
                return self._merged([self._snapshot.postings(*name) for name in names], np.maximum)
            case Prefix():
                return self._prefix(leaf, part)
            case Phrase():
                return _by_record(self._phrase(leaf.terms, part, exact=exact))
            case Near():
                left, right = (self._stands(term, part, exact=exact) for term in (leaf.left, leaf.right))
                return _by_record(near(left, right, leaf.distance))

    def _add_exact(self, records: Ints, scores: Scores, exact: Ints, frequencies: Ints) -> None:
        """Add to the scores of pages on which the very form stands."""
        on_page = self._snapshot.number[exact] > 0
        exact, frequencies = exact[on_page], frequencies[on_page]
        added = score(self._snapshot, "text", exact, frequencies, self._weights)
        found, present = places(exact, records)
        scores[found[present]] += self._weights.exact * added[present]

    def _prefix(self, prefix: Prefix, part: str) -> Postings:
        fields = [exact_field(of_scope) for of_scope in _SCOPES[prefix.scope]]
        forms = _commonest(self._snapshot, fields, prefix.stem, self._budget.expansions + 1)
        if len(forms) > self._budget.expansions:
            self.limits["expansions"] = None
        field = exact_field(part)
        in_part = self._snapshot.forms(field, prefix.stem)
        found = []
        for form in forms[: self._budget.expansions]:
            if form in in_part and not self.out_of_time():
                found.append(self._snapshot.postings(field, form))
        return self._merged(found, np.add)

    def _phrase(self, terms: tuple[Term, ...], part: str, *, exact: bool) -> Ints:
        """Return where words begin to stand one after the other."""
        beginnings: Ints | None = None
        for place, term in enumerate(terms):
            stands = self._stands(term, part, exact=exact) - place
            beginnings = stands if beginnings is None else both(beginnings, stands)
            if not len(beginnings):
                break
        return NONE if beginnings is None else beginnings

    def _stands(self, term: Term, part: str, *, exact: bool) -> Ints:
        """Return each place where a word stands; nothing where there is no time to read it."""
        if self.out_of_time():
            return NONE
        return union([self._snapshot.occurrences(*name) for name in _names(part, term, exact=exact)])

    def _merged(self, found: list[Postings], together: np.ufunc) -> Postings:
        """Return the records of several postings, with the frequencies of each put together."""
        found = [each for each in found if len(each[0])]
        if len(found) < 2:
            return found[0] if found else _NOTHING
        frequencies = np.zeros(len(self._snapshot.number), dtype=np.int64)
        for records, each in found:
            frequencies[records] = together(frequencies[records], each)
        records = np.flatnonzero(frequencies)
        return records, frequencies[records]


def _names(part: str, term: Term, *, exact: bool = False) -> list[tuple[str, str]]:
    """Return the fields and names under which a word is found in a part."""
    if exact or term.literal:
        return [(exact_field(part), term.exact)]
    return [(keys_field(part), key) for key in dict.fromkeys(term.keys)]


def _by_record(stands: Ints) -> Postings:
    if not len(stands):
        return _NOTHING
    records, frequencies = np.unique(stands >> POSITION_BITS, return_counts=True)
    return records, frequencies


def _commonest(snapshot: Snapshot, fields: Iterable[str], prefix: str, limit: int) -> list[str]:
    """Return the terms of these fields that begin so, the commonest first, then by the alphabet.

    Records that were deleted count until their segment is merged, here alone.
    """
    counts: Counter[str] = Counter()
    for field in fields:
        counts.update(snapshot.forms(field, prefix))
    return heapq.nsmallest(limit, counts, key=lambda form: (-counts[form], form))
