"""One page or slide: its text with the words asked for marked, and the way to the next."""

from __future__ import annotations

from flask import Response, request

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.engine import EngineUnavailable
from search.results import SimilarPage
from web import responses
from web.finding import guidance, narrowing, question
from web.reading import marking, text
from web.reading.lookup import find_document, find_page, wanted_version
from web.site import links, permalinks, site


def page(document_id: str, number: int) -> Response:
    """Show a page of a document."""
    publish, version = site().settings.publish, wanted_version()
    asked = question.asked(request.args)
    back = narrowing.way_back(asked)
    with site().catalogue.read() as session:
        document = find_document(session, document_id, version)
        found = find_page(session, document, number)
        before, after = documents.neighbours(session, document, number, publish)
    similar, telling = _near(document, number)
    language = found.language or document.language
    marker = site().search.marker(asked.q)
    return responses.page(
        "page.html",
        noindex=document.sample,
        document=document,
        page=found,
        version=version,
        q=asked.q,
        back=back,
        language=language if language != "sv" else "",
        body=text.as_html(found, marking.marked(found.text, marker, language)),
        notes=text.paragraphs(found.notes, marking.marked(found.notes, marker, language)),
        similar=similar,
        telling=guidance.words(telling, links()),
        before=links().page(document.id, before, asked.q, version, back) if before else "",
        after=links().page(document.id, after, asked.q, version, back) if after else "",
        permalink=permalinks().page(document.id, number, version=document.version),
        canonical=permalinks().page(document.id, number, version=version),
    )


def _near(document: Document, number: int) -> tuple[tuple[SimilarPage, ...], tuple[str, ...]]:
    """Return pages much like this one and words that tell it from others; only the latest version has any."""
    search = site().search
    if document.version != document.latest:
        return (), ()
    try:
        return search.similar(document.id, number), search.telling(document.id, number)
    except EngineUnavailable:
        return (), ()
