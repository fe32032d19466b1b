"""Asking: from what a reader typed and chose to the one object that every answer is made of."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from archive.catalogue import documents, publication
from archive.catalogue.database import Catalogue
from archive.catalogue.documents import Document
from archive.dates import now
from archive.pages import Page
from archive.settings import Settings
from search.asking.answering import Answered, answered
from search.asking.facets import at_present, facets
from search.asking.limits import sentence
from search.asking.narrowing import MOST_PER_PAGE, SORTS, BadRequest, filters, window
from search.asking.reranking import MOST_TEXT
from search.asking.showing import Showing, Shown
from search.concordance.lines import Line, Occurrences
from search.engine import Budget, Engine, EngineUnavailable, Filters, Window
from search.helping.offering import offers
from search.helping.quoted import quoted
from search.helping.reach import Reach
from search.helping.related import FoundPage, related
from search.helping.similar import similar
from search.helping.suggesting import suggestions
from search.helping.telling import telling, telling_words
from search.language.analyser import Analyser
from search.marking import Marker
from search.query.model import UnderstoodQuery
from search.query.understand import QueryLimits, understand
from search.query.vocabulary import Vocabulary
from search.results import Beside, Complete, Request, ResultDocument, SearchResult, Suggestion

__all__ = ["MOST_PER_PAGE", "SORTS", "BadRequest", "Search"]

_BATCH = 20  # documents of all that was found that are asked of the catalogue at once


class Search:
    """Answers questions to one archive. Thread-safe; one for each process."""

    def __init__(self, settings: Settings, catalogue: Catalogue, engine: Engine, analyser: Analyser) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._engine = engine
        self._analyser = analyser

    def understand(self, q: str) -> UnderstoodQuery:
        """Return what a question is taken to mean in this archive; without an index, as it is typed."""
        try:
            with self._catalogue.read() as session:
                return self._understood(q, self._not_to_be_found(session))
        except EngineUnavailable:
            return understand(q, self._analyser, self._limits())

    def ask(self, request: Request) -> SearchResult:
        """Answer a question.

        Raises :class:`BadRequest`, and `EngineUnavailable` where there is no index just now. An empty
        question lists every document, the newest seminar first unless another order is asked for.
        """
        began = time.perf_counter()
        wanted = window(request, self._settings.search.pages_per_document)
        with self._catalogue.read() as session:
            request = at_present(session, request)
            narrowed = replace(filters(request), exclude=self._not_to_be_found(session))
            vocabulary = self._engine.vocabulary(narrowed.exclude)
            found = self._answered(session, vocabulary, request.q, narrowed, wanted)
            answer = found.answer
            showing = Showing(session, found.query.root, self._settings, self._analyser)
            shown = tuple(showing.documents(answer.hits))
            counted = facets(session, answer, request.facets)
            reach = self._reach(session, narrowed.exclude, vocabulary)
            whole = answer.matching_documents and not found.partial
            helpful = () if whole else offers(request, found.query, counted, reach)
            alike = related(found.query.root, _pages(shown), reach)
        return SearchResult(
            request=request,
            query=found.query,
            matching_pages=answer.matching_pages,
            matching_documents=answer.matching_documents,
            hits=tuple(each.result for each in shown),
            facets=counted,
            limits=tuple(sentence(limit, self._budget()) for limit in answer.limits),
            took_ms=round((time.perf_counter() - began) * 1000, 1),
            partial=found.partial,
            offers=helpful,
            related=alike,
        )

    def complete(self, request: Request) -> Complete:
        """Return all that a question finds, whichever page of results it asks for; raises as :meth:`ask`."""
        wanted = replace(window(request, sys.maxsize), first=0, documents=sys.maxsize)
        budget = replace(self._budget(), depth=sys.maxsize)
        with self._catalogue.read() as session:
            request = at_present(session, request)
            narrowed = replace(filters(request), exclude=self._not_to_be_found(session))
            vocabulary = self._engine.vocabulary(narrowed.exclude)
            found = self._answered(session, vocabulary, request.q, narrowed, wanted, budget)
        answer = found.answer
        return Complete(
            request=request,
            query=found.query,
            matching_pages=answer.matching_pages,
            matching_documents=answer.matching_documents,
            hits=answer.hits,
            limits=tuple(sentence(limit, budget) for limit in answer.limits),
            partial=found.partial,
        )

    def shown(self, complete: Complete) -> Iterator[ResultDocument]:
        """Yield the documents of all that was found, with their pages and snippets, a batch at a time.

        Asked of the catalogue as each batch is shown: what was taken down meanwhile is left out.
        """
        for first in range(0, len(complete.hits), _BATCH):
            batch = complete.hits[first : first + _BATCH]
            with self._catalogue.read() as session:
                showing = Showing(session, complete.query.root, self._settings, self._analyser)
                hits = tuple(each.result for each in showing.documents(batch))
            yield from hits

    def occurrences(self, complete: Complete) -> Iterator[tuple[Line, ...]]:
        """Yield every occurrence of what was asked for, those of a batch of documents at a time.

        The pages of a document come in order. All of it is one reading of the catalogue, which is held
        meanwhile: take it up quickly.
        """
        found = Occurrences(complete.query.root, self._analyser)
        publish = self._settings.publish
        with self._catalogue.read() as session:
            for first in range(0, len(complete.hits), _BATCH):
                batch = complete.hits[first : first + _BATCH]
                shown = documents.get_many(session, [hit.id for hit in batch], publish)
                lines: list[Line] = []
                for hit in batch:
                    if document := shown.get(hit.id):
                        numbers = [page.number for page in hit.pages]
                        pages = documents.get_pages(session, document, numbers, publish)
                        lines += (
                            line for number in sorted(pages) for line in found.on(document, pages[number])
                        )
                yield tuple(lines)

    def suggest(self, q: str) -> tuple[Suggestion, ...]:
        """Return what the question typed so far may become, each of which finds something.

        Raises `EngineUnavailable` where there is no index just now.
        """
        with self._catalogue.read() as session:
            return suggestions(q, self._reach(session, self._not_to_be_found(session)))

    def beside(self, document: Document, page: Page) -> Beside:
        """Return what goes with a page that is read; raises `EngineUnavailable` without an index."""
        with self._catalogue.read() as session:
            reach = self._reach(session, self._not_to_be_found(session))
            words = telling_words(page.text, page.language or document.language, reach)
            return Beside(similar(document, words, reach), telling(words))

    def quoted(self, text: str, document: str = "") -> tuple[tuple[str, int], ...]:
        """Return the documents and pages on which a quotation may stand, the likeliest first.

        Of one document alone where its id is given. Raises `EngineUnavailable` without an index.
        """
        with self._catalogue.read() as session:
            return quoted(text, self._reach(session, self._not_to_be_found(session)), document)

    def marker(self, q: str, scopes: Iterable[str] = ("",)) -> Marker:
        """Return what marks the words of a question in texts that stand for these scopes."""
        return Marker(self.understand(q).root, self._analyser, scopes)

    def matches_on(self, document_id: str, q: str) -> tuple[int, ...]:
        """Return the numbers of a document's pages that a question finds, in order.

        Where none has it whole, those that have as much of it as one has, as among all documents.
        """
        with self._catalogue.read() as session:
            query = self._understood(q, self._not_to_be_found(session))
        if query.root is None:
            return ()
        alone = Filters(only=frozenset({document_id}))
        found = answered(self._engine, query, alone, Window(documents=0, pages=0), self._budget())
        return self._engine.match_page(found.query.root or query.root, document_id)

    def _reach(
        self, session: Session, exclude: frozenset[str], vocabulary: Vocabulary | None = None
    ) -> Reach:
        """Return what helps is made of; for one answer, whose vocabulary it shares if there is one."""
        return Reach(
            self._engine,
            session,
            exclude,
            vocabulary=vocabulary or self._engine.vocabulary(exclude),
            analyser=self._analyser,
            publish=self._settings.publish,
            limits=self._limits(),
            budget=self._budget(),
        )

    def _understood(self, q: str, exclude: frozenset[str]) -> UnderstoodQuery:
        return understand(q, self._analyser, self._limits(), self._engine.vocabulary(exclude))

    def _answered(
        self,
        session: Session,
        vocabulary: Vocabulary,
        q: str,
        narrowed: Filters,
        wanted: Window,
        budget: Budget | None = None,
    ) -> Answered:
        """Understand a question and ask it; one that has something to it, but no word, finds nothing."""
        query = understand(q, self._analyser, self._limits(), vocabulary)
        if query.root is None and q.strip():
            narrowed = replace(narrowed, only=frozenset())
        texts = partial(documents.texts_of_pages, session, MOST_TEXT)
        return answered(self._engine, query, narrowed, wanted, budget or self._budget(), texts)

    def _limits(self) -> QueryLimits:
        return QueryLimits(self._settings.search.max_query_chars, self._settings.search.max_query_words)

    def _budget(self) -> Budget:
        limits = self._settings.search
        return Budget(limits.max_expansions, limits.max_depth, limits.time_limit_ms / 1000)

    def _not_to_be_found(self, session: Session) -> frozenset[str]:
        """Return what must not show, as it is after the index that answers was taken up.

        A document that leaves the index is marked so only after the commit without it: where
        there was no commit since, whatever the index holds is still marked.
        """
        exclude: frozenset[str] = frozenset()
        for _ in range(3):
            self._engine.refresh()
            session.rollback()  # see the catalogue as it is now
            exclude = publication.not_to_be_found(session, now())
            if not self._engine.refresh():
                break
        return exclude


def _pages(shown: Iterable[Shown]) -> tuple[FoundPage, ...]:
    return tuple(
        FoundPage(each.result.document.id, page.text, page.language or each.result.document.language)
        for each in shown
        for page in each.pages
    )
