"""The accessibility statement (tillgänglighetsredogörelse), and the register of documents behind it.

Its parts are those that Digg, which supervises the law (2018:1937), requires of every statement.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request
from werkzeug.exceptions import NotFound

from archive.catalogue import accessibility as catalogued
from archive.catalogue.documents import Document
from web import responses
from web.finding.question import page_number
from web.language.translated import gettext
from web.site import links, permalinks, site

SIZE = 100
"""Documents on one page of the register."""


def statement() -> Response:
    """Show the statement, from the settings and from what the documents are."""
    said = site().settings.accessibility
    with site().catalogue.read() as session:
        totals = catalogued.totals(session)
    missing = [
        f"accessibility.{name}"
        for name, value in (("actor", said.actor), ("assessed", said.assessed), ("updated", said.updated))
        if not value
    ]
    if not site().settings.web.contact:
        missing.append("web.contact")
    return responses.page(
        "accessibility.html",
        said=said,
        missing=missing,
        address=permalinks().start(),
        totals=totals,
        own_shortcomings=said.shortcomings,
        report=mail(
            gettext("Brist i tillgänglighet: Helixarkivet"),
            gettext("Sidans adress och vad som inte fungerar:"),
        ),
    )


def register() -> Response:
    """Show how accessible each published document is, a page at a time."""
    number = page_number(request.args)
    with site().catalogue.read() as session:
        totals = catalogued.totals(session)
        entries = catalogued.register(session, (number - 1) * SIZE, SIZE)
    if number > 1 and not entries:
        raise NotFound(gettext("Så många sidor har förteckningen inte."))
    return responses.page(
        "accessibility_register.html",
        totals=totals,
        entries=entries,
        before=links().accessibility_register([("sida", str(number - 1))]) if number > 1 else "",
        after=links().accessibility_register([("sida", str(number + 1))])
        if number * SIZE < totals.documents
        else "",
        number=number,
        last=max(1, -(-totals.documents // SIZE)),
    )


def asking_for(document: Document) -> str:
    """Return the mail link with which a reader asks for a version of a document that they can read."""
    return mail(
        gettext("Begäran om tillgänglig version: %(title)s", title=document.title),
        gettext("Dokumentet: %(address)s", address=permalinks().document(document.id, document.version))
        + "\n"
        + gettext("Så här vill jag kunna läsa det:"),
    )


def mail(subject: str, body: str) -> str:
    """Return a link that begins a letter to the address of the settings; "" where there is none."""
    contact = site().settings.web.contact
    if not contact:
        return ""
    lines = body.replace("\n", "\r\n")  # RFC 6068, section 5
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(lines)}"
