"""Taking a decision back; where others were made of the same thing since, after asking."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from archive.catalogue.naming import people
from archive.catalogue.staff import decisions, undoing
from archive.catalogue.staff.corrections import merging
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.harvesting import accepting as harvesting
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.documents.heading import refuse_what_is_going
from web.staff.documents.history import lines
from web.staff.signing.member import who


def undo_decision(number: int) -> Response:
    """Take a decision back (POST)."""
    sure = request.form.get("saker") == "ja"
    with site().catalogue.write() as session:
        decided = decisions.get(session, number)
        if decided is None:
            raise NotFound(gettext("Det finns inget sådant beslut."))
        if decided.document:
            refuse_what_is_going(decided.document)
        later = () if sure else undoing.overridden(session, decided)
        problem = "" if later else undoing.undo(session, decided, who())
        back = _back(session, decided)
    if later:
        return _ask(decided, later, back)
    if decided.undone_at is not None:
        return done(back, gettext("Det var redan ångrat."))
    return done(back, problem or gettext("Det är ångrat."))


def _ask(decided: Decided, later: tuple[Decided, ...], back: str) -> Response:
    """Show what would change, and ask."""
    with site().catalogue.read() as session:
        [line], since = lines(session, [decided]), lines(session, later)
    return page("undo.html", line=line, later=since, back=back)


def _back(session: Session, decided: Decided) -> str:
    """Return the page that a decision is told on."""
    if decided.document:
        return staff_links().document(decided.document, "historik")
    if decided.kind == harvesting.DECISION:
        return staff_links().listing()
    if decided.kind in merging.KINDS:
        person = people.by_slug(session, decided.subject)
        return staff_links().person(person.slug) if person else staff_links().people()
    return staff_links().publishing()
