"""The text of a whole document, for reading on and for printing."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import NotFound

from archive.catalogue import documents
from web import responses
from web.finding import narrowing, question
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.reading.parts import marking, text
from web.site import links, permalinks, site

PAGES = 100
"""Pages of one part; a longer document has several."""


def whole(document_id: str) -> Response:
    """Show all pages of a document as text, a part at a time (`del`)."""
    publish, version = site().settings.publish, wanted_version()
    asked = question.asked(request.args)
    part = question.number(request.args, "del")
    with site().catalogue.read() as session:
        document = find_document(session, document_id, version)
        numbers = [head.number for head in documents.page_heads(session, document, publish)]
        wanted = numbers[(part - 1) * PAGES : part * PAGES]
        found = documents.get_pages(session, document, wanted, publish)
    if part > 1 and not wanted:
        raise NotFound(gettext("Så många delar har dokumentet inte."))
    marker = site().search.marker(asked.q)
    back = narrowing.way_back(asked)

    def body(number: int) -> str:
        page = found[number]
        language = page.language or document.language
        return text.as_html(page, marking.marked(page.text, marker, language), above=2)

    def address(other: int) -> str:
        return links().whole_text(document.id, version, asked.q, [*back, ("del", str(other))])

    last = max(1, -(-len(numbers) // PAGES))
    return responses.page(
        "whole.html",
        noindex=True,  # the pages themselves are what is to be found
        document=document,
        version=version,
        q=asked.q,
        back=back,
        pages=[found[number] for number in sorted(found)],
        body=body,
        part=part,
        last=last,
        before=address(part - 1) if part > 1 else "",
        after=address(part + 1) if part < last else "",
        permalink=permalinks().document(document.id, document.version),
    )
