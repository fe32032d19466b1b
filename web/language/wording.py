"""How things are said to readers: dates, sizes, formats, languages, pages, where a value came from.

Everything goes through gettext with Swedish as its own source language.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask_babel import format_date, format_datetime, format_decimal

from archive.catalogue.documents import Document
from archive.catalogue.jobs import JobState
from archive.catalogue.naming.series import ROOT_SERIES_NAME
from archive.catalogue.values import Origin
from archive.dates import StatedDate
from archive.folder.outcomes import Outcome
from archive.folder.reasons import in_swedish
from archive.formats import DECKS
from archive.pages import Want
from web.language.choosing import spoken
from web.language.translated import gettext, ngettext

_UNITS = ("kB", "MB", "GB")
_DATE_FORMS = {4: "y", 7: "LLLL y", 10: "d MMMM y"}  # by how many characters the date is stated with


def stated_date(stated: str) -> str:
    """Say a stated date as precisely as it is stated: 8 november 2017, november 2017, 2017."""
    if not stated:
        return gettext("odaterad")
    date = StatedDate.parse(stated)
    begin, slash, end = stated.partition("/")
    first: str = format_date(date.first, _DATE_FORMS[len(begin)])
    return f"{first} – {format_date(date.last, _DATE_FORMS[len(end)])}" if slash else first


def day(moment: datetime) -> str:
    """Say the day of a moment, in the archive's time zone."""
    return str(format_datetime(moment, "d MMMM y"))


def minute(moment: datetime) -> str:
    """Say a moment to the minute, in the archive's time zone."""
    return str(format_datetime(moment, gettext("d MMMM y 'kl.' HH.mm")))


def second(moment: datetime) -> str:
    """Say a moment to the second, in the archive's time zone."""
    return str(format_datetime(moment, gettext("d MMMM y 'kl.' HH.mm.ss")))


def w3c(moment: datetime) -> str:
    """Write a moment for machines: RFC 3339, in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def byte_size(count: int) -> str:
    """Say a file's size in kB, MB or GB (powers of 1000), with a decimal from 1 MB on."""
    size, unit = count / 1000, 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    number = format_decimal(max(1, round(size)) if unit == 0 else round(size, 1))
    return f"{number} {_UNITS[unit]}"


def decimal(number: float) -> str:
    """Write a number with one decimal."""
    return str(format_decimal(round(number, 1), "0.0"))


def format_name(code: str) -> str:
    """Say a document's format."""
    names = {
        "pdf": "PDF",
        "pptx": "PowerPoint",
        "ppt": "PowerPoint 97–2003",
        "odp": gettext("OpenDocument-presentation"),
        "docx": "Word",
        "odt": gettext("OpenDocument-text"),
        "txt": gettext("Text"),
        "link": gettext("Länk till annan webbplats"),
    }
    return names.get(code, code.upper())


def language_name(code: str) -> str:
    """Say a language."""
    return {"sv": gettext("svenska"), "en": gettext("engelska")}.get(code, code)


def series_name(name: str) -> str:
    """Say a series: by its own name, but for that of the documents that lie in no folder."""
    return gettext("Utan serie") if name == ROOT_SERIES_NAME else name


def is_deck(document: Document) -> bool:
    """Tell whether a document's pages are slides."""
    return document.format in DECKS


def page_name(document: Document, number: int, label: str = "") -> str:
    """Say which page: Sida 7, Bild 7, or Sida iv (4) where the page has a name of its own."""
    if label and label != str(number):
        return gettext("Sida %(label)s (%(number)d)", label=label, number=number)
    if is_deck(document):
        return gettext("Bild %(number)d", number=number)
    return gettext("Sida %(number)d", number=number)


def page_count(document: Document, count: int | None = None) -> str:
    """Say how many pages or slides a document, or one version of it, has."""
    number = document.page_count if count is None else count
    if is_deck(document):
        return ngettext("%(num)d bild", "%(num)d bilder", number)
    return ngettext("%(num)d sida", "%(num)d sidor", number)


def read_by_machine(confidence: float) -> str:
    """Say that a page's text was read from its picture, and how sure that is, from 0 to 1."""
    if not confidence:
        return gettext("Sidan är läst av maskin (OCR), som inte hittade någon text.")
    return gettext("Texten är läst av maskin (OCR). Säkerhet: %(share)d procent.", share=percent(confidence))


def needs_ocr(why: Want, state: JobState | None = None) -> str:
    """Say why a page wants to be read from its picture, and how that stands."""
    if state is JobState.WAITING:
        return gettext("Sidans text läses av maskin (OCR) inom kort och går inte att söka i ännu.")
    if state is JobState.FAILED:
        return gettext("Sidans text är en bild som maskinen (OCR) inte kunde läsa. Den går inte att söka i.")
    if why is Want.GARBLED:
        return gettext("Sidan behöver OCR: tecknen i filen går inte att tyda. Texten rättas senare.")
    return gettext("Sidan behöver OCR: texten är en bild och går inte att söka i ännu.")


def left_out(reason: str) -> str:
    """Say what of a file was not read: in Swedish where there is a sentence for it, else as it was told.

    Readers of documents tell it in English.
    """
    return (in_swedish(reason) if spoken() == "sv" else "") or reason


def percent(share: float) -> int:
    """Return a share from 0 to 1 in whole percent, rounded down."""
    return int(share * 100)


def origin_name(origin: Origin) -> str:
    """Say where a value came from."""
    return {
        Origin.STAFF: gettext("rättat av personal"),
        Origin.SIDECAR: gettext("från sidofilen"),
        Origin.LISTING: gettext("från webbplatsens förteckning"),
        Origin.DESCRIPTION: gettext("från beskrivningsfilen"),
        Origin.SERIES_FILE: gettext("från seriens beskrivningsfil"),
        Origin.EMBEDDED: gettext("från filens egna uppgifter"),
        Origin.PAGE: gettext("från första sidan"),
        Origin.CONTENT: gettext("från innehållet"),
        Origin.FOLDER: gettext("från mappen"),
        Origin.FILE_NAME: gettext("från filnamnet"),
    }[origin]


def outcome_remark(document: Document) -> str:
    """Say what could not be read of a document; "" where all of it was."""
    if document.outcome == Outcome.PARTIAL:
        return gettext("Delar av filen kunde inte läsas och går inte att söka i.")
    if document.outcome == Outcome.NO_TEXT:
        return gettext(
            "Filen innehåller ingen text som går att söka i, till exempel för att den är inskannad."
        )
    return ""
