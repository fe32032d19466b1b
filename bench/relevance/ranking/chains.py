"""Ways from a question to a ranking: two that others have, and the one of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.relevance.indexed import engine_over
from bench.relevance.ranking.collection import Document
from bench.relevance.ranking.measures import DEEPEST
from search.asking.answering import Texts, answered
from search.asking.reranking import Place
from search.engine import Budget, Engine, Filters, Posting, Window
from search.language.analyser import Analyser
from search.language.stemming import Snowball
from search.language.tokens import exact_form, words
from search.query.model import AnyOf, Term, UnderstoodQuery
from search.query.understand import understand

_BUDGET = Budget(seconds=60)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Documents, best first; how many match in all, and whether they match only in part."""

    documents: tuple[str, ...]
    matching: int
    partial: bool = False


Chain = Callable[[str], Ranking]


@contextmanager
def ours(documents: Iterable[Document], shown: int = DEEPEST) -> Iterator[Chain]:
    """Ask as the product does; a ranking ends after so many documents."""
    analyser = Analyser()
    documents = tuple(documents)
    texts = {
        (document.id, number): f"{document.title}\n{text}"
        for document in documents
        for number, text in enumerate(("", *document.pages))
    }

    def of_places(places: Sequence[Place]) -> Mapping[Place, str]:
        return {place: texts[place] for place in places}

    with engine_over(documents, analyser) as engine:

        def ask(question: str) -> Ranking:
            query = understand(question, analyser, vocabulary=engine.vocabulary())
            if query.root is None:
                return Ranking((), 0)
            return _ranking(engine, query, shown, of_places)

        yield ask


@contextmanager
def any_exact_form(documents: Iterable[Document]) -> Iterator[Chain]:
    """Ask for any of the words exactly as they stand."""
    with engine_over(documents, Analyser()) as engine:
        yield lambda question: _any(
            engine, [Term(form, form, (), literal=True) for form in _forms(question)], question
        )


@contextmanager
def any_snowball_stem(documents: Iterable[Document]) -> Iterator[Chain]:
    """Ask for any of the words by its Snowball stem alone."""
    stems = _Stems()
    with engine_over(documents, stems) as engine:
        yield lambda question: _any(
            engine, [Term(form, "", (stems.stem(form),)) for form in _forms(question)], question
        )


class _Stems(Analyser):
    """Analyses as most search engines do: one stem a word, and no parts."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Snowball("swedish").stem

    def postings(self, text: str, language: str) -> tuple[Posting, ...]:
        forms = (exact_form(text[start:end]) for start, end in words(text))
        return tuple(Posting(place, form, (self.stem(form),)) for place, form in enumerate(forms))


def _forms(question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(exact_form(question[start:end]) for start, end in words(question)))


def _any(engine: Engine, terms: list[Term], question: str) -> Ranking:
    if not terms:
        return Ranking((), 0)
    return _ranking(engine, UnderstoodQuery(question, AnyOf(tuple(terms))), DEEPEST)


def _ranking(engine: Engine, query: UnderstoodQuery, shown: int, texts: Texts | None = None) -> Ranking:
    found = answered(engine, query, Filters(), Window(documents=shown, pages=1), _BUDGET, texts)
    ranked = tuple(hit.id for hit in found.answer.hits)
    return Ranking(ranked, found.answer.matching_documents, found.partial)
