"""A document: what is known of it and from where, its pages, its versions, its original."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

from archive.catalogue import documents
from archive.catalogue.documents import Document
from archive.catalogue.values import Statement
from search.engine import EngineUnavailable
from web import responses
from web.finding import question
from web.language import wording
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.site import permalinks, site


def document(document_id: str) -> Response:
    """Show a document."""
    publish, version = site().settings.publish, wanted_version()
    with site().catalogue.read() as session:
        found = find_document(session, document_id, version)
        origins = documents.origins(session, found)
        heads = documents.page_heads(session, found, publish)
        versions = documents.versions(session, found, site().settings.publish)
    q = question.cleaned(request.args.get("q", ""))
    return responses.page(
        "document.html",
        noindex=found.sample,
        document=found,
        version=version,
        q=q,
        hits=_hits(found, q),
        pages=heads,
        versions=versions,
        origin={name: wording.origin_name(said.origin) for name, said in _told(origins).items()},
        original=_original(found),
        permalink=permalinks().document(found.id, found.version),
    )


def _hits(found: Document, q: str) -> frozenset[int]:
    """Return the numbers of the pages that a question finds; only the latest version is searched."""
    if not q or found.version != found.latest:
        return frozenset()
    search = site().search
    try:
        return frozenset(search.matches_on(found.id, search.understand(q).root))
    except EngineUnavailable:
        return frozenset()


def _told(origins: Mapping[str, Statement]) -> dict[str, Statement]:
    return {name: said for name, said in origins.items() if said.value not in (None, "", [])}


def _original(found: Document) -> str:
    """Return why the original is not offered; "" where it is."""
    if found.link:
        return gettext("Föreläsningen finns på en annan webbplats. Arkivet har en länk dit.")
    if not found.original:
        return gettext("Originalet erbjuds inte, eftersom filen innehåller delar som inte är publicerade.")
    if not site().originals.has(found.sha256):
        return gettext("Originalet går inte att hämta just nu.")
    return ""
