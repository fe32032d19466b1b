"""A document: what is known of it and from where, its pages, its versions, its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from flask import Response, request
from sqlalchemy.orm import Session

from archive.catalogue import coverage, documents
from archive.catalogue.documents import Document
from archive.catalogue.tables import OriginalCheck
from archive.catalogue.values import Statement
from archive.checking.originals import last_checked
from archive.kept.pictures import Pictures
from search.snippets import snippet
from web import responses
from web.about.accessibility import asking_for
from web.finding import narrowing, question
from web.language import wording
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.reading.parts import shown
from web.reading.parts.hits import found_on
from web.site import permalinks, site

_WITH_SNIPPET = 200  # pages that a question finds whose words are shown
_WITH_THUMBNAIL = 400
_LISTED = ("source_url", "first_published")  # what nothing but a listing page tells


def document(document_id: str) -> Response:
    """Show a document."""
    publish, version = site().settings.publish, wanted_version()
    asked = question.asked(request.args)
    with site().catalogue.read() as session:
        found = find_document(session, document_id, version)
        origins = documents.origins(session, found)
        heads = documents.page_heads(session, found, publish)
        versions = documents.versions(session, found, publish)
        seen = coverage.seen(session, found, publish)
        hits = found_on(session, found, heads, asked.q)
        snippets = _snippets(session, found, hits, asked.q)
        checked = last_checked(session, found.sha256)
    return responses.page(
        "document.html",
        noindex=found.sample,
        document=found,
        version=version,
        q=asked.q,
        back=narrowing.way_back(asked),
        hits=hits,
        snippets=snippets,
        within=[*([("version", str(version))] if version else []), *narrowing.way_back(asked)],
        thumbnails=shown.thumbnails(found, [head.number for head in heads[:_WITH_THUMBNAIL]], version),
        slides=_slides(found),
        pages=heads,
        seen=seen,
        parts=dict(seen.parts),
        versions=versions,
        listed={name: origins[name].value for name in _LISTED if name in origins},
        source=unquote(origins["source_url"].value) if "source_url" in origins else "",  # å, not %C3%A5
        origin={name: wording.origin_name(said.origin) for name, said in _told(origins).items()},
        original=_original(found, checked),
        checked=checked,
        permalink=permalinks().document(found.id, found.version),
        ask_for_accessible="" if found.link else asking_for(found),
    )


def _snippets(session: Session, found: Document, hits: Sequence[int], q: str) -> dict[int, str]:
    """Return how each page that a question finds says it, as escaped HTML, by number."""
    settings = site().settings
    marker = site().search.marker(q)
    pages = documents.get_pages(session, found, hits[:_WITH_SNIPPET], settings.publish)
    return {
        number: snippet(page.text, marks, settings.search.snippet_chars)
        for number, page in pages.items()
        if (marks := marker.marks(page.text, page.language or found.language))
    }


def _slides(found: Document) -> int:
    """Return the size in bytes of a deck's slides as PDF; 0 where there are none."""
    path = Pictures(site().settings.archive.data).slides(found.sha256)
    return path.stat().st_size if path.is_file() else 0


def _told(origins: Mapping[str, Statement]) -> dict[str, Statement]:
    return {name: said for name, said in origins.items() if said.value not in (None, "", [])}


def _original(found: Document, checked: OriginalCheck | None) -> str:
    """Return why the original is not offered; "" where it is."""
    if found.link:
        return gettext("Föreläsningen finns på en annan webbplats. Arkivet har en länk dit.")
    if not found.original:
        return gettext("Originalet erbjuds inte, eftersom filen innehåller delar som inte är publicerade.")
    if not site().originals.has(found.sha256) or (checked and checked.problem):
        return gettext("Originalet går inte att hämta just nu.")
    return ""
