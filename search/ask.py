"""Asking: from what a reader typed and chose to the one object that every answer is made of."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.catalogue import documents, publication, tables
from archive.catalogue.database import Catalogue
from archive.catalogue.documents import Document
from archive.dates import BadDate, StatedDate, now
from archive.pages import Page
from archive.settings import Settings
from search.engine import FACETS, Answer, Budget, DocumentHit, Engine, FacetCount, Filters, Window
from search.language.analyser import Analyser
from search.marking import Marker, mark
from search.query.model import Node, UnderstoodQuery
from search.query.understand import QueryLimits, understand
from search.results import FacetValue, Request, ResultDocument, ResultPage, SearchResult
from search.snippets import snippet

SORTS = ("relevans", "datum", "-datum", "titel")
MOST_PER_PAGE = 100

_FIXED_LABELS = {
    "format": {"pdf": "PDF", "pptx": "PowerPoint", "txt": "Text", "link": "Länk"},
    "sprak": {"sv": "svenska", "en": "engelska"},
    "ar": {"odaterad": "odaterad"},
}
_NAMES: Mapping[str, Select[str, str]] = {
    "serie": select(tables.Series.slug, tables.Series.name).join(
        tables.Document, tables.Document.series_id == tables.Series.id
    ),
    "talare": select(tables.Person.slug, tables.Person.name)
    .join(tables.DocumentSpeaker, tables.DocumentSpeaker.person_id == tables.Person.id)
    .join(tables.Document, tables.Document.id == tables.DocumentSpeaker.document_id),
    "organisation": select(tables.DocumentOrganisation.slug, tables.DocumentOrganisation.name).join(
        tables.Document, tables.Document.id == tables.DocumentOrganisation.document_id
    ),
}


class BadRequest(Exception):  # noqa: N818 - named for the mistake, as the text is shown to people
    """A value that cannot be asked with. The text is Swedish: which, what it was, what is allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field} = {value}: {allowed}")
        self.field = field
        self.value = value
        self.allowed = allowed


class Search:
    """Answers questions to one archive. Thread-safe; one for each process."""

    def __init__(self, settings: Settings, catalogue: Catalogue, engine: Engine, analyser: Analyser) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._engine = engine
        self._analyser = analyser

    def understand(self, q: str) -> UnderstoodQuery:
        """Return what a question is taken to mean, within the limits of the settings."""
        limits = self._settings.search
        return understand(q, self._analyser, QueryLimits(limits.max_query_chars, limits.max_query_words))

    def ask(self, request: Request) -> SearchResult:
        """Answer a question.

        Raises :class:`BadRequest`, and `EngineUnavailable` where there is no index just now. An empty
        question lists every document, the newest seminar first unless another order is asked for.
        """
        began = time.perf_counter()
        window, filters = self._window(request), _filters(request)
        query = self.understand(request.q)
        with self._catalogue.read() as session:
            exclude = self._not_to_be_found(session)
            nothing = query.root is None and request.q.strip()
            narrowed = replace(filters, exclude=exclude, only=frozenset() if nothing else None)
            budget = self._budget()
            answer = self._engine.search(query.root, narrowed, window, budget)
            hits = tuple(self._documents(session, query.root, answer.hits))
            facets = {name: _facet(session, name, answer, request.facets.get(name, ())) for name in FACETS}
        return SearchResult(
            request=request,
            query=query,
            matching_pages=answer.matching_pages,
            matching_documents=answer.matching_documents,
            hits=hits,
            facets=facets,
            limits=tuple(_sentence(limit, budget) for limit in answer.limits),
            took_ms=round((time.perf_counter() - began) * 1000, 1),
        )

    def marker(self, q: str, scopes: Iterable[str] = ("",)) -> Marker:
        """Return what marks the words of a question in texts that stand for these scopes."""
        return Marker(self.understand(q).root, self._analyser, scopes)

    def matches_on(self, document_id: str, root: Node | None) -> tuple[int, ...]:
        """Return the numbers of a document's pages that a question finds, in order."""
        if root is None:
            return ()
        self._engine.refresh()
        return self._engine.match_page(root, document_id)

    def _window(self, request: Request) -> Window:
        if request.page < 1:
            raise BadRequest("sida", request.page, "ett heltal från 1")
        if not 1 <= request.size <= MOST_PER_PAGE:
            raise BadRequest("size", request.size, f"ett heltal från 1 till {MOST_PER_PAGE}")
        if request.sort not in SORTS:
            raise BadRequest("sortera", request.sort, f"något av {', '.join(SORTS)}")
        listing = request.sort == "relevans" and not request.q.strip()
        return Window(
            first=(request.page - 1) * request.size,
            documents=request.size,
            pages=self._settings.search.pages_per_document,
            sort="-datum" if listing else request.sort,
        )

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

    def _documents(
        self, session: Session, root: Node | None, hits: Iterable[DocumentHit]
    ) -> Iterable[ResultDocument]:
        """Yield what the hits stand for; what may not be seen any more is left out."""
        hits = tuple(hits)
        publish = self._settings.publish
        text_marker = Marker(root, self._analyser)
        title_marker = Marker(root, self._analyser, ("", "title"))
        found = documents.get_many(session, [hit.id for hit in hits], publish)
        for hit in hits:
            document = found.get(hit.id)
            if document is None:
                continue
            pages = documents.get_pages(session, document, [page.number for page in hit.pages], publish)
            yield ResultDocument(
                document=document,
                score=hit.score,
                pages=tuple(
                    self._page(pages[page.number], page.score, document, text_marker)
                    for page in hit.pages
                    if page.number in pages
                ),
                more_pages=hit.more_pages,
                title_html=mark(document.title, title_marker.marks(document.title, document.language)),
            )

    def _page(self, page: Page, score: float, document: Document, marker: Marker) -> ResultPage:
        """Return a page with its snippet, from its notes where the words stand there alone."""
        language = page.language or document.language
        text = page.text
        marks = marker.marks(text, language)
        if page.notes and not marks:
            in_notes = marker.marks(page.notes, language)
            text, marks = (page.notes, in_notes) if in_notes else (text, marks)
        shown = snippet(text, marks, self._settings.search.snippet_chars)
        return ResultPage(page.number, page.label, page.title, score, shown)


