"""A document: what is known of it and from where, its pages, its versions, its original."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from flask import Response, request
from sqlalchemy.orm import Session

from archive.catalogue import coverage, documents, publication
from archive.catalogue.documents import Document, PageHead
from archive.catalogue.tables import OriginalCheck
from archive.catalogue.values import Statement
from archive.checking.originals import last_checked
from archive.dates import now
from search.engine import EngineUnavailable
from web import responses
from web.about.accessibility import asking_for
from web.finding import narrowing, question
from web.language import wording
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.site import permalinks, site

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
        hits = _hits(session, found, heads, asked.q)
        checked = last_checked(session, found.sha256)
    return responses.page(
        "document.html",
        noindex=found.sample,
        document=found,
        version=version,
        q=asked.q,
        back=narrowing.way_back(asked),
        hits=hits,
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


def _hits(session: Session, found: Document, heads: Iterable[PageHead], q: str) -> frozenset[int]:
    """Return the numbers of the pages that a question finds; only the latest version is searched.

    Nothing is told of a document whose published parts changed and that the index does not follow
    yet, nor of pages that are withheld.
    """
    if (
        not q
        or not found.listed
        or found.version != found.latest
        or found.id in publication.not_to_be_found(session, now())
    ):
        return frozenset()
    search = site().search
    try:
        matching = frozenset(search.matches_on(found.id, q))
    except EngineUnavailable:
        return frozenset()
    return matching & {head.number for head in heads}


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
