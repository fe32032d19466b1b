"""Matching: a query's tree worked out over every record of a snapshot at once.

Each node yields three arrays over the records. A word is read once, from the postings of its keys,
and everything after is Boolean algebra in numpy. Measured against Whoosh's own matchers in
`bench/search_bench.py`.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from search.engine import Budget
from search.query.model import All, AnyOf, Node, Not, Optional, Phrase, Prefix, Term
from search.whoosh_engine.schema import PARTS, exact_field, keys_field
from search.whoosh_engine.scoring import WEIGHTS, Scores, Weights, score
from search.whoosh_engine.segment import Ints
from search.whoosh_engine.snapshot import POSITION_BITS, Flags, Snapshot

_SCOPES = {"": PARTS, "title": ("title",), "speaker": ("speakers",), "series": ("series",)}


@dataclass(frozen=True, slots=True)
class Matches:
    """What a node does to each record.

    `matches`: its text together with its document's about matches (of a front: about alone).
    `own`: the record is a page that matches, and some word stands in its own text or title.
    `scores`: of a page for its own text, of a front for about. A front keeps what its words score
    where the whole does not match about alone: it adds to the document's score.
    """

    matches: Flags
    own: Flags
    scores: Scores


class Matcher:
    """Works out one query over one snapshot within a budget; `limits` names what bit.

    A word that is not read because time is out matches nothing, and under NOT everything: what is
    answered then is less than there is, but nothing wrong.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        budget: Budget,
        weights: Weights = WEIGHTS,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._budget = budget
        self._weights = weights
        self._clock = clock or time.monotonic
        self._deadline = self._clock() + budget.seconds
        self.limits: dict[str, None] = {}  # in the order they bit

    def match(self, node: Node) -> Matches:
        """Return what a query does to each record."""
        return self._match(node, unread=False)

    def _match(self, node: Node, *, unread: bool) -> Matches:
        """`unread` tells what a word does that there is no time to read."""
        match node:
            case All(parts):
                return self._all([self._match(part, unread=unread) for part in parts])
            case AnyOf(parts):
                return self._any([self._match(part, unread=unread) for part in parts])
            case Not(part):
                matched = self._match(part, unread=not unread)
                return Matches(~matched.matches, self._none(), self._zero())
            case Optional(part):
                matched = self._match(part, unread=False)
                return Matches(~self._none(), self._none(), matched.scores)
            case Term() | Prefix() | Phrase():
                if self._out_of_time():
                    return Matches(self._none() | unread, self._none(), self._zero())
                return self._leaf(node)

    def _all(self, parts: list[Matches]) -> Matches:
        matches = reduce(np.logical_and, (part.matches for part in parts), ~self._none())
        own = matches & reduce(np.logical_or, (part.own for part in parts), self._none())
        scores = sum((part.scores for part in parts), self._zero())
        scores[~(matches | self._snapshot.is_front)] = 0
        return Matches(matches, own, scores)

    def _any(self, parts: list[Matches]) -> Matches:
        return Matches(
            reduce(np.logical_or, (part.matches for part in parts), self._none()),
            reduce(np.logical_or, (part.own for part in parts), self._none()),
            sum((part.scores for part in parts), self._zero()),
        )

    def _leaf(self, node: Term | Prefix | Phrase) -> Matches:
        found, scores = self._none(), self._zero()
        for part in _SCOPES[node.scope]:
            records, added = self._in_part(node, part)
            found[records] = True
            scores[records] += added
        own = found & self._snapshot.is_page
        return Matches(found | found[self._snapshot.front_of_record], own, scores)

    def _in_part(self, node: Term | Prefix | Phrase, part: str) -> tuple[Ints, Scores]:
        match node:
            case Term():
                records, frequencies = self._word(node, part)
                weight = node.weight
                exact = self._snapshot.postings(exact_field(part), node.exact)
            case Prefix():
                records, frequencies = self._prefix(node, part)
                weight = 1.0
                exact = _NOTHING
            case Phrase():
                records, frequencies = self._phrase(node.terms, part, exact=False)
                weight = 1.0
                exact = self._phrase(node.terms, part, exact=True)
        scores = score(self._snapshot, part, records, frequencies, self._weights)
        if part == "text":
            self._add_exact(records, scores, *exact)
        return records, weight * scores

    def _add_exact(self, records: Ints, scores: Scores, exact: Ints, frequencies: Ints) -> None:
        """Add to the scores of pages on which the very form stands."""
        on_page = self._snapshot.number[exact] > 0
        exact, frequencies = exact[on_page], frequencies[on_page]
        added = score(self._snapshot, "text", exact, frequencies, self._weights)
        places, present = _places(exact, records)
        scores[places[present]] += self._weights.exact * added[present]

    def _word(self, term: Term, part: str) -> tuple[Ints, Ints]:
        """Return where a word stands. Its keys are readings of one word: the one found most counts."""
        if term.literal:
            return self._snapshot.postings(exact_field(part), term.exact)
        found = [self._snapshot.postings(keys_field(part), key) for key in dict.fromkeys(term.keys)]
        return self._merged(found, np.maximum)

    def _prefix(self, prefix: Prefix, part: str) -> tuple[Ints, Ints]:
        fields = [exact_field(of_scope) for of_scope in _SCOPES[prefix.scope]]
        forms = commonest(self._snapshot, fields, prefix.stem, self._budget.expansions + 1)
        if len(forms) > self._budget.expansions:
            self.limits["expansions"] = None
        field = exact_field(part)
        in_part = self._snapshot.forms(field, prefix.stem)
        found = []
        for form in forms[: self._budget.expansions]:
            if form in in_part and not self._out_of_time():
                found.append(self._snapshot.postings(field, form))
        return self._merged(found, np.add)

    def _phrase(self, terms: tuple[Term, ...], part: str, *, exact: bool) -> tuple[Ints, Ints]:
        """Return on which records the words stand one after the other, and how often."""
        beginnings: Ints | None = None
        for place, term in enumerate(terms):
            if self._out_of_time():
                return _NOTHING
            names = [(exact_field(part), term.exact)]
            if not (exact or term.literal):
                names = [(keys_field(part), key) for key in dict.fromkeys(term.keys)]
            stands = _union([self._snapshot.occurrences(*name) for name in names]) - place
            beginnings = stands if beginnings is None else _both(beginnings, stands)
            if not len(beginnings):
                return _NOTHING
        if beginnings is None:
            return _NOTHING
        records, frequencies = np.unique(beginnings >> POSITION_BITS, return_counts=True)
        return records, frequencies

    def _merged(self, found: list[tuple[Ints, Ints]], together: np.ufunc) -> tuple[Ints, Ints]:
        """Return the records of several postings, with the frequencies of each put together."""
        if len(found) == 1:
            return found[0]
        frequencies = np.zeros(len(self._snapshot.number), dtype=np.int64)
        for records, each in found:
            frequencies[records] = together(frequencies[records], each)
        records = np.flatnonzero(frequencies)
        return records, frequencies[records]

    def _out_of_time(self) -> bool:
        if self._clock() >= self._deadline:
            self.limits["time"] = None
            return True
        return False

    def _none(self) -> Flags:
        return np.zeros(len(self._snapshot.number), dtype=np.bool_)

    def _zero(self) -> Scores:
        return np.zeros(len(self._snapshot.number))