def _filters(request: Request) -> Filters:
    for name in request.facets:
        if name not in FACETS:
            raise BadRequest(name, ", ".join(request.facets[name]), f"något av {', '.join(FACETS)}")
    first = _date("fran", request.date_from)
    last = _date("till", request.date_to)
    if first and last and last.last < first.first:
        raise BadRequest("till", request.date_to, "samma dag som fran, eller senare")
    return Filters(
        facets={name: frozenset(values) for name, values in request.facets.items() if values},
        date_from=int(f"{first.first:%Y%m%d}") if first else 0,
        date_to=int(f"{last.last:%Y%m%d}") if last else 0,
    )


def _date(field: str, text: str) -> StatedDate | None:
    if not text.strip():
        return None
    allowed = "ett datum som 2017, 2017-11 eller 2017-11-08"
    try:
        stated = StatedDate.parse(text)
    except BadDate:
        raise BadRequest(field, text, allowed) from None
    if "/" in stated.stated:
        raise BadRequest(field, text, allowed)
    return stated


def _facet(session: Session, name: str, answer: Answer, chosen: Iterable[str]) -> tuple[FacetValue, ...]:
    """Return the values of a facet; one that is chosen stays, also where it would find nothing."""
    selected = frozenset(chosen)
    counts = answer.facets[name]
    labels = _labels(session, name, counts.keys() | selected)
    none = FacetCount(0, 0)
    values = [
        FacetValue(value, labels.get(value, value), counts.get(value, none).documents, value in selected)
        for value in counts.keys() | selected
    ]
    if name == "ar":
        years = sorted((v for v in values if v.value.isdecimal()), key=lambda v: v.value, reverse=True)
        return (*years, *sorted((v for v in values if not v.value.isdecimal()), key=lambda v: v.value))
    return tuple(sorted(values, key=lambda v: (-v.count, v.label.casefold(), v.value)))


def _labels(session: Session, name: str, values: Iterable[str]) -> Mapping[str, str]:
    """Return how values are called, of those that a document to read carries.

    A name that stands on withheld documents alone is not told to who guesses its slug.
    """
    if name in _FIXED_LABELS:
        return _FIXED_LABELS[name]
    query = _NAMES[name].where(publication.is_visible(now())).distinct()
    slug = query.selected_columns[0]
    return {row[0]: row[1] for row in session.execute(query.where(slug.in_(sorted(values))))}


def _sentence(limit: str, budget: Budget) -> str:
    """Return what a reader is told of a limit that bit."""
    return {
        "expansions": (
            f"En ordbörjan med * står för fler än {_number(budget.expansions)} ord; "
            "bara de vanligaste av dem har sökts."
        ),
        "depth": f"Bara de {_number(budget.depth)} första dokumenten kan bläddras fram.",
        "time": "Sökningen tog för lång tid och avbröts; här är vad som hann hittas.",
    }[limit]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
