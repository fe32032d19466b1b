"""Asking the engine, and where nothing matches the whole question, for the best that matches in part."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from search.engine import Answer, Budget, Engine, Filters, Window
from search.query.model import UnderstoodQuery
from search.query.relaxing import most, relaxed


@dataclass(frozen=True, slots=True)
class Answered:
    """What an engine answered, and the question that it answered: `partial` where that was relaxed."""

    query: UnderstoodQuery
    answer: Answer
    partial: bool = False


def answered(
    engine: Engine, query: UnderstoodQuery, filters: Filters, window: Window, budget: Budget
) -> Answered:
    """Ask a question; where nothing matches, ask for as many of its words as some document has.

    All of it together keeps to the budget.
    """
    asking = _Asking(engine, filters, budget)
    answer = asking.ask(query, window)
    if answer.matching_documents or "time" in answer.limits:
        return Answered(query, answer)
    least = _most_that_match(asking, query)
    if not least:
        return Answered(query, answer)
    partly = relaxed(query, least)
    return Answered(partly, asking.ask(partly, window), partial=True)


class _Asking:
    def __init__(self, engine: Engine, filters: Filters, budget: Budget) -> None:
        self._engine = engine
        self._filters = filters
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds

    def ask(self, query: UnderstoodQuery, window: Window) -> Answer:
        left = max(0.0, self._deadline - time.monotonic())
        return self._engine.search(query.root, self._filters, window, replace(self._budget, seconds=left))


def _most_that_match(asking: _Asking, query: UnderstoodQuery) -> int:
    """Return the largest number of a question's parts that some document has together; 0 for none."""
    count_alone = Window(documents=0, pages=0)
    low, high = 0, most(query) - 1  # with that many there was nothing
    while low < high:
        middle = (low + high + 1) // 2
        if asking.ask(relaxed(query, middle), count_alone).matching_documents:
            low = middle
        else:
            high = middle - 1
    return low
