"""*Granska arkivet*: what documents lack and how they were read, by what readers open; page and table."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import BadRequest

from archive.catalogue import jobs
from archive.catalogue.looks import Look
from archive.catalogue.staff.overview import lacking
from archive.catalogue.staff.overview.lacking import Asked, Lack, Lacking, Tally
from web.language import wording as readers_wording
from web.language.translated import gettext, ngettext
from web.site import permalinks, site
from web.staff.addresses import StaffUrls
from web.staff.answers import page, staff_links
from web.staff.keeping.lists import LACKS, LOOKS, label, remedy
from web.staff.keeping.table import table
from web.staff.paging import SIZE, first_of, page_number, pages_of

_ASKED: dict[str, Asked] = {**LACKS, **LOOKS}
_NAMES = {asked: name for name, asked in _ASKED.items()}


@dataclass(frozen=True, slots=True)
class Summed:
    """A list: how many documents are in it, of how many that is not known, how it is put right."""

    name: str
    label: str
    lacking: int
    unknown: int
    remedy: str
    address: str
    told_by_look: bool  # it is of how pages were read


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list, and where that is seen to."""

    document: Lacking
    detail: str
    address: str


def review() -> Response:
    """Show what documents lack, how they were read, and one of the lists."""
    stated, number = request.args.get("saknar", ""), page_number(request.args)
    if stated and stated not in _ASKED:
        raise BadRequest(gettext("Det finns ingen sådan lista."))
    with site().catalogue.read() as session:
        total, tallies = lacking.tallies(session)
        most_lacked = next((name for name, lack in LACKS.items() if tallies[lack].lacking), "text")
        asked = _ASKED[stated or most_lacked]
        found = lacking.lacking(session, asked, first_of(number), SIZE)
        ocr = jobs.counts(session)
    return page(
        "review.html",
        total=total,
        ocr=ocr,
        ocr_is_off=site().settings.ingest.ocr == "off",
        lacks=[_summed(lack, tallies[lack]) for lack in LACKS.values()],
        looks=[_summed(look, tallies[look]) for look in LOOKS.values()],
        chosen=_summed(asked, tallies[asked]),
        rows=[Row(document, _detail(asked, document), _seen_to(asked, document.id)) for document in found],
        number=number,
        pages=pages_of(tallies[asked].lacking),
        on_page=lambda wanted: _address(_NAMES[asked], wanted),
    )


def review_table() -> Response:
    """Send all of it as CSV."""
    whole = StaffUrls(permalinks().base)
    head = [
        *(gettext("Saknas"), gettext("Titel"), gettext("Fil"), gettext("Format")),
        *(gettext("Öppnad"), gettext("Antal"), gettext("Adress")),
    ]
    with site().catalogue.read() as session:
        rows = [
            [
                *(label(asked), each.title, each.source, readers_wording.format_name(each.format)),
                *(each.opened, each.count or "", whole.document(each.id)),
            ]
            for asked, each in lacking.everything(session)
        ]
    return table("granska-arkivet.csv", head, rows)


def _summed(asked: Asked, tally: Tally) -> Summed:
    name = _NAMES[asked]
    return Summed(
        name,
        label(asked),
        tally.lacking,
        tally.unknown,
        remedy(asked),
        _address(name),
        told_by_look=isinstance(asked, Look),
    )


def _detail(asked: Asked, document: Lacking) -> str:
    if not document.count:
        return ""
    if asked is Lack.TEXT:
        return ngettext("%(num)d sida utan text", "%(num)d sidor utan text", document.count)
    if asked in (Lack.ALT_TEXT, Look.PICTURES):
        return ngettext("%(num)d bild utan text", "%(num)d bilder utan text", document.count)
    return ngettext("%(num)d sida", "%(num)d sidor", document.count)


def _seen_to(asked: Asked, document: str) -> str:
    """Return where it is seen to: how the pages were read, what the file holds, or the document's facts."""
    if isinstance(asked, Look):
        return staff_links().document(document, "lasning", [("visa", _NAMES[asked])])
    in_the_file = asked in (Lack.TEXT, Lack.ALT_TEXT, Lack.TAGS)
    return staff_links().document(document, "innehall" if in_the_file else "")


def _address(name: str, number: int = 1) -> str:
    return staff_links().review([("saknar", name), *([("sida", str(number))] if number > 1 else [])])