def commonest(snapshot: Snapshot, fields: Iterable[str], prefix: str, limit: int) -> list[str]:
    """Return the terms of these fields that begin so, the commonest first, then by the alphabet.

    Records that were deleted count until their segment is merged, here alone.
    """
    counts: Counter[str] = Counter()
    for field in fields:
        counts.update(snapshot.forms(field, prefix))
    return heapq.nsmallest(limit, counts, key=lambda form: (-counts[form], form))


_NOTHING = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def _places(few: Ints, many: Ints) -> tuple[Ints, Flags]:
    """Return where each of `few` stands in `many`, and whether it does; both ascending."""
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return places, many[places] == few if len(many) else np.zeros(len(few), dtype=np.bool_)


def _both(one: Ints, other: Ints) -> Ints:
    """Return what two ascending arrays have in common, at the cost of the shorter one."""
    few, many = sorted((one, other), key=len)
    return few[_places(few, many)[1]]


def _union(arrays: list[Ints]) -> Ints:
    """Return what stands in any of some ascending arrays, ascending."""
    arrays = [array for array in arrays if len(array)]
    if len(arrays) < 2:
        return arrays[0] if arrays else _NOTHING[0]
    joined: Ints = np.sort(np.concatenate(arrays), kind="stable")  # finds the runs that are in order already
    first = np.ones(len(joined), dtype=np.bool_)
    first[1:] = joined[1:] != joined[:-1]
    return joined[first]
