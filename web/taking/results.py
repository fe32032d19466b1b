"""All results of a question as a file: CSV, CSV for Excel, JSON Lines, RIS, BibTeX; streamed and complete.

A table has a row for each page that matches, and one for each document that matches without such a page:
as many as the page of results says. The others have one entry for each document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import Response, request
from markupsafe import Markup
from slugify import slugify
from werkzeug.exceptions import NotFound

from archive.catalogue.documents import Document
from archive.dates import now
from search.results import ResultDocument, ResultPage
from web import responses
from web.api.serialise import hit_body
from web.citing import formats
from web.citing.cited import citable, cited
from web.citing.item import Item
from web.finding import question
from web.language.translated import gettext
from web.site import permalinks, site
from web.taking import turns
from web.taking.delimited import FORMS, written
from web.urls import Urls

_COLUMNS = (
    *("document", "version", "title", "series", "speakers", "organisations", "date", "language", "format"),
    *("page", "label", "page_title", "text", "url"),
)


def results_as_file(ending: str) -> Response:
    """Send all that a question finds."""
    if ending not in file_names():
        raise NotFound(gettext("Resultat finns inte i det formatet."))
    asked = replace(question.read(request.args).request(), page=1)
    complete = site().search.complete(asked)
    pieces, media_type = _pieces(ending, site().search.shown(complete))
    name = f"helixarkivet-{slugify(asked.q, max_length=40) or 'allt'}-{now():%Y-%m-%d}.{ending}"
    return turns.in_turn(pieces, lambda sent: responses.export(sent, name, media_type))


def file_names() -> dict[str, str]:
    """Return what each kind of file is called, by its ending."""
    return {
        "excel.csv": gettext("Excel (CSV)"),
        "csv": "CSV",
        "jsonl": "JSON Lines",
        "ris": gettext("RIS (Zotero, EndNote)"),
        "bib": "BibTeX",
    }


def _pieces(ending: str, hits: Iterable[ResultDocument]) -> tuple[Iterator[str], str]:
    urls = permalinks()
    if ending in FORMS:
        form = FORMS[ending]
        head = _headings() if form.for_spreadsheets else _COLUMNS
        return written(form, _table(head, hits, urls)), form.media_type
    if ending == "jsonl":
        q = request.args.get("q", "")
        return (
            json.dumps(hit_body(hit, q, urls), ensure_ascii=False) + "\n" for hit in hits
        ), "application/jsonl"
    make = {"ris": formats.ris, "bib": formats.bibtex}[ending]
    return make(_items(hits)), formats.MEDIA_TYPES[ending]


def _table(head: Iterable[str], hits: Iterable[ResultDocument], urls: Urls) -> Iterator[tuple[object, ...]]:
    yield tuple(head)
    for hit in hits:
        about = _about(hit.document)
        for page in hit.pages:
            yield *about, *_page(hit.document, page, urls)
        if not hit.pages:
            yield *about, "", "", "", "", urls.document(hit.document.id, hit.document.version)


def _about(document: Document) -> tuple[object, ...]:
    return (
        document.id,
        document.version,
        document.title,
        "; ".join(series.name for series in document.series),
        "; ".join(speaker.name for speaker in document.speakers),
        "; ".join(organisation.name for organisation in document.organisations),
        document.date,
        document.language,
        document.format,
    )


def _page(document: Document, page: ResultPage, urls: Urls) -> tuple[object, ...]:
    text = Markup(page.snippet).striptags()  # noqa: S704 - what search.marking escaped
    address = urls.page(document.id, page.number, request.args.get("q", ""), document.version)
    return page.number, page.label or page.number, page.title, text, address


def _items(hits: Iterable[ResultDocument]) -> Iterator[Item]:
    """Yield what is cited; of sample material nothing is."""
    return (cited(hit.document) for hit in hits if citable(hit.document))


def _headings() -> tuple[str, ...]:
    return (
        *(gettext("Dokument"), gettext("Version"), gettext("Titel"), gettext("Serie"), gettext("Talare")),
        *(gettext("Organisation"), gettext("Seminariets datum"), gettext("Språk"), gettext("Format")),
        *(
            gettext("Sida"),
            gettext("Sidans namn"),
            gettext("Sidans titel"),
            gettext("Utdrag"),
            gettext("Adress"),
        ),
    )
