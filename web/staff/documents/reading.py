"""*Så lästes dokumentet*: by which reader, how much can be searched, what two readers made of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from archive.catalogue.looks import AGREES, Look
from archive.catalogue.staff.overview import readings
from archive.catalogue.staff.overview.readings import PageReading, Reading
from archive.catalogue.tables import Document
from web.language.translated import gettext
from web.reading.lookup import wanted_version
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.documents.comparing import side_by_side
from web.staff.documents.heading import find, heading
from web.staff.keeping.lists import LOOKS, look_label, look_remedy
from web.staff.paging import SIZE, first_of, page_number, pages_of

_ALL, _ANY = "alla", "se-over"  # every page, and those that there is any reason to look at


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to pick pages out, with how many there are."""

    name: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A page as the table has it; `looks` and what was left out are told in Swedish by the template."""

    page: PageReading
    words: int
    address: str


def reading(document_id: str) -> Response:
    """Show how a document's pages were read; those to look at unless others are asked for."""
    number = page_number(request.args)
    with site().catalogue.read() as session:
        document = find(session, document_id)
        found = _reading(session, document)
        chosen = _chosen(found)
        picked = [each for each in found.pages if _is_picked(each, chosen)]
        shown = picked[first_of(number) : first_of(number) + SIZE]
        words = readings.words(session, found.version, [each.number for each in shown])
        head = heading(session, document)
    at = _Addresses(document, found.number)
    return page(
        "reading.html",
        head=head,
        reading=found,
        versions=document.version,
        choices=_choices(found.pages, at),
        chosen=chosen,
        remedy=look_remedy(LOOKS[chosen]) if chosen in LOOKS else "",
        rows=[Row(each, words[each.number], at.page(each.number)) for each in shown],
        look_label=look_label,
        least_agreement=AGREES,
        number=number,
        pages=pages_of(len(picked)),
        on_page=lambda wanted: at.list(chosen, wanted),
        of_version=lambda other: _Addresses(document, other).list(""),
    )


def reading_of_page(document_id: str, number: int) -> Response:
    """Show how one page was read, with the texts of both readers where there are two."""
    with site().catalogue.read() as session:
        document = find(session, document_id)
        found = _reading(session, document)
        each = next((each for each in found.pages if each.number == number), None)
        if each is None:
            raise NotFound(gettext("Det finns ingen sådan sida i dokumentet."))
        texts = readings.texts(session, found.version, number)
        words = readings.words(session, found.version, [number])
        head = heading(session, document)
    at = _Addresses(document, found.number)
    one, other = side_by_side(texts.text, texts.other)
    before, after = _beside(found.pages, number)
    return page(
        "reading_of_page.html",
        head=head,
        each=each,
        words=words[number],
        texts=texts,
        sides=(one, other) if texts.other else (),
        differing=any(run.alone for run in (*one, *other)),
        looks=[(look_label(look), look_remedy(look)) for look in each.looks],
        to_list=at.list(""),
        to_contents=at.contents(number),
        before=at.page(before) if before else "",
        after=at.page(after) if after else "",
    )


class _Addresses:
    """Addresses below one version of a document; the latest is not named."""

    def __init__(self, document: Document, version: int) -> None:
        self._document = document.id
        self._version = [("version", str(version))] if version != document.version else []

    def list(self, chosen: str, number: int = 1) -> str:
        pairs = [("visa", chosen)] if chosen else []
        pairs += [("sida", str(number))] if number > 1 else []
        return staff_links().document(self._document, "lasning", pairs + self._version)

    def page(self, number: int) -> str:
        return staff_links().document(self._document, f"lasning/{number}", self._version)

    def contents(self, number: int) -> str:
        return staff_links().document(self._document, "innehall", [("fran", str(number)), *self._version])


def _reading(session: Session, document: Document) -> Reading:
    found = readings.reading(session, document.id, wanted_version() or document.version)
    if found is None:
        raise NotFound(gettext("Det finns ingen sådan version av dokumentet."))
    return found


def _chosen(found: Reading) -> str:
    stated = request.args.get("visa", "")
    if stated and stated not in {_ALL, _ANY, *LOOKS}:
        raise BadRequest(gettext("Det finns inget sådant urval av sidor."))
    return stated or (_ANY if any(each.looks for each in found.pages) else _ALL)


def _is_picked(each: PageReading, chosen: str) -> bool:
    return chosen == _ALL or (bool(each.looks) if chosen == _ANY else LOOKS[chosen] in each.looks)


def _choices(pages: Iterable[PageReading], at: _Addresses) -> list[Choice]:
    """Return the ways to pick pages out that lead to any."""
    pages = tuple(pages)
    counts: Mapping[Look, int] = Counter(look for each in pages for look in each.looks)
    ways = [
        (_ANY, gettext("Att se över"), sum(bool(each.looks) for each in pages)),
        *((name, look_label(look), counts[look]) for name, look in LOOKS.items()),
        (_ALL, gettext("Alla sidor"), len(pages)),
    ]
    return [Choice(name, label, count, at.list(name)) for name, label, count in ways if count or name == _ALL]


def _beside(pages: Iterable[PageReading], number: int) -> tuple[int, int]:
    """Return the pages to look at next before and after one, 0 where there is none."""
    wanted = [each.number for each in pages if each.looks]
    return (
        max((each for each in wanted if each < number), default=0),
        min((each for each in wanted if each > number), default=0),
    )
