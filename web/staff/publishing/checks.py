"""Whether a document is gone from what readers see, asked as the readers' own pages ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from archive.catalogue import documents, publication
from archive.catalogue.alike import formats
from archive.catalogue.tables import Document
from archive.dates import now
from search.engine import EngineUnavailable
from search.results import Request
from web.language.translated import gettext
from web.reading.lookup import find_document
from web.site import site

_ASKED = 200  # characters of a title that are asked for
_TYPED = 24  # characters of a title, as it is typed when suggestions come


@dataclass(frozen=True, slots=True)
class Check:
    """One output: what was asked and answered; `gone` tells that nothing is there, None that it waits."""

    output: str
    result: str
    gone: bool | None
    at: datetime


def check(session: Session, document: Document) -> tuple[Check, ...]:
    """Ask every output for a document, at this moment."""
    return tuple(_checks(session, document))


def _checks(session: Session, document: Document) -> Iterator[Check]:
    for number in range(1, document.version + 1):
        yield _address(session, document.id, number)
    yield _asked(
        gettext("Listor: serien, talarna, det nyaste, API:ets förteckning"),
        lambda: document.id in documents.get_many(session, [document.id], site().settings.publish),
    )
    search, title = site().search, document.title[:_ASKED]
    yield _asked(
        gettext("Sökning på titeln, med antal och avgränsningar"), lambda: _is_hit(document.id, title)
    )
    yield _asked(
        gettext("Förslag medan man skriver"),
        lambda: (
            any(
                found.kind == "title" and found.text == document.title
                for found in search.suggest(title[:_TYPED])
            )
            and not _namesake(session, document)
        ),
    )
    yield _asked(
        gettext("Utdrag, ordräkning, rättstavning och liknande sidor"),
        lambda: document.in_index and document.id not in publication.not_to_be_found(session, now()),
    )
    yield _index(document)
    for other in formats.others(session, [document])[document.id]:
        output = gettext("Samma föredrag i annat format: %(id)s", id=other.id)
        yield Check(output, gettext("går att läsa"), gone=False, at=now())


def _address(session: Session, document_id: str, number: int) -> Check:
    """Ask for a version as its page, its pages, its original, its pictures and the API do."""
    output = gettext("Version %(number)d: sidor, original, bilder och API", number=number)
    try:
        find_document(session, document_id, number)
    except HTTPException as answer:
        gone = answer.code in (404, 410)
        return Check(output, gettext("svarar %(code)d", code=answer.code), gone=gone, at=now())
    return Check(output, gettext("går att läsa"), gone=False, at=now())


def _asked(output: str, shows: Callable[[], bool]) -> Check:
    try:
        found = shows()
    except EngineUnavailable:
        return Check(output, gettext("sökningen byggs om och svarar inte nu"), gone=None, at=now())
    result = gettext("finns med") if found else gettext("finns inte med")
    return Check(output, result, gone=not found, at=now())


def _is_hit(document_id: str, title: str) -> bool:
    found = site().search.ask(Request(q=title, size=100))
    return any(hit.document.id == document_id for hit in found.hits)


def _namesake(session: Session, document: Document) -> bool:
    """Tell whether another document that can be read has the same title."""
    others = select(Document.id).where(
        publication.is_visible(now()), Document.title == document.title, Document.id != document.id
    )
    return session.scalars(others).first() is not None


def _index(document: Document) -> Check:
    output = gettext("Sökindexet")
    if document.in_index:
        result = gettext("väntar på indexet; inget ur dokumentet visas under tiden")
        return Check(output, result, gone=None, at=now())
    return Check(output, gettext("har släppt dokumentet"), gone=True, at=now())
