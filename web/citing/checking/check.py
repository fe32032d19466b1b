"""Kontrollera citat: paste a quotation, see where it stands and how it differs."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.orm import Session

from archive.catalogue import documents
from archive.catalogue.alike import joined
from archive.catalogue.documents import Document
from web import responses
from web.citing.checking.finding import MOST_CHARACTERS, LookedUp, long_enough, looked_up
from web.language.translated import gettext
from web.reading.lookup import Missing
from web.site import site


def check() -> Response:
    """Show where a quotation stands, in one document or in all."""
    typed, wanted = request.args.get("citat", ""), request.args.get("dokument", "")
    quotation = typed[:MOST_CHARACTERS]
    with site().catalogue.read() as session:
        document = _document(session, wanted) if wanted else None
    found = None
    if long_enough(quotation):
        found = _looked_up(quotation, document)
    return responses.page(
        "check_quotation.html",
        noindex=True,
        typed=typed,
        cut=len(typed) > MOST_CHARACTERS,
        most=MOST_CHARACTERS,
        document=document,
        found=found,
    )


def _looked_up(quotation: str, document: Document | None) -> LookedUp:
    candidates = site().search.quoted(quotation, document.id if document else "")
    with site().catalogue.read() as session:
        return looked_up(session, quotation, candidates, site().settings.publish)


def _document(session: Session, wanted: str) -> Document:
    goes_on = joined.goes_on(session, wanted, None)
    found = documents.get(session, goes_on.document if goes_on else wanted, site().settings.publish)
    if not isinstance(found, Document):
        raise Missing(gettext("Det finns inget dokument med den adressen."), "There is no such document.")
    return found
