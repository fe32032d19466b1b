"""One page or slide: its text with the words asked for marked, and the way to the next."""

from __future__ import annotations

from flask import Response, request

from archive.catalogue import documents
from archive.catalogue.documents import Document
from archive.pages import Page
from search.engine import EngineUnavailable
from search.results import Beside
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
    beside = _beside(document, found)
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
        similar=beside.similar,
        telling=guidance.words(beside.telling, links()),
        before=links().page(document.id, before, asked.q, version, back) if before else "",
        after=links().page(document.id, after, asked.q, version, back) if after else "",
        permalink=permalinks().page(document.id, number, version=document.version),
        canonical=permalinks().page(document.id, number, version=version),
    )


def _beside(document: Document, page: Page) -> Beside:
    """Return pages like this one and words that tell it from others; only the latest version has any."""
    if document.version != document.latest:
        return Beside()
    try:
        return site().search.beside(document, page)
    except EngineUnavailable:
        return Beside()
