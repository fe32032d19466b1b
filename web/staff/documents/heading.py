"""What stands above each of a document's pages for staff: its title, its state, the way between them."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_datetime
from sqlalchemy.orm import Session
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.alike import joined
from archive.catalogue.staff import undoing
from archive.catalogue.staff.overview.standing import Standing, standings
from archive.catalogue.tables import Document
from archive.dates import now
from archive.purging.purged import PurgedList
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, staff_links


@dataclass(frozen=True, slots=True)
class Heading:
    """A document as its pages for staff begin; staff/document_parts.html shows it (`heading`).

    `states` says in Swedish where it stands, `readable` whether readers see it just now.
    """

    id: str
    title: str
    format: str
    source: str
    states: tuple[str, ...]
    readable: bool


def find(session: Session, document_id: str) -> Document:
    """Return a document, whatever its state; raise 404 where there is none, 410 where it is going."""
    refuse_what_is_going(document_id)
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound(gettext("Det finns inget dokument med den adressen."))
    return document


def refuse_what_is_going(document_id: str) -> None:
    """Raise 410 for a document whose removal for good has begun: nobody shows it again meanwhile."""
    if PurgedList(site().settings.archive.data).is_going(document_id):
        raise Gone(gettext("Dokumentet tas bort för gott och går inte att ändra längre."))


def led_on(session: Session, document: Document, part: str = "") -> AnyResponse | None:
    """Return the way to the page of the document that this one goes on as, None where it goes on as itself.

    What would be decided of this one, nobody would see.
    """
    present = joined.present(session, document)
    if present is document:
        return None
    return done(staff_links().document(present.id, part), undoing.GOES_ON)


def heading(session: Session, document: Document) -> Heading:
    """Return what stands above a document's pages."""
    found = standings(session, document, now())
    return Heading(
        document.id,
        document.title,
        document.format,
        document.source,
        tuple(state_name(standing, document) for standing in found),
        readable=found == (Standing.PUBLISHED,),
    )


def state_name(standing: Standing, document: Document) -> str:
    """Say one thing of where a document stands."""
    if standing is Standing.EMBARGOED and document.embargo_until is not None:
        until = format_datetime(document.embargo_until, "d MMMM y 'kl.' HH.mm")
        return gettext("embargo till %(until)s", until=until)
    return {
        Standing.JOINED: gettext("ingår i ett annat dokument"),
        Standing.TAKEN_DOWN: gettext("avpublicerad"),
        Standing.HELD: gettext("väntar på granskning"),
        Standing.HIDDEN: gettext("dold"),
        Standing.WITH_FORMAT: gettext("dold tillsammans med sitt andra format"),
        Standing.WITHDRAWN: gettext("borttagen ur mappen"),
        Standing.PUBLISHED: gettext("publicerad"),
    }[standing]
