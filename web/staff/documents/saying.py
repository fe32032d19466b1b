"""How staff are told of a document's facts: names of fields, values in words, who says so, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import stating
from archive.catalogue.naming.series import ROOT_SERIES_NAME
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.tables import Series
from archive.catalogue.values import Origin
from archive.dates import BadDate
from archive.stating import Rule
from web.language import wording
from web.language.translated import gettext


def field_name(name: str) -> str:
    """Say which field it is."""
    return {
        "title": gettext("Titel"),
        "speakers": gettext("Talare"),
        "date": gettext("Seminariets datum"),
        "series": gettext("Serie"),
        "position": gettext("Plats i serien"),
        "organisations": gettext("Organisationer"),
        "language": gettext("Språk"),
        "description": gettext("Beskrivning"),
    }[name]


def none_label(name: str) -> str:
    """Say what one ticks so that a field has no value, whatever files say."""
    return {
        "speakers": gettext("Ingen talare ska anges"),
        "date": gettext("Dokumentet ska stå som odaterat"),
        "position": gettext("Dokumentet ska inte ha någon bestämd plats"),
        "organisations": gettext("Ingen organisation ska anges"),
        "description": gettext("Dokumentet ska inte ha någon beskrivning"),
    }[name]


def series_names(session: Session) -> dict[str, str]:
    """Return what the series of each folder is called."""
    return {row.folder: row.name for row in session.scalars(select(Series).order_by(Series.sort_key))}


def value(name: str, said: Any, series: Mapping[str, str]) -> str:
    """Say the value of a field; `series` is of :func:`series_names`."""
    if name == "series":
        return wording.series_name(series.get(said, said) or ROOT_SERIES_NAME)
    if said in ("", [], None):
        return gettext("inget angivet")
    if name == "date":
        return _date(said)
    if name == "language":
        return wording.language_name(said)
    return "; ".join(said) if isinstance(said, list) else str(said)


def given(name: str, stated: Given | None, series: Mapping[str, str]) -> str:
    """Say what staff state of a field."""
    return gettext("som filerna säger") if stated is None else value(name, stated.value, series)


def _date(said: str) -> str:
    try:
        return wording.stated_date(said)
    except BadDate:
        return said


def says(origin: Origin) -> str:
    """Say who says something."""
    return {
        Origin.STAFF: gettext("Personalen säger"),
        Origin.SIDECAR: gettext("Sidofilen säger"),
        Origin.LISTING: gettext("Webbplatsens förteckning säger"),
        Origin.DESCRIPTION: gettext("Beskrivningsfilen säger"),
        Origin.SERIES_FILE: gettext("Seriens beskrivningsfil säger"),
        Origin.EMBEDDED: gettext("Filens egna uppgifter säger"),
        Origin.PAGE: gettext("Första sidan säger"),
        Origin.CONTENT: gettext("Innehållet säger"),
        Origin.FOLDER: gettext("Mappen säger"),
        Origin.FILE_NAME: gettext("Filnamnet säger"),
    }[origin]


def problem(name: str, rule: Rule | None) -> str:
    """Say what is wrong with what was typed in a field, and what to type instead."""
    if rule is None:
        return gettext("Du har både skrivit något och kryssat för att inget ska stå. Ta bort det ena.")
    if rule is Rule.SHORT:
        most = stating.LONGEST_TEXT if name == "description" else stating.LONGEST_LINE
        return gettext("Texten är för lång. Den får vara högst %(most)d tecken.", most=most)
    return {
        Rule.TEXT: gettext("Skriv en text."),
        Rule.NAMES: gettext("Skriv ett namn i varje ruta."),
        Rule.SHORT_NAMES: gettext(
            "Ett av namnen är för långt. Det får vara högst %(most)d tecken.", most=stating.LONGEST_NAME
        ),
        Rule.FEWER: gettext("Det är för många namn. Högst %(most)d går att ange.", most=stating.MOST_NAMES),
        Rule.DATE: gettext(
            "Det går inte att förstå som ett datum. Skriv till exempel 2017, november 2017, "
            "8 november 2017 eller 8–9 november 2017."
        ),
        Rule.SERIES: gettext("Seriens namn får inte innehålla snedstreck eller börja med en punkt."),
        Rule.POSITION: gettext("Skriv ett heltal från 0 till %(most)d.", most=stating.MOST_POSITION),
        Rule.LANGUAGE: gettext("Välj ett av språken i listan."),
    }[rule]
