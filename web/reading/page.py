"""One page or slide: its text with the words asked for marked, and the way to the next."""

from __future__ import annotations

from flask import Response, request

from archive.catalogue import coverage, documents
from archive.catalogue.documents import Document
from archive.pages import Page
from search.engine import EngineUnavailable
from search.results import Beside
from web import responses
from web.finding import guidance, narrowing, question
from web.language import choosing
from web.reading.lookup import find_document, find_page, wanted_version
from web.reading.parts import around, marking, shown, text
from web.reading.parts.hits import found_on
from web.site import links, permalinks, site

_VIEWS = ("bild", "text")
"""What can be seen alone: the picture, or the text."""


def page(document_id: str, number: int) -> Response:
    """Show a page of a document."""
    publish, version = site().settings.publish, wanted_version()
    asked = question.asked(request.args)
    back = narrowing.way_back(asked)
    view = request.args.get("vy", "") if request.args.get("vy") in _VIEWS else ""
    with site().catalogue.read() as session:
        document = find_document(session, document_id, version)
        found = find_page(session, document, number, words=True)
        heads = documents.page_heads(session, document, publish)
        hits = found_on(session, document, heads, asked.q)
        machine_reading = (
            coverage.machine_reading(session, document, number) if found.coverage.wants else None
        )
        contents = around.contents(documents.outline(session, document), heads)
    numbers = [head.number for head in heads]
    at = numbers.index(number)
    shown_numbers = around.window(numbers, number)
    beside = _beside(document, found)
    language = found.language or document.language
    marker = site().search.marker(asked.q)
    marks = marker.marks(found.text, language)

    def address(other: int, anchor: str = "") -> str:
        return links().page(document.id, other, asked.q, version, back, view) + anchor if other else ""

    found_hits = around.among(hits, number)
    return responses.page(
        "page.html",
        noindex=document.sample,
        document=document,
        page=found,
        version=version,
        q=asked.q,
        back=back,
        view=view,
        views={
            name: links().page(document.id, number, asked.q, version, back, name) for name in ("", *_VIEWS)
        },
        machine_reading=machine_reading,
        language=language if language != choosing.spoken() else "",
        body=text.as_html(found, marking.anchored(found.text, marks)),
        notes=text.paragraphs(found.notes, marking.marked(found.notes, marker, language)),
        picture=shown.picture(document, number, version),
        boxes=tuple(marking.boxes(marks, found.words)),
        occurrences=len(marks),
        within=[*([("version", str(version))] if version else []), *back],
        hits=frozenset(hits),
        among=found_hits,
        hit_before=address(found_hits.before, f"#{marking.ANCHOR}1"),
        hit_after=address(found_hits.after, f"#{marking.ANCHOR}1"),
        strip=[(other, address(other)) for other in shown_numbers],
        heads={head.number: head for head in heads},
        thumbnails=shown.thumbnails(document, shown_numbers, version),
        ahead=shown.picture(document, numbers[at + 1], version).url if at + 1 < len(numbers) else "",
        contents=[(line, address(line.page)) for line in contents],
        similar=beside.similar,
        telling=guidance.words(beside.telling, links()),
        before=address(numbers[at - 1] if at else 0),
        after=address(numbers[at + 1] if at + 1 < len(numbers) else 0),
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
