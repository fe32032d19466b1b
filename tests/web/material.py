"""A small archive with one of each kind of thing that a page can meet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, store, tables
from archive.catalogue.store import Content
from archive.catalogue.values import Origin, Statement
from archive.folder.outcomes import Outcome
from archive.kept.originals import Originals
from archive.pages import Block, BlockKind, Page, Word

HOSTILE = "<script>alert(\"x\")</script> & 'co' {{ 7*7 }}"
HOSTILE_FILE = 'åäö "citat"; filename=x.exe\r\nSet-Cookie: a=b.pdf'
WITHHELD = ("anteckningshemlighet", "dolduppgift", "kommentarhemlighet", "osynligord", "borttagetord")


@dataclass
class Item:
    """A document to be catalogued."""

    key: str
    title: str
    series: str
    pages: list[Page] = field(default_factory=list)
    format: str = "pdf"
    file_name: str = ""
    outcome: Outcome = Outcome.COMPLETE
    reason: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    original: bytes = b""


def page(number: int, *blocks: tuple[BlockKind, int, str], **values: Any) -> Page:
    """Make a page of blocks: kind, level, text. The rows of a table are lines, its cells tabs."""
    text, made = "", []
    for kind, level, words in blocks:
        start = len(text)
        rows: list[tuple[tuple[int, int], ...]] = []
        if kind is BlockKind.TABLE:
            at = start
            for line in words.split("\n"):
                cells = []
                for cell in line.split("\t"):
                    cells.append((at, at + len(cell)))
                    at += len(cell) + 1
                rows.append(tuple(cells))
        text += words
        made.append(Block(kind, start, len(text), level, tuple(rows)))
        text += "\n"
    title = next((words for kind, _, words in blocks if kind is BlockKind.HEADING), "")
    return Page(number, text, tuple(made), title=title, **values)


H, P, LI, T, F, C = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.ITEM,
    BlockKind.TABLE,
    BlockKind.FIGURE,
    BlockKind.CHART,
)


def checklist() -> Item:
    """Return a guidance of three pages with lists, a table and word boxes."""
    first = page(
        1,
        (H, 1, "Checklista för överenskommelser om samverkan"),
        (
            P,
            0,
            "Samverkan mellan kommun och polis bygger på en gemensam lägesbild. Parterna möts varje månad.",
        ),
        (LI, 1, "• Lokal lägesbild"),
        (LI, 2, "– Enkät till medborgare"),
        (LI, 2, "– Polisens statistik"),
        (LI, 1, "• Överenskommelse om samverkan"),
        language="sv",
    )
    words = (
        Word("Checklista", 0, 10, ((0.1, 0.1, 0.3, 0.13),)),
        Word("överenskommelser", 15, 31, ((0.8, 0.1, 0.9, 0.13), (0.1, 0.14, 0.2, 0.17))),
    )
    first = Page(**{name: getattr(first, name) for name in Page.__slots__} | {"words": words})
    second = page(
        2,
        (H, 1, "Ansvar och tider"),
        (
            T,
            0,
            "Aktör\tAnsvar\tKlart\nKommunen\tSamordnar samverkan\tMars\nPolisen\tBidrar med underlag\tApril",
        ),
        (H, 3, "Uppföljning"),
        (P, 0, "Parterna följer upp samverkan varje år."),
        language="sv",
    )
    third = Page(
        3, "Fritext utan block.\n\nEtt andra stycke om samverkan & <tecken>.", label="A-1", language="sv"
    )
    return Item(
        "checklista",
        "Checklista för överenskommelser om samverkan mellan kommun och polis",
        "Vägledning och program",
        [first, second, third],
        said={"organisations": ["Länsstyrelsen Skåne"], "position": 1, "language": "sv"},
        original=b"%PDF-1.7 checklista " * 100,
    )


def deck() -> Item:
    """Return a deck whose notes, comment and hidden slide are withheld."""
    slides = [
        page(1, (H, 1, "Samverkan i praktiken"), (P, 0, "Kunskapsseminarium i Malmö"), language="sv"),
        page(
            2,
            (H, 1, "Så gör vi"),
            (LI, 1, "Skola, socialtjänst och polis i samverkan"),
            (F, 0, "Tre personer vid ett bord"),
            (C, 0, "Anmälda brott per år\n2015: 120\n2016: 98"),
            language="sv",
            notes="Här står en anteckningshemlighet om samverkan.",
            comments=("En kommentarhemlighet.",),
        ),
        page(3, (H, 1, "Dold bild"), (P, 0, "En dolduppgift om samverkan."), hidden=True, language="sv"),
        page(
            4,
            (H, 1, "Tack"),
            (P, 0, "Frågor om samverkan?"),
            language="sv",
            remarks=("En bild saknar alternativtext.",),
        ),
    ]
    return Item(
        "bildspel",
        "Samverkan i praktiken",
        "Kunskapsseminarium I",
        slides,
        "pptx",
        said={"speakers": ["Anna Exempel"], "date": "2017-11-08", "language": "sv"},
        original=b"PK\x03\x04 anteckningshemlighet dolduppgift kommentarhemlighet",
    )


def items() -> list[Item]:
    """Return everything that the archive holds at first."""
    simple = [
        Item(
            f"rapport-{i}",
            f"Rapport {i} om trygghet",
            "Kunskapsseminarium II",
            [page(1, (H, 1, f"Rapport {i}"), (P, 0, f"Trygghet i kommunen, del {i}."), language="sv")],
            said={"date": str(2010 + i), "speakers": [f"Talare {i}"], "language": "sv"},
        )
        for i in range(1, 13)
    ]
    return [
        checklist(),
        deck(),
        *simple,
        Item(
            "lank",
            "Kampen om kulturen – Mänskliga rättigheter för vem?",
            "Kunskapsseminarium IV",
            format="link",
            said={"link": "https://example.org/film?a=1&b=2", "speakers": ["Bo Prov"], "date": "2018-05"},
        ),
        Item(
            "english",
            "A note on prevention",
            "Kunskapsseminarium IV",
            [Page(1, "Prevention works best together.\n\nPartners share knowledge.", language="en")],
            "txt",
            said={"language": "en", "date": "2018-05-03/2018-05-04"},
            original="Prevention – å".encode("latin-1", "replace"),
        ),
        Item(
            "fientlig",
            HOSTILE,
            "Exempelbildspel",
            [page(1, (H, 1, HOSTILE), (P, 0, f"Text med {HOSTILE} och samverkan."), language="sv")],
            file_name=HOSTILE_FILE,
            said={"sample": True, "speakers": ["<b>Ond</b> Bot"], "description": HOSTILE},
            original=b"%PDF-1.4 x",
        ),
        Item(
            "delvis",
            "Handlingsplan",
            "Vägledning och program",
            [page(1, (H, 1, "Handlingsplan"), (P, 0, "Delar av planen."), language="sv")],
            outcome=Outcome.PARTIAL,
            reason="2 av 3 sidor kunde läsas",
            original=b"%PDF-1.4 y",
        ),
        Item(
            "inskannad",
            "Inskannat protokoll",
            "",
            [Page(1, "")],
            outcome=Outcome.NO_TEXT,
            original=b"%PDF-1.4 z",
        ),
        Item(
            "dold",
            "Dokument med osynligord",
            "Kunskapsseminarium I",
            [page(1, (P, 0, "Ett osynligord om samverkan."))],
            said={"visibility": "hidden", "speakers": ["Osynligord Person"]},
            original=b"osynligord",
        ),
        Item(
            "borttaget",
            "Dokument med borttagetord",
            "Kunskapsseminarium I",
            [page(1, (P, 0, "Ett borttagetord om samverkan."))],
            original=b"borttagetord",
        ),
    ]


def fill(catalogue: Catalogue, originals: Originals) -> dict[str, str]:
    """Put everything in the catalogue; return the id of each document by its key."""
    ids: dict[str, str] = {}
    with catalogue.write() as session:
        for item in items():
            ids[item.key] = add(session, originals, item).id
        newer = checklist()
        newer.pages = [*newer.pages, page(4, (P, 0, "Ny sida om avhoppare."), language="sv")]
        newer.original += b"ny"
        row = session.get_one(tables.Document, ids["checklista"])
        store.add_version(session, row, content(originals, newer), source_of(newer), statements(newer))
        store.withdraw(session.get_one(tables.Document, ids["borttaget"]))
    return ids


def add(session: Session, originals: Originals, item: Item) -> tables.Document:
    """Catalogue one document and keep its original."""
    return store.add_document(session, content(originals, item), source_of(item), statements(item))


def source_of(item: Item) -> str:
    """Return where the document's file would stand in the folder."""
    name = item.file_name or f"{item.key}.{item.format}"
    return f"{item.series}/{name}" if item.series else name


def statements(item: Item) -> list[Statement]:
    """Return what is said of a document, from several origins."""
    said = [Statement("title", Origin.PAGE, item.title), Statement("series", Origin.FOLDER, item.series)]
    return said + [Statement(name, Origin.SIDECAR, value) for name, value in item.said.items()]


def content(originals: Originals, item: Item) -> Content:
    """Return a document's file as it was read, its original kept."""
    original = item.original or item.key.encode()
    sha256 = hashlib.sha256(original).hexdigest()
    path = originals.path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(original)
    return Content(
        sha256=sha256,
        size=len(original),
        format=item.format,
        file_name=item.file_name or f"{item.key}.{item.format}",
        modified_at=datetime(2018, 3, 1, 12, tzinfo=UTC),
        outcome=item.outcome,
        reason=item.reason,
        reader="test",
        page_count=len(item.pages),
        pages=item.pages,
    )
