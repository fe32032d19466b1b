"""*Granska arkivet*: what documents lack, in order of what readers open; as a page and a table."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import BadRequest

from archive.catalogue import jobs
from archive.catalogue.staff.overview import lacking
from archive.catalogue.staff.overview.lacking import Lack, Lacking
from web.language import wording as readers_wording
from web.language.translated import gettext, ngettext
from web.site import permalinks, site
from web.staff.addresses import StaffUrls
from web.staff.answers import page, staff_links
from web.staff.keeping.table import table
from web.staff.paging import SIZE, first_of, page_number, pages_of

_LACKS = {
    "text": Lack.TEXT,
    "titel": Lack.TITLE,
    "datum": Lack.DATE,
    "talare": Lack.SPEAKER,
    "sprak": Lack.LANGUAGE,
    "alternativtext": Lack.ALT_TEXT,
    "taggar": Lack.TAGS,
}


@dataclass(frozen=True, slots=True)
class Summed:
    """One thing that documents lack: how many do, of how many it is not known, how it is put right."""

    name: str
    label: str
    lacking: int
    unknown: int
    remedy: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document that lacks it, and where that is seen to."""

    document: Lacking
    detail: str
    address: str


def review() -> Response:
    """Show what documents lack, and one of the lists."""
    asked, number = request.args.get("saknar", ""), page_number(request.args)
    if asked and asked not in _LACKS:
        raise BadRequest(gettext("Det finns ingen sådan lista."))
    with site().catalogue.read() as session:
        total, tallies = lacking.tallies(session)
        most_lacked = next((name for name, lack in _LACKS.items() if tallies[lack].lacking), "text")
        lack = _LACKS[asked or most_lacked]
        found = lacking.lacking(session, lack, first_of(number), SIZE)
        ocr = jobs.counts(session)
    summed = [
        Summed(
            name,
            label(each),
            tallies[each].lacking,
            tallies[each].unknown,
            remedy(each),
            _address(name),
        )
        for name, each in _LACKS.items()
    ]
    return page(
        "review.html",
        total=total,
        ocr=ocr,
        summed=summed,
        chosen=next(each for each in summed if _LACKS[each.name] is lack),
        rows=[Row(document, _detail(lack, document), _corrected_at(lack, document.id)) for document in found],
        number=number,
        pages=pages_of(tallies[lack].lacking),
        on_page=lambda wanted: _address(asked or most_lacked, wanted),
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
                *(label(lack), each.title, each.source, readers_wording.format_name(each.format)),
                *(each.opened, each.count or "", whole.document(each.id)),
            ]
            for lack, each in lacking.everything(session)
        ]
    return table("granska-arkivet.csv", head, rows)


def label(lack: Lack) -> str:
    """Say what is lacking."""
    return {
        Lack.TEXT: gettext("Sökbar text"),
        Lack.TITLE: gettext("Titel"),
        Lack.DATE: gettext("Datum"),
        Lack.SPEAKER: gettext("Talare"),
        Lack.LANGUAGE: gettext("Språk"),
        Lack.ALT_TEXT: gettext("Alternativtexter"),
        Lack.TAGS: gettext("Taggad PDF"),
    }[lack]


def remedy(lack: Lack) -> str:
    """Say how it is put right, in the file where that is best."""
    return {
        Lack.TEXT: gettext(
            "Sidorna är bilder, kanske inskannade. Arkivet läser dem med OCR i bakgrunden, om det är "
            "installerat. Annars: gör texten sökbar i skannern eller i Acrobat och lägg filen där på nytt."
        ),
        Lack.TITLE: gettext(
            "Dokumentet heter som filen. Skriv en titel under Uppgifter, eller under Arkiv > Info i "
            "PowerPoint eller Word innan filen sparas som PDF."
        ),
        Lack.DATE: gettext("Skriv seminariets datum under Uppgifter, eller i seriens fil _serie.txt."),
        Lack.SPEAKER: gettext("Skriv vem som talar under Uppgifter. Arkivet gissar aldrig namn."),
        Lack.LANGUAGE: gettext(
            "Det finns för lite text för att språket ska gå att avgöra. Välj språk under Uppgifter."
        ),
        Lack.ALT_TEXT: gettext(
            "Högerklicka på bilden i PowerPoint eller Word, välj Visa alternativtext, beskriv den eller "
            "markera den som dekorativ, och spara filen på nytt."
        ),
        Lack.TAGS: gettext(
            "Spara som PDF från Word eller PowerPoint med valet Taggar för dokumentstruktur; skriv inte ut "
            "till PDF. Utan taggar kan en skärmläsare inte läsa filen i rätt ordning."
        ),
    }[lack]


def _detail(lack: Lack, document: Lacking) -> str:
    if not document.count:
        return ""
    if lack is Lack.TEXT:
        return ngettext("%(num)d sida utan text", "%(num)d sidor utan text", document.count)
    return ngettext("%(num)d bild utan text", "%(num)d bilder utan text", document.count)


def _corrected_at(lack: Lack, document: str) -> str:
    in_the_file = lack in (Lack.TEXT, Lack.ALT_TEXT, Lack.TAGS)
    return staff_links().document(document, "innehall" if in_the_file else "")


def _address(name: str, number: int = 1) -> str:
    return staff_links().review([("saknar", name), *([("sida", str(number))] if number > 1 else [])])
