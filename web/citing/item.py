"""What a citation says of a document, or of one page of it: one CSL-JSON item.

Values in, values out. What nobody stated is left out: styles then say *u.å.* for a missing date, and
begin with the title where there is no author.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from archive.catalogue.documents import Document
from archive.catalogue.naming.series import ROOT_SERIES_NAME
from archive.dates import StatedDate
from archive.formats import DECKS
from archive.stating import tidy
from web.citing import names

Item = dict[str, Any]
"""A CSL-JSON item (CSL 1.0.2, csl-data.json): strings, name lists and date parts."""

ARCHIVE = "Helixarkivet"
TALK, REPORT, LINK = "paper-conference", "report", "webpage"
"""What a document is to a style: a talk at a seminar, guidance, a lecture on another site."""

SLIDE, PAGE = "slide", "page"
"""What a locator counts."""

_SEMINAR = re.compile(r"seminari|konferens|conference|symposi|föreläsning", re.IGNORECASE)


def item(
    document: Document,
    *,
    page: tuple[int, str] | None = None,
    url: str,
    accessed: date,
    publisher: str = "",
) -> Item:
    """Return what a citation says of a document; of one page, its number and label, where `page` is given.

    `url` is the whole address that is cited, with its version; `accessed` is the day it was read;
    `publisher` is who answers for the archive (`[accessibility] actor`), "" where nobody said.
    """
    stated: Item = {
        "id": key(document, page),
        "type": kind(document),
        "title": tidy(document.title) or document.id,
        **_series(document),
        "author": authors(document),
        "issued": issued(document.date),
        "publisher": tidy(publisher),
        "language": document.language,
        "version": str(document.version),
        **_locator(document, page),
        "source": ARCHIVE,
        "URL": url,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
    }
    return {name: value for name, value in stated.items() if value}


def key(document: Document, page: tuple[int, str] | None = None) -> str:
    """Return what names a citation for good, whatever is corrected later: helix-<id>-v2-7."""
    return f"helix-{document.id}-v{document.version}" + (f"-{page[0]}" if page else "")


def kind(document: Document) -> str:
    """Tell what a document is to a style.

    A talk is what somebody spoke, what has slides, or what a series of seminars holds. A link leads to a
    page of another site. What remains is guidance.
    """
    if document.link:
        return LINK
    spoken = document.speakers or document.format in DECKS
    return TALK if spoken or any(_SEMINAR.search(series.name) for series in document.series) else REPORT


def authors(document: Document) -> list[dict[str, str]]:
    """Return who made it: who spoke, else the organisations; never anybody that nobody stated."""
    spoke, bodies = (
        [name for each in named if (name := tidy(each.name))]
        for named in (document.speakers, document.organisations)
    )
    return [names.person(name) for name in spoke] or [names.body(name) for name in bodies]


def issued(stated: str) -> Item:
    """Return a stated date as CSL has it, as precise as it is stated; empty where it is undated."""
    if not stated:
        return {}
    StatedDate.parse(stated)  # nothing but a date goes on
    return {"date-parts": [[int(part) for part in day.split("-")] for day in stated.split("/")]}


def _series(document: Document) -> Item:
    names = (tidy(series.name) for series in document.series if series.name != ROOT_SERIES_NAME)
    name = next(names, "")
    told = {
        TALK: {"container-title": name, "event-title": name},
        LINK: {"container-title": ARCHIVE, "event-title": name},
        REPORT: {"collection-title": name},
    }
    return told[kind(document)]


def _locator(document: Document, page: tuple[int, str] | None) -> Item:
    if page is None:
        return {}
    number, label = page
    deck = document.format in DECKS
    return {"locator": tidy(label) or str(number), "label": SLIDE if deck else PAGE}
