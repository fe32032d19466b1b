"""The page where a document, or one page of it, is cited in every style, and its citation as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from archive.catalogue.documents import Document
from archive.pages import Page
from web import responses
from web.citing import formats
from web.citing.cited import citable, cited
from web.citing.item import Item
from web.citing.styles import STYLES, setting
from web.finding import narrowing, question
from web.language.translated import gettext
from web.reading.lookup import Missing, find_document, find_page, wanted_version
from web.site import site

_WRITERS: dict[str, Callable[[Iterable[Item]], Iterator[str]]] = {
    "ris": formats.ris,
    "bib": formats.bibtex,
    "json": formats.csl_json,
}


def cite(document_id: str, number: int | None = None) -> Response:
    """Show how a document, or one page of it, is cited."""
    asked = question.asked(request.args)
    with site().catalogue.read() as session:
        document, page = _place(session, document_id, number)
    item = cited(document, page)
    return responses.page(
        "cite.html",
        noindex=True,
        document=document,
        page=page,
        q=asked.q,
        back=narrowing.way_back(asked),
        citable=citable(document),
        item=item,
        settings=[found for style in STYLES if (found := setting(item, style))] if citable(document) else [],
        names={"harvard": "Harvard", "apa": "APA 7", "oxford": "Oxford"},
        endings={"ris": "RIS", "bib": "BibTeX", "json": "CSL-JSON"},
    )


def citation(document_id: str, ending: str, number: int | None = None) -> Response:
    """Send the citation of a document, or of one page of it, as a file."""
    if ending not in _WRITERS:
        raise NotFound(gettext("Källhänvisningen finns inte i det formatet."))
    with site().catalogue.read() as session:
        document, page = _place(session, document_id, number)
    if not citable(document):
        raise Missing(
            gettext("Exempelmaterial ska inte citeras: innehållet är påhittat."),
            "Sample material has no citation: its content is made up.",
        )
    item = cited(document, page)
    text = "".join(_WRITERS[ending]([item]))
    response = responses.text(text, f"{formats.MEDIA_TYPES[ending]}; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={item['id']}.{ending}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _place(session: Session, document_id: str, number: int | None) -> tuple[Document, Page | None]:
    document = find_document(session, document_id, wanted_version())
    return document, None if number is None else find_page(session, document, number)
