"""What the head of a page tells reference managers and search engines: values in, values out.

`citation_*` as Zotero and Google Scholar read them, Dublin Core (dcterms.org, DC-HTML), and schema.org
as JSON-LD. How Zotero's *Embedded Metadata* decides what it has found is a test's to keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.catalogue.documents import Document
from archive.formats import DECKS
from web.citing import parts
from web.citing.item import ARCHIVE, LINK, REPORT, SLIDE, TALK, Item


@dataclass(frozen=True, slots=True)
class Addresses:
    """The whole addresses that a page tells of itself; "" for what there is not."""

    start: str
    series: str
    document: str
    pdf: str


def tags(item: Item, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the meta elements for an item."""
    link = item["type"] == LINK
    days = [parts.iso(day) for day in parts.days(item)]
    if not link:  # a title alone is a journal article to Zotero
        yield "citation_title", item["title"]
    for name in item.get("author", ()):
        yield "citation_author", _highwire(name)
    if days:
        yield "citation_publication_date", days[0].replace("-", "/")
    if item["type"] == TALK:
        yield "citation_conference_title", parts.within(item) or ARCHIVE
    if item["type"] == REPORT:
        yield "citation_technical_report_institution", parts.institution(item)
    yield "citation_publisher", item.get("publisher", "")
    if item.get("label") != SLIDE:
        yield "citation_firstpage", item.get("locator", "")
        yield "citation_lastpage", item.get("locator", "")
    yield "citation_language", item.get("language", "")
    yield "citation_public_url", item["URL"]
    yield "citation_pdf_url", addresses.pdf
    yield "DC.title", item["title"]
    for name in item.get("author", ()):
        yield "DC.creator", parts.in_reverse(name)
    yield "DC.date", "/".join(days)
    yield "DC.publisher", item.get("publisher", "")
    yield "DC.language", item.get("language", "")
    yield "DC.identifier", item["URL"]


def linked_data(document: Document, item: Item, addresses: Addresses, page_name: str = "") -> str:
    """Return JSON-LD (schema.org) for a document, or for a page of it under its name.

    It can stand in a script element whatever a title holds: nothing in it can end that element.
    """
    whole = _described(document, item, addresses)
    steps = [(ARCHIVE, addresses.start), (document.series[0].name, addresses.series)]
    steps.append((document.title, addresses.document))
    told = whole
    if page_name:
        steps.append((page_name, item["URL"]))
        told = {"@type": "CreativeWork", "name": page_name, "url": item["URL"], "isPartOf": whole}
        told["position"] = item["locator"]
    graph = {"@context": "https://schema.org", "@graph": [told, _breadcrumb(steps)]}
    text = json.dumps(graph, ensure_ascii=False)
    return text.translate({ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def _described(document: Document, item: Item, addresses: Addresses) -> dict[str, Any]:
    days = parts.days(item)
    told = {
        "@type": _schema_type(document, item),
        "name": item["title"],
        "description": document.description,
        "author": [_agent(name, person=bool(document.speakers)) for name in item.get("author", ())],
        "dateCreated": parts.iso(days[0]) if days else "",
        "datePublished": document.published_at.date().isoformat() if document.published_at else "",
        "inLanguage": document.language,
        "version": item["version"],
        "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else None,
        "url": addresses.document,
        "sameAs": document.link,
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": document.series[0].name,
            "url": addresses.series,
        },
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": addresses.pdf,
            "encodingFormat": "application/pdf",
        }
        if addresses.pdf
        else None,
    }
    return {name: value for name, value in told.items() if value}


def _schema_type(document: Document, item: Item) -> str:
    if document.format in DECKS:
        return "PresentationDigitalDocument"
    return {REPORT: "Report", TALK: "DigitalDocument", LINK: "CreativeWork"}[item["type"]]


def _agent(name: dict[str, str], *, person: bool) -> dict[str, str]:
    if "literal" in name:
        return {"@type": "Person" if person else "Organization", "name": name["literal"]}
    family = parts.family(name)
    told = {"@type": "Person", "name": f"{name['given']} {family}"}
    return told | {"givenName": name["given"], "familyName": family}


def _breadcrumb(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def _highwire(name: dict[str, str]) -> str:
    """Write a name so that Zotero cuts it right.

    It cuts a name without a comma at its last space, so that a body's needs one, at its end; and
    takes one comma with spaces on both of its sides for what parts two people.
    """
    if "literal" in name:
        return f"{name['literal']}," if " " in name["literal"] else name["literal"]
    told = parts.in_reverse(name)
    family, given = told.split(", ", 1)
    return f"{given} {family}" if " " in family and " " in given else told
