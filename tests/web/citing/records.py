"""Documents as the catalogue gives them, for what cites them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from archive.catalogue.documents import Document, Named
from web.citing.item import Item, item

ADDRESS = "https://example.org/arkiv/dokument/abcdefghij?version=2"
TODAY = date(2026, 11, 23)

_VALUES: dict[str, Any] = {
    "id": "abcdefghij",
    "version": 2,
    "latest": 2,
    "title": "Samverkan i praktiken",
    "description": "",
    "series": (Named("kunskapsseminarium-i", "Kunskapsseminarium I"),),
    "speakers": (Named("anna-exempel", "Anna Exempel"),),
    "organisations": (),
    "date": "2017-11-08",
    "date_first": 20171108,
    "date_last": 20171108,
    "language": "sv",
    "format": "pptx",
    "page_count": 4,
    "source": "Kunskapsseminarium I/bildspel.pptx",
    "link": "",
    "sample": False,
    "outcome": "complete",
    "reason": "",
    "size": 1,
    "sha256": "0" * 64,
    "file_name": "bildspel.pptx",
    "original": True,
    "published_at": None,
    "file_modified_at": datetime(2018, 3, 1, tzinfo=UTC),
}


def document(**changed: Any) -> Document:
    """Return a seminar talk, or what the changes make of it; names may be plain."""
    for field in ("series", "speakers", "organisations"):
        if field in changed:
            changed[field] = tuple(Named("x", name) for name in changed[field])
    return Document(**_VALUES | changed)


def cited(*, page: tuple[int, str] | None = None, publisher: str = "", **changed: Any) -> Item:
    """Return the item of a document with these changes."""
    return item(document(**changed), page=page, url=ADDRESS, accessed=TODAY, publisher=publisher)


GUIDANCE: dict[str, Any] = {
    "title": "Checklista för överenskommelser om samverkan mellan kommun och polis",
    "series": ("Vägledning och program",),
    "speakers": (),
    "organisations": ("Länsstyrelsen Skåne",),
    "format": "pdf",
    "date": "",
}
KINDS: dict[str, Item] = {
    "föredrag": cited(speakers=("Anna Exempel", "Margaretha af Prov")),
    "bild 7 i ett föredrag": cited(page=(7, "7"), publisher="Länsstyrelsen Skåne"),
    "föredrag utan talare, under två dagar": cited(speakers=(), date="2018-05-03/2018-05-04"),
    "föredrag under två månader, fyra talare": cited(
        speakers=("Anna Ek", "Bo Al", "Cia Bok", "Dan Lind"), date="2018-05/2018-06"
    ),
    "föredrag vid ett årsskifte": cited(date="2017-12-30/2018-01-02"),
    "vägledning, odaterad": cited(**GUIDANCE),
    "sida iv i en vägledning": cited(**GUIDANCE | {"date": "2016"}, page=(4, "iv")),
    "sida A-1 i en vägledning utan någon uppgift": cited(**GUIDANCE | {"organisations": ()}, page=(1, "A-1")),
    "filmad föreläsning": cited(
        title="Kampen om kulturen – Mänskliga rättigheter för vem?",
        format="link",
        link="https://example.org/film",
        date="2018-05",
    ),
    "fientlig titel": cited(
        title='<script>alert("x")</script> & <i>Malmö</i> {\\x} 50 %', speakers=("<b>O</b>",)
    ),
}
"""One of each kind of thing that is cited, by what it is."""
