"""Working out a query's tree: each node yields three arrays over the records of a snapshot.

Leaves are read from postings (`leaves`), and everything after is Boolean algebra in numpy. Measured
against Whoosh's own matchers in `bench/search_bench.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from search.engine import Budget
from search.query.composing import Leaf
from search.query.model import (
    All,
    AnyOf,
    AtLeast,
    Near,
    Node,
    Not,
    Optional,
    Phrase,
    Prefix,
    Reading,
    Term,
)
from search.whoosh_engine.matching.leaves import Leaves
from search.whoosh_engine.matching.nearness import closeness
from search.whoosh_engine.scoring import WEIGHTS, Scores, Weights, idf
from search.whoosh_engine.segment import Flags, Ints
from search.whoosh_engine.snapshot import POSITION_BITS, Snapshot


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

    def __init__(self, snapshot: Snapshot, budget: Budget, weights: Weights = WEIGHTS) -> None:
        self._snapshot = snapshot
        self._weights = weights
        self._leaves = Leaves(snapshot, budget, weights)

    @property
    def limits(self) -> tuple[str, ...]:
        """Name the limits that bit, in the order they did."""
        return tuple(self._leaves.limits)

    def match(self, node: Node) -> Matches:
        """Return what a query does to each record."""
        return self._match(node, unread=False)

    def _match(self, node: Node, *, unread: bool) -> Matches:
        """`unread` tells what a word does that there is no time to read."""
        match node:
            case All(parts):
                return self._at_least(len(parts), parts, unread=unread)
            case AtLeast(parts, least):
                return self._at_least(least, parts, unread=unread)
            case AnyOf(parts):
                return self._any([self._match(part, unread=unread) for part in parts])
            case Reading(part=part):
                return self._match(part, unread=unread)
            case Not(part):
                matched = self._match(part, unread=not unread)
                return Matches(~matched.matches, self._none(), self._zero())
            case Optional(part):
                matched = self._match(part, unread=False)
                return Matches(~self._none(), self._none(), matched.scores)
            case Term() | Prefix() | Phrase() | Near():
                if not self._leaves.out_of_time():
                    read = self._leaf(node)
                    if not (unread and self._leaves.out_of_time()):  # else it may be read in part alone
                        return read
                return Matches(self._none() | unread, self._none(), self._zero())

    def _at_least(self, least: int, nodes: tuple[Node, ...], *, unread: bool) -> Matches:
        parts = [self._match(node, unread=unread) for node in nodes]
        matching = sum((part.matches for part in parts), np.zeros(len(self._snapshot.number), dtype=np.int16))
        matches = matching >= least
        own = matches & reduce(np.logical_or, (part.own for part in parts), self._none())
        scores = sum((part.scores for part in parts), self._zero())
        scores[~(matches | self._snapshot.is_front)] = 0
        self._add_proximity(nodes, own, scores)
        return Matches(matches, own, scores)

    def _any(self, parts: list[Matches]) -> Matches:
        return Matches(
            reduce(np.logical_or, (part.matches for part in parts), self._none()),
            reduce(np.logical_or, (part.own for part in parts), self._none()),
            sum((part.scores for part in parts), self._zero()),
        )

    def _leaf(self, leaf: Leaf) -> Matches:
        found, scores = self._none(), self._zero()
        for records, added in self._leaves.found(leaf):
            found[records] = True
            scores[records] += added
        if isinstance(leaf, Term):
            for records, added in self._leaves.related(leaf):
                scores[records] += added
                found[records] |= leaf.by_parts
        own = found & self._snapshot.is_page
        return Matches(found | found[self._snapshot.front_of_record], own, scores)

    def _add_proximity(self, nodes: tuple[Node, ...], own: Flags, scores: Scores) -> None:
        """Add to the scores of pages on which neighbours in the question stand near each other."""
        if not self._weights.proximity:
            return
        for (one, at), (other, then) in pairwise(_words_in_turn(nodes)):
            if not (one and other) or self._leaves.out_of_time():
                continue
            here, there = (self._leaves.text_occurrences(words) for words in (one, other))
            rarer = min(self._text_idf(here), self._text_idf(there))
            weight = min(max(word.weight for word in words) for words in (one, other))
            here, there = (each[own[each >> POSITION_BITS]] for each in (here, there))
            records, close = closeness(here, there, then - at)
            scores[records] += self._weights.proximity * rarer * weight * close

    def _text_idf(self, stands: Ints) -> float:
        return idf(self._snapshot.pages, len(np.unique(stands >> POSITION_BITS)))

    def _none(self) -> Flags:
        return np.zeros(len(self._snapshot.number), dtype=np.bool_)

    def _zero(self) -> Scores:
        return np.zeros(len(self._snapshot.number))


def _words_in_turn(nodes: tuple[Node, ...]) -> list[tuple[tuple[Term, ...], int]]:
    """Return each word that is asked for, as what it is looked for as, and its place.

    What is no word of the text stands for itself as (); function words count as places between.
    """
    kept = [node for node in nodes if not isinstance(node, Not)]
    return [(_as_words(node), at) for at, node in enumerate(kept) if not isinstance(node, Optional)]


def _as_words(node: Node) -> tuple[Term, ...]:
    match node:
        case Term(scope=""):
            return (node,)
        case Reading(part=part):
            return _as_words(part)
        case AnyOf(parts):
            words = [_as_words(part) for part in parts]
            return tuple(word for each in words for word in each) if all(words) else ()
        case _:
            return ()
