"""What staff answer on *Förteckning*: accept one item, several or all, decline, fetch."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from archive.catalogue.staff import requests
from archive.catalogue.staff.harvesting import accepting, proposals
from web.language.translated import gettext, ngettext
from web.site import site
from web.staff.answers import done, staff_links
from web.staff.harvest.listings import find, mark_of
from web.staff.signing.member import who

_PERHAPS = "kanske-talare"


def accept_item(number: int) -> Response:
    """State what an item says of the document that the form shows, of the fields that are ticked."""
    fields = request.form.getlist("falt")
    with site().catalogue.write() as session:
        proposal = find(session, number, request.form.get("dokument", ""))
        if mark_of(proposal) != request.form.get("visat", ""):
            problem = gettext("Något har ändrats sedan sidan visades. Se igenom raden igen.")
        elif not proposal.document:
            problem = gettext("Raden har inget dokument att godtas för.")
        else:
            chosen = [f for f in fields if f != _PERHAPS] + ["speakers"] * (_PERHAPS in fields)
            problem = accepting.accept(
                session, who(), number, proposal.document, chosen, perhaps=_PERHAPS in fields
            )
    return _back(problem or gettext("Raden är godtagen."))


def decline_item(number: int) -> Response:
    """Let an item be."""
    with site().catalogue.write() as session:
        problem = accepting.decline(session, who(), number)
    return _back(problem or gettext("Raden är avböjd och föreslås inte igen."))


def bring_item(number: int) -> Response:
    """Ask for an item's file to be fetched, or a link to be made; it is accepted when it has come."""
    again = request.form.get("igen") == "ja"
    with site().catalogue.write() as session:
        find(session, number)
        if not again:
            accepting.accept_when_it_comes(session, who(), number)
        requests.ask(session, who(), requests.FETCH, str(number), again=again)
    return _back(gettext("Det görs nu. Ladda om sidan om en stund för att se hur det gick."))


def accept_several() -> Response:
    """Accept the items that are ticked, or all that belong to one document without doubt."""
    everything = "alla" in request.form
    try:
        numbers = {int(each[:9]) for each in request.form.getlist("rad")}
    except ValueError:
        raise BadRequest(
            gettext("Formuläret gick inte att förstå. Ladda om sidan och försök igen.")
        ) from None
    with site().catalogue.write() as session:
        made = proposals.of_page(session, request.form.get("lista", ""))
        wanted = [
            each
            for each in made
            if (
                each.is_beyond_doubt
                if everything
                else each.is_open and each.document and each.number in numbers
            )
        ]
        count = sum(not accepting.accept(session, who(), each.number, each.document) for each in wanted)
    if not count:
        return _back(gettext("Inget godtogs: kryssa för de rader som ska gälla."))
    return _back(ngettext("%(num)d rad är godtagen.", "%(num)d rader är godtagna.", count))


def _back(said: str) -> Response:
    listed = request.form.get("lista", "")
    return done(staff_links().listing([("lista", listed)] if listed else []), said)
