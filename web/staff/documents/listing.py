"""The list of every document, also those that are held, hidden, taken down or gone from the folder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from archive.catalogue.staff.overview import listing
from archive.catalogue.staff.overview.standing import Standing
from web.language.translated import gettext
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.documents.heading import Heading, heading
from web.staff.paging import SIZE, first_of, page_number, pages_of

_STANDINGS = {
    "publicerad": Standing.PUBLISHED,
    "vantar": Standing.HELD,
    "dold": Standing.HIDDEN,
    "embargo": Standing.EMBARGOED,
    "avpublicerad": Standing.TAKEN_DOWN,
    "borttagen": Standing.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which documents the address asks for."""

    standing: str = ""
    text: str = ""
    page: int = 1

    def on_page(self, number: int) -> str:
        """Return the address of another page of the same."""
        asked = replace(self, page=number)
        pairs = [("sok", asked.text), ("lage", asked.standing), ("sida", str(number) if number > 1 else "")]
        return staff_links().documents([(name, value) for name, value in pairs if value])


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list."""

    head: Heading
    speakers: tuple[str, ...]
    date: str


def documents() -> Response:
    """Show the list."""
    asked = _asked(request.args)
    with site().catalogue.read() as session:
        wanted = _STANDINGS.get(asked.standing)
        found = listing.find(session, wanted, asked.text, first_of(asked.page), SIZE)
        rows = [
            Row(
                heading(session, document),
                tuple(each.person.name for each in document.speakers),
                document.date,
            )
            for document in found.documents
        ]
    return page(
        "documents.html",
        asked=asked,
        rows=rows,
        total=found.total,
        pages=pages_of(found.total),
        standings=_choices(),
    )


def _choices() -> tuple[tuple[str, str], ...]:
    return (
        ("", gettext("Alla dokument")),
        ("publicerad", gettext("Publicerade")),
        ("vantar", gettext("Väntar på granskning")),
        ("dold", gettext("Dolda")),
        ("embargo", gettext("Embargo")),
        ("avpublicerad", gettext("Avpublicerade")),
        ("borttagen", gettext("Borttagna ur mappen")),
    )


def _asked(args: MultiDict[str, str]) -> Asked:
    standing = args.get("lage", "")
    if standing and standing not in _STANDINGS:
        raise BadRequest(gettext("Det finns inget sådant urval av dokument."))
    return Asked(standing, " ".join(args.get("sok", "").split())[:200], page_number(args))
