"""One person: the name, the spellings, who else it is, and what was decided of it."""

from __future__ import annotations

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from archive import stating
from archive.catalogue.naming import names, people
from archive.catalogue.staff import decisions
from archive.catalogue.staff.corrections import merging
from archive.catalogue.tables import Document, DocumentSpeaker, Person
from archive.stating import BadValue
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.documents.history import lines
from web.staff.documents.saying import problem
from web.staff.signing.member import who

_SHOWN = 200
_NAMED = ("namn", "stavning", "slas-ihop")  # what is done with a name that is typed
_SUGGESTED = 500


class _Wrong(Exception):  # noqa: N818 - named for the mistake
    """What was typed cannot be done; the text says why, in Swedish."""


def person(slug: str) -> AnyResponse:
    """Show a person (GET), or change one (POST)."""
    if request.method == "GET":
        return _page(slug)
    act = request.form.get("gor", "")
    if act not in (*_NAMED, "bort"):
        raise BadRequest(gettext("Formuläret gick inte att förstå. Ladda om sidan och försök igen."))
    try:
        with site().catalogue.write() as session:
            row = _find(session, slug)
            decided = _do(session, row, act)
            address = staff_links().person(row.slug)
    except _Wrong as wrong:
        return _page(slug, act, str(wrong))
    return done(address, gettext("Det är sparat.") if decided else gettext("Inget behövde ändras."))


def _do(session: Session, row: Person, act: str) -> int | None:
    """Do what was asked for; return the decision's number, None where nothing changes."""
    typed = request.form.get("namn", "")
    if act == "bort":
        return merging.remove_alias(session, who(), row, typed)
    try:
        [name] = stating.names(typed)
    except BadValue as error:
        raise _Wrong(problem("speakers", error.rule)) from None
    other = people.by_spelling(session, name)
    if act == "slas-ihop":
        if other is None:
            raise _Wrong(gettext("Det finns ingen person som heter ”%(name)s”.", name=name))
        return merging.merge(session, who(), row, other)
    if other is not None and other is not row:
        raise _Wrong(
            gettext(
                "”%(name)s” hör redan till en annan person, %(other)s. Slå ihop dem om de är samma person.",
                name=name,
                other=other.name,
            )
        )
    change = merging.rename if act == "namn" else merging.add_alias
    return change(session, who(), row, name)


def _find(session: Session, slug: str) -> Person:
    found = people.by_slug(session, slug)
    if found is None:
        raise NotFound(gettext("Det finns ingen person med den adressen."))
    return found


def _page(slug: str, act: str = "", wrong: str = "") -> AnyResponse:
    """Show a person; `wrong` is what was wrong with what was to be done."""
    with site().catalogue.read() as session:
        row = _find(session, slug)
        if row.slug != slug and not act:
            return redirect(staff_links().person(row.slug), 301)
        own = names.alias(row.name)
        spellings = sorted(alias.spelling or alias.alias for alias in row.aliases if alias.alias != own)
        made = decisions.of_subjects(session, merging.KINDS, (row.slug, *row.former_slugs))
        return page(
            "person.html",
            status=422 if wrong else 200,
            person=row,
            spellings=spellings,
            documents=_documents(session, row),
            shown=_SHOWN,
            people=_others(session, row),
            lines=lines(session, made),
            act=act,
            wrong=wrong,
            typed=request.form.get("namn", ""),
        )


def _documents(session: Session, row: Person) -> list[Document]:
    """Return the documents that a person speaks in, whatever their state."""
    query = (
        select(Document)
        .join(DocumentSpeaker, DocumentSpeaker.document_id == Document.id)
        .where(DocumentSpeaker.person_id == row.id)
        .order_by(Document.title, Document.id)
        .limit(_SHOWN + 1)
    )
    return list(session.scalars(query))


def _others(session: Session, row: Person) -> list[str]:
    query = select(Person.name).where(Person.id != row.id).order_by(Person.name).limit(_SUGGESTED)
    return list(session.scalars(query))
