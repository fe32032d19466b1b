"""What would help where nothing was found, or nothing whole: each offer with how much it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from search.helping.reach import Reach
from search.helping.rewriting import Asked, asked, loosened, with_other
from search.language.function_words import is_function_word
from search.language.tokens import exact_form, folded
from search.query.model import UnderstoodQuery
from search.query.reading.spelling import SHORTEST, meant
from search.query.syntax.parse import parse
from search.query.syntax.tree import PrefixNode, SyntaxNode, WordNode
from search.query.syntax.writing import written
from search.query.vocabulary import records_of
from search.results import FacetValue, Offer, Request

MOST = 6
"""Offers for one question."""

_LONGEST = 12  # parts of a question; of a longer one, one part is seldom the hindrance
_SHORTEST_BEGINNING = 5  # letters of a word that say what it is about
_BEGUN = 20  # words that begin alike but for dots, among which one with the same dots is looked for
_MOST_WORDS, _MOST_SPELLINGS = 6, 4  # of one question that are tried, each at the cost of a question


def offers(
    request: Request,
    query: UnderstoodQuery,
    facets: Mapping[str, tuple[FacetValue, ...]],
    reach: Reach,
) -> tuple[Offer, ...]:
    """Return at most :data:`MOST` questions that find something whole where this one does not.

    First those that keep all that was asked for (the same words otherwise put), then those without a
    filter, then those without a word; of each kind what finds most. `facets` name the filters.
    """
    changes = _Changes(request, query, reach)
    spellings = _that_find(changes.spellings(), reach)
    narrower = _without_filters(request, facets, reach)
    words = _that_find(changes.without_words(), reach)
    return tuple([*_most_first(spellings), *narrower, *_most_first(words)][:MOST])


def _without_filters(
    request: Request, facets: Mapping[str, tuple[FacetValue, ...]], reach: Reach
) -> list[Offer]:
    """Return what is found without each filter, and without any where there are several."""
    chosen = [name for name, values in request.facets.items() if values]
    dated = bool(request.date_from or request.date_to)
    if not chosen and not dated:
        return []
    bare = replace(request, facets={}, date_from="", date_to="", page=1)
    without_any = list(_that_find([Offer("filters", "", bare, 0)], reach))
    if not without_any:
        return []
    single = [
        Offer(
            "filter",
            ", ".join(value.label for value in facets.get(name, ()) if value.selected),
            replace(request, facets={n: v for n, v in request.facets.items() if n != name}, page=1),
            0,
        )
        for name in chosen
    ]
    if dated:
        single.append(Offer("dates", "", replace(request, date_from="", date_to="", page=1), 0))
    if len(single) == 1:
        return [replace(single[0], matching_documents=without_any[0].matching_documents)]
    return [*_most_first(_that_find(single, reach)), *without_any]


class _Changes:
    """Puts one question otherwise, without asking whether that finds anything."""

    def __init__(self, request: Request, query: UnderstoodQuery, reach: Reach) -> None:
        self._request = request
        self._tree = parse(query.text).root
        self._shouted = query.text.isupper()
        self._corrected = {correction.typed for correction in query.corrections}
        self._reach = reach
        parts = tuple(asked(self._tree)) if self._tree is not None else ()
        self._parts = parts if len(parts) <= _LONGEST else ()

    def spellings(self) -> Iterator[Offer]:
        """Yield the question with a word spelled as the archive has it, or with less said of how."""
        found = ((part, other) for part in self._parts if (other := self._otherwise(part.node)) is not None)
        for part, other in islice(found, _MOST_SPELLINGS):
            yield self._offer("spelling", other, part, other)

    def without_words(self) -> Iterator[Offer]:
        """Yield the question without each thing that it demands, those that stand nowhere first."""
        free = [part for part in self._parts if part.beside and not self._is_small(part.node)]
        for part in sorted(free, key=lambda part: self._commonness(part.node))[:_MOST_WORDS]:
            yield self._offer("word", part.node, part, None)

    def _offer(self, kind: str, told: SyntaxNode, part: Asked, other: SyntaxNode | None) -> Offer:
        assert self._tree is not None  # it has parts
        question = written(with_other(self._tree, part.path, other), shouted=self._shouted)
        text = written(told, shouted=self._shouted)
        return Offer(kind, text, replace(self._request, q=question, page=1), 0)

    def _otherwise(self, node: SyntaxNode) -> SyntaxNode | None:
        if not isinstance(node, WordNode) or node.literal or self._records(node.surface):
            return loosened(node)
        exact = exact_form(node.surface)
        if node.surface in self._corrected or not exact.isalpha() or len(exact) < SHORTEST:
            return None
        form = meant(exact, self._reach.vocabulary, self._records)
        # A right word may be another one that was meant, if that stands there and not only a form of it
        if form is not None and self._reach.vocabulary.records(form.exact):
            return WordNode(form.exact)
        return self._beginning(exact, right=self._reach.analyser.is_word(node.surface))

    def _beginning(self, exact: str, *, right: bool) -> PrefixNode | None:
        """Return the longest beginning of a word with which some word of the archive begins (föreläs…).

        The beginning of a `right` word has its dots: *forsk*, never *försk*.
        """
        for length in range(len(exact) - 1, max(_SHORTEST_BEGINNING, len(exact) // 2) - 1, -1):
            begun = self._reach.vocabulary.beginning(folded(exact[:length]), _BEGUN if right else 1)
            for form in begun:
                if not right or form.exact.startswith(exact[:length]):
                    return PrefixNode(form.exact[:length])
        return None

    def _records(self, word: str) -> int:
        """Return on how many records a word stands in any form."""
        return records_of(self._reach.analyser.question_keys(word), self._reach.vocabulary)

    def _commonness(self, node: SyntaxNode) -> int:
        """Return on how many records a word stands; what is more than a word is the likelier hindrance."""
        return self._records(node.surface) if isinstance(node, WordNode) else 0

    def _is_small(self, node: SyntaxNode) -> bool:
        """Tell whether a word never restricts, so that nothing is won without it."""
        return (
            isinstance(node, WordNode)
            and not node.literal
            and is_function_word(exact_form(node.surface))
            and (self._shouted or not node.surface.isupper())
        )


def _that_find(found: Iterable[Offer], reach: Reach) -> Iterator[Offer]:
    for offer in found:
        documents = reach.count(offer.request)
        if documents:
            yield replace(offer, matching_documents=documents)


def _most_first(found: Iterable[Offer]) -> list[Offer]:
    return sorted(found, key=lambda offer: -offer.matching_documents)
