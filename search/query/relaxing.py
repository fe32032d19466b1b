"""Asking for fewer words, where nothing has as many as the question demands.

Only words that were typed one after the other are left out. What was quoted, marked with a plus, put in
a field, joined by AND or excluded stays as it was asked.
"""

from __future__ import annotations

from dataclasses import replace

from search.query import composing
from search.query.model import All, AtLeast, Node, Step, UnderstoodQuery
from search.query.syntax.parse import parse
from search.query.syntax.taking_back import taken_back
from search.query.syntax.writing import written
from search.query.wording import spelled


def most(query: UnderstoodQuery) -> int:
    """Return how many words a query demands of which fewer could be enough; 0 where none could."""
    words = query.loose
    if len(words) < 2:
        return 0
    demanded = (
        part.least for part in _parts(query.root) if isinstance(part, AtLeast) and part.parts == words
    )
    return next(demanded, len(words))


def relaxed(query: UnderstoodQuery, least: int) -> UnderstoodQuery:
    """Return a query for which `least` of the words (1 to :func:`most`) are enough, and which says so."""
    words = query.loose
    rest = [
        part
        for part in _parts(query.root)
        if part not in words and not (isinstance(part, AtLeast) and part.parts == words)
    ]
    fewer = AtLeast(words, least)
    told = Step(
        "least", spelled(fewer), f"inget har alla orden; minst {least} av {len(words)} räcker", _all(query)
    )
    return replace(
        query,
        root=composing.all_of([fewer, *rest]),
        steps=(*(step for step in query.steps if not _tells_least(step, fewer)), told),
    )


def _parts(root: Node | None) -> tuple[Node, ...]:
    return root.parts if isinstance(root, All) else (root,) if root is not None else ()


def _tells_least(step: Step, fewer: AtLeast) -> bool:
    return step.kind == "least" and step.text == spelled(fewer)


def _all(query: UnderstoodQuery) -> str:
    """Return the question with AND between its words."""
    tree = parse(query.text).root
    assert tree is not None  # it has words
    return written(taken_back(tree, [()]), shouted=query.text.isupper())
