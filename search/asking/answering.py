"""Asking the engine, and where nothing matches the whole question, for the best that matches in part."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.asking.reranking import DEPTH, Place, places, reranked, runs_of
from search.engine import Answer, Budget, Engine, Filters, Window
from search.query.model import UnderstoodQuery
from search.query.relaxing import most, relaxed

Texts = Callable[[Sequence[Place]], Mapping[Place, str]]
"""Gives the texts of pages, and of fronts as page 0."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an engine answered, and the question that it answered: `partial` where that was relaxed."""

    query: UnderstoodQuery
    answer: Answer
    partial: bool = False


def answered(
    engine: Engine,
    query: UnderstoodQuery,
    filters: Filters,
    window: Window,
    budget: Budget,
    texts: Texts | None = None,
) -> Answered:
    """Ask a question; where nothing matches, ask for as many of its words as some document has.

    With `texts` the best are ranked anew by their letters. All of it together keeps to the budget.
    """
    asking = _Asking(engine, filters, budget, texts)
    answer = asking.ask(query, window)
    if answer.matching_documents or "time" in answer.limits:
        return Answered(query, answer)
    least = _most_that_match(asking, query)
    if not least:
        return Answered(query, answer)
    partly = relaxed(query, least)
    return Answered(partly, asking.ask(partly, window), partial=True)


class _Asking:
    def __init__(self, engine: Engine, filters: Filters, budget: Budget, texts: Texts | None) -> None:
        self._engine = engine
        self._texts = texts
        self._filters = filters
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds

    def ask(self, query: UnderstoodQuery, window: Window) -> Answer:
        """Return one window of the answer, in the order of both rankings."""
        runs = runs_of(query.root)
        if not self._texts or not runs or window.sort != "relevans" or window.first >= DEPTH:
            return self._search(query, window)
        last = window.first + window.documents
        answer = self._search(query, replace(window, first=0, documents=max(DEPTH, last)))
        best, others = answer.hits[:DEPTH], answer.hits[DEPTH:]
        ranked = (*reranked(best, runs, self._texts(places(best))), *others)
        return replace(answer, hits=ranked[window.first : last])

    def matching(self, query: UnderstoodQuery) -> int:
        """Return how many documents match."""
        return self._search(query, Window(documents=0, pages=0)).matching_documents

    def _search(self, query: UnderstoodQuery, window: Window) -> Answer:
        left = max(0.0, self._deadline - time.monotonic())
        return self._engine.search(query.root, self._filters, window, replace(self._budget, seconds=left))


def _most_that_match(asking: _Asking, query: UnderstoodQuery) -> int:
    """Return the largest number of a question's parts that some document has together; 0 for none."""
    low, high = 0, most(query) - 1  # with that many there was nothing
    while low < high:
        middle = (low + high + 1) // 2
        if asking.matching(relaxed(query, middle)):
            low = middle
        else:
            high = middle - 1
    return low
