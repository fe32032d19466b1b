"""Asking the engine, and relaxing what nothing matches whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from search.asking.answering import answered
from search.engine import Answer, Budget, Filters, Window
from search.language.analyser import Analyser
from search.query.model import All, AtLeast, Node, Optional, Term, UnderstoodQuery
from search.query.understand import understand
from search.query.vocabulary import Vocabulary

ANALYSER = Analyser()


@dataclass
class Shelf:
    """An engine over pages that are bags of words, enough to count what matches."""

    pages: list[frozenset[str]]
    asked: int = 0
    limits: tuple[str, ...] = ()
    seconds: list[float] = field(default_factory=list)

    def search(self, root: Node | None, filters: Filters, window: Window, budget: Budget) -> Answer:
        self.asked += 1
        self.seconds.append(budget.seconds)
        found = sum(1 for page in self.pages if root and self._matches(root, page))
        return Answer(found, found, (), {}, self.limits)

    def _matches(self, node: Node, page: frozenset[str]) -> bool:
        match node:
            case Term():
                return node.exact in page
            case All(parts):
                return all(self._matches(part, page) for part in parts)
            case AtLeast(parts, least):
                return sum(self._matches(part, page) for part in parts) >= least
            case Optional():
                return True
        raise AssertionError(node)

    def match_page(self, root: Node, document: str) -> tuple[int, ...]:
        raise NotImplementedError

    def vocabulary(self, exclude: frozenset[str] = frozenset()) -> Vocabulary:
        raise NotImplementedError

    def refresh(self) -> bool:
        return False


def ask(pages: Iterable[str], q: str) -> tuple[Shelf, UnderstoodQuery, int, bool]:
    shelf = Shelf([frozenset(page.split()) for page in pages])
    found = answered(shelf, understand(q, ANALYSER), Filters(), Window(), Budget())
    return shelf, found.query, found.answer.matching_documents, found.partial


def test_what_matches_whole_is_answered_at_once() -> None:
    shelf, _, documents, partial = ask(["polis kommun", "polis"], "polis kommun")
    assert (documents, partial, shelf.asked) == (1, False, 1)


def test_where_nothing_matches_whole_as_many_words_as_some_page_has_are_enough() -> None:
    _, query, documents, partial = ask(["hammare spik", "hammare", "såg"], "hammare spik skruv")
    assert (documents, partial) == (1, True)
    assert any("2 av 3" in step.meaning for step in query.steps)


def test_one_word_cannot_be_relaxed() -> None:
    shelf, _, documents, partial = ask(["polis"], "hammare")
    assert (documents, partial, shelf.asked) == (0, False, 1)


def test_words_that_nothing_has_are_answered_with_nothing() -> None:
    _, query, documents, partial = ask(["polis"], "hammare spik")
    assert (documents, partial) == (0, False)
    assert isinstance(query.root, All)


def test_an_answer_cut_by_time_is_not_asked_again() -> None:
    shelf = Shelf([frozenset({"hammare"})], limits=("time",))
    found = answered(shelf, understand("hammare spik", ANALYSER), Filters(), Window(), Budget(seconds=1))
    assert (found.partial, shelf.asked) == (False, 1)


def test_all_of_it_keeps_to_one_budget() -> None:
    shelf = Shelf([frozenset({"hammare"})])
    answered(shelf, understand("hammare spik skruv", ANALYSER), Filters(), Window(), Budget(seconds=1))
    assert len(shelf.seconds) > 1
    assert shelf.seconds == sorted(shelf.seconds, reverse=True)


WORDS = ["hammare", "spik", "skruv", "tång", "såg", "yxa", "borr"]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), unique=True), max_size=6),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7, unique=True),
)
def test_the_best_partial_matches_are_those_with_most_words(pages: list[list[str]], q: list[str]) -> None:
    _, _, documents, partial = ask([" ".join(page) for page in pages], " ".join(q))
    most = max((len(set(page) & set(q)) for page in pages), default=0)
    if partial:
        assert documents == sum(len(set(page) & set(q)) == most for page in pages)
    elif not documents:
        assert most == 0 or len(q) == 1
