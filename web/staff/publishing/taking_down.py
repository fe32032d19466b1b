"""*Avpublicera nu*: a page that asks for the reason, the deed, its receipt, and the way back."""

from __future__ import annotations

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.alike import formats, joined
from archive.catalogue.staff import decisions
from archive.catalogue.staff.overview import contents
from archive.catalogue.staff.publication import taking_down
from archive.catalogue.tables import Document
from web.language.translated import gettext
from web.site import permalinks, site
from web.staff.answers import done, page, staff_links
from web.staff.documents.heading import find, heading, led_on
from web.staff.publishing import checks, wording
from web.staff.signing.member import who

_LONGEST_REASON = 2000


def take_down(document_id: str) -> AnyResponse:
    """Ask for the reason (GET), or take the document down and go on to the receipt (POST)."""
    reason = " ".join(request.form.get("skal", "").split())[:_LONGEST_REASON]
    if request.method == "GET" or not reason:
        with site().catalogue.read() as session:
            document = find(session, document_id)
            if elsewhere := led_on(session, document, "avpublicera"):
                return elsewhere
            head, down = heading(session, document), taking_down.latest(session, document_id)
            stays = formats.others(session, [document])[document.id] if document.format_of else ()
        if down is not None:
            return redirect(staff_links().receipt(down.id), 303)
        missing = request.method == "POST"
        status = 400 if missing else 200
        return page("take_down.html", status=status, head=head, missing=missing, stays=stays)
    with site().catalogue.write() as session:
        document = joined.present(session, find(session, document_id))  # it may have been joined meanwhile
        made = taking_down.take_down(session, who(), document, reason)
        before = taking_down.latest(session, document.id)
    number = made or (before.id if before else 0)
    return redirect(staff_links().receipt(number), 303)


def publish_again(document_id: str) -> AnyResponse:
    """Undo the take-down."""
    with site().catalogue.write() as session:
        document = find(session, document_id)
        if elsewhere := led_on(session, document, "publicering"):
            return elsewhere
        decided = taking_down.latest(session, document_id)
        undone = taking_down.publish_again(session, who(), document)
        if decided is not None:
            decisions.mark_undone(session, decided.id, who())
    said = gettext("Dokumentet är inte avpublicerat längre.") if undone else gettext("Inget behövde ändras.")
    return done(staff_links().document(document_id, "publicering"), said)


def receipt(number: int) -> AnyResponse:
    """Show the receipt of a take-down, each output asked anew."""
    with site().catalogue.read() as session:
        decided = decisions.get(session, number)
        if decided is None or decided.kind != taking_down.DECISION or not decided.document:
            raise NotFound(gettext("Det finns inget sådant kvitto."))
        document = session.get(Document, decided.document)
        checked = checks.check(session, document) if document and not decided.undone_at else ()
        addresses = _addresses(decided.document, _page_counts(session, document))
        addresses += _that_follow(session, decided.document)
    return page(
        "receipt.html",
        decided=decided,
        document=document,
        addresses=addresses,
        checked=checked,
        moment=wording.moment,
    )


def _page_counts(session: Session, document: Document | None) -> tuple[int, ...]:
    """Return how many pages each version of a document has, the first version first."""
    numbers = range(1, document.version + 1) if document else range(0)
    found = (contents.version(session, document.id, number) for number in numbers if document)
    return tuple(version.page_count if version else 0 for version in found)


def _that_follow(session: Session, document: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses of what goes with a document: ids that lead on to it, its other formats."""
    seconds = select(Document.id).where(Document.format_of == document, Document.joined_to.is_(None))
    ways = (
        (gettext("Leder till dokumentet"), joined.all_that_go_on(session, document) - {document}),
        (gettext("Samma föredrag i annat format, borta samtidigt"), session.scalars(seconds)),
    )
    return tuple((name, permalinks().document(other)) for name, others in ways for other in sorted(others))


def _addresses(document: str, page_counts: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """Return every kind of address that a document is cited by, whole, with what it leads to."""
    urls = permalinks()
    found = [(gettext("Dokumentet"), urls.document(document)), (gettext("API"), urls.api_document(document))]
    for number, pages in enumerate(page_counts, 1):
        version = gettext("version %(number)d", number=number)
        found.append((gettext("Dokumentet, %(version)s", version=version), urls.document(document, number)))
        found.append((gettext("Originalet, %(version)s", version=version), urls.original(document, number)))
        if not pages:
            continue
        count = gettext("sidorna 1–%(last)d, %(version)s", last=pages, version=version)
        first, last = (urls.page(document, page, version=number) for page in (1, pages))
        found.append((count, first if pages == 1 else f"{first} … {last}"))
        found.append(
            (gettext("bilderna av %(pages)s", pages=count), urls.picture(document, 1, number) + " …")
        )
        found.append((gettext("API för %(pages)s", pages=count), urls.api_page(document, 1, number) + " …"))
    return tuple(found)
