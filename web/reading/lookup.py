"""Finding the document and page that an address names, or saying what became of it."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, Gone, NotFound

from archive.catalogue import documents
from archive.catalogue.documents import Document, Withdrawn
from archive.pages import Page
from web.finding.question import Wrong
from web.language.translated import gettext
from web.site import site

_LARGEST = 1_000_000  # of a page or version number; a larger one is nobody's


def wanted_version() -> int | None:
    """Return the version that the address asks for, None for the latest; refuse what is no number."""
    stated = request.args.get("version", "")
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit()):
        raise BadRequest(str(Wrong("version", stated[:100], gettext("ett heltal från 1"))))
    return min(int(stated[:10]), _LARGEST)


def find_document(session: Session, document_id: str, version: int | None) -> Document:
    """Return a document that may be read; raise :class:`Gone` (410) or :class:`NotFound` (404)."""
    found = documents.get(session, document_id, site().settings.publish, version)
    if isinstance(found, Withdrawn):
        raise Gone(
            gettext("Dokumentet har funnits i arkivet men är inte längre tillgängligt. Adressen är rätt.")
        )
    if found is None and version is not None:
        raise NotFound(
            gettext("Det finns inget dokument med den adressen, eller ingen sådan version av det.")
        )
    if found is None:
        raise NotFound(gettext("Det finns inget dokument med den adressen."))
    return found


def find_page(session: Session, document: Document, number: int, *, words: bool = False) -> Page:
    """Return a page that may be read; raise :class:`NotFound` with how many there are."""
    publish = site().settings.publish
    page = None
    if number <= _LARGEST:
        page = documents.get_page(session, document, number, publish, words=words)
    if page is None:
        raise NotFound(gettext("Dokumentet ”%(title)s” har ingen sådan sida att visa.", title=document.title))
    return page
