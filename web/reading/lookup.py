"""Finding the document and page that an address names, or saying what became of it."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, Gone, NotFound
from werkzeug.routing import RequestRedirect

from archive.catalogue import documents
from archive.catalogue.alike import joined
from archive.catalogue.alike.joined import GoesOn
from archive.catalogue.documents import Document, Withdrawn
from archive.pages import Page
from archive.purging.purged import PurgedList
from web.finding.question import wrong
from web.language.translated import gettext
from web.site import site

_LARGEST = 1_000_000  # of a page or version number; a larger one is nobody's


class Missing(NotFound):
    """What an address names is not there: said to readers, and to those who use the API."""

    def __init__(self, to_readers: str, in_english: str) -> None:
        super().__init__(to_readers)
        self.in_english = in_english


def wanted_version() -> int | None:
    """Return the version that the address asks for, None for the latest; refuse what is no number."""
    stated = request.args.get("version", "")
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit()):
        raise BadRequest(str(wrong("version", stated, "number")))
    return min(int(stated[:10]), _LARGEST)


def find_document(session: Session, document_id: str, version: int | None) -> Document:
    """Return a document that may be read; raise :class:`Gone` (410) or :class:`Missing` (404).

    The address of one that goes on under an older id leads there (308).
    """
    goes_on = joined.goes_on(session, document_id, version)
    if goes_on is not None:
        raise RequestRedirect(_same_address_of(goes_on))
    found = documents.get(session, document_id, site().settings.publish, version)
    if isinstance(found, Withdrawn) or (found is None and _was_purged(document_id)):
        raise Gone(
            gettext("Dokumentet har funnits i arkivet men är inte längre tillgängligt. Adressen är rätt.")
        )
    if found is None and version is not None:
        raise Missing(
            gettext("Det finns inget dokument med den adressen, eller ingen sådan version av det."),
            "There is no such document, or no such version of it.",
        )
    if found is None:
        raise Missing(gettext("Det finns inget dokument med den adressen."), "There is no such document.")
    return found


def _was_purged(document_id: str) -> bool:
    """Tell whether readers may know the address of a document that was removed for good."""
    return PurgedList(site().settings.archive.data).known_to_readers(document_id)


def _same_address_of(goes_on: GoesOn) -> str:
    """Return the address that was asked for, of another document and the version that it means there."""
    place: dict[str, Any] = {name: values for name, values in request.args.lists() if name[:1] != "_"}
    place |= request.view_args or {}
    place |= {"document_id": goes_on.document, "version": goes_on.version}
    return url_for(str(request.endpoint), **place)


def find_page(session: Session, document: Document, number: int, *, words: bool = False) -> Page:
    """Return a page that may be read; raise :class:`Missing` (404)."""
    publish = site().settings.publish
    page = None
    if number <= _LARGEST:
        page = documents.get_page(session, document, number, publish, words=words)
    if page is None:
        raise Missing(
            gettext("Dokumentet ”%(title)s” har ingen sådan sida att visa.", title=document.title),
            "The document has no such page to show.",
        )
    return page
