"""What hits stand for: documents and pages from the catalogue, with snippets and what matches marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.catalogue import documents
from archive.catalogue.documents import Document
from archive.pages import Page
from archive.settings import Settings
from search.engine import DocumentHit
from search.language.analyser import Analyser
from search.marking import Marker, mark
from search.query.model import Node
from search.results import ResultDocument, ResultPage
from search.snippets import snippet


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it is shown, and the pages of it that are."""

    result: ResultDocument
    pages: tuple[Page, ...]


class Showing:
    """Shows the hits of one query as the catalogue has them at this moment."""

    def __init__(self, session: Session, root: Node | None, settings: Settings, analyser: Analyser) -> None:
        """Mark what `root` asks for."""
        self._session = session
        self._publish = settings.publish
        self._snippet_chars = settings.search.snippet_chars
        self._text_marker = Marker(root, analyser)
        self._title_marker = Marker(root, analyser, ("", "title"))

    def documents(self, hits: Iterable[DocumentHit]) -> Iterator[Shown]:
        """Yield what the hits stand for; what may not be seen any more is left out."""
        hits = tuple(hits)
        found = documents.get_many(self._session, [hit.id for hit in hits], self._publish)
        for hit in hits:
            document = found.get(hit.id)
            if document is not None:
                yield self._document(hit, document)

    def _document(self, hit: DocumentHit, document: Document) -> Shown:
        numbers = [page.number for page in hit.pages]
        pages = documents.get_pages(self._session, document, numbers, self._publish)
        title, language = document.title, document.language
        result = ResultDocument(
            document=document,
            score=hit.score,
            pages=tuple(
                self._page(pages[page.number], page.score, language)
                for page in hit.pages
                if page.number in pages
            ),
            more_pages=hit.more_pages,
            title_html=mark(title, self._title_marker.marks(title, language)),
        )
        return Shown(result, tuple(pages.values()))

    def _page(self, page: Page, score: float, language: str) -> ResultPage:
        """Return a page with its snippet, from its notes where the words stand there alone."""
        text = page.text
        marks = self._text_marker.marks(text, page.language or language)
        if page.notes and not marks:
            in_notes = self._text_marker.marks(page.notes, page.language or language)
            text, marks = (page.notes, in_notes) if in_notes else (text, marks)
        shown = snippet(text, marks, self._snippet_chars)
        confidence = page.coverage.confidence
        return ResultPage(page.number, page.label, page.title, score, shown, confidence, page.part)
