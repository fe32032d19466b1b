"""The sample listing: every series, title, speaker, format and link of the page it is written after."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.harvest.listing.page import read

LISTING = Path(__file__).parents[3] / "data" / "listing.html"

PROGRAMME, COOPERATION = "Skåne tillsammans mot brott", "Samverkan mellan kommun och polis"
HELIX, PARTNERS = "Arbete mot våldsbejakande extremism - Skånes Quatro Helix", "Projektdeltagare"
ONE, TWO, THREE, FOUR = (f"Kunskapsseminarium {number}" for number in ("I", "II", "III", "IV"))
LEAVERS = (
    "Vägledning till tecknande av överenskommelse om samverkan mellan kommun och polis gällande arbete med "
    "avhoppare från kriminella nätverk"
)

# Series, title, speaker, format, and how the link ends: written by hand from the text of the page.
EXPECTED = [
    (PROGRAMME,
     "Skånes regionala programförklaring och handlingsprogram brottsförebyggande arbetet 2018-2020",
     "", "pdf", "%20brottsf%C3%B6rebyggande%20arbetet%202018%E2%80%932020.pdf"),
    (COOPERATION, "Checklista för överenskommelser om samverkan mellan kommun och polis",
     "", "pdf", "%20mellan%20kommun%20och%20polis.pdf"),
    (COOPERATION, "avhoppare.se", "", "link", "https://avhoppare.example.org/"),
    (COOPERATION, LEAVERS, "", "pdf", "%20arbete%20med%20avhoppare.pdf"),
    (HELIX, "EU:s fond för inre säkerhet", "", "link", "https://fonden.example.org/"),
    (PARTNERS, "helsingborg.se", "", "link", "https://helsingborg.example.org/"),
    (PARTNERS, "landskrona.se", "", "link", "https://landskrona.example.org/"),
    (PARTNERS, "openskane.se", "", "link", "https://openskane.example.org/"),
    (PARTNERS, "mah.se", "", "link", "https://mah.example.org/"),
    (PARTNERS, "lu.se", "", "link", "https://lu.example.org/"),
    (ONE, "Anders Bergman", "", "pdf", "/Anders%20Bergman.pdf"),
    (ONE, "Dan Erik Andersson", "", "pdf", "/Dan%20Erik%20Andersson.pdf"),
    (ONE, "Manne Gerell", "", "pdf", "/Manne%20Gerell.pdf"),
    (TWO, "Medier och terrorism", "", "pdf", "/Medier%20och%20terrorism.pdf"),
    (TWO, "Riksenheten för säkerhetsmål", "", "pdf", "/Riksenheten%20f%C3%B6r%20s%C3%A4kerhetsm%C3%A5l.pdf"),
    (TWO, "Sekretess i samverkan", "", "pdf", "/Sekretess%20i%20samverkan.pdf"),
    (THREE, "Center mot våldsbejakande extremism", "", "pdf",
     "/Center%20mot%20v%C3%A5ldsbejakande%20extremism.pdf"),
    (FOUR, "Presentation av Helene Lööw", "Helene Lööw", "pptx",
     "/Presentation%20av%20Helene%20L%C3%B6%C3%B6w.pptx"),
    (FOUR, "Kampen om kulturen - Mänskliga rättigheter för vem?", "Helene Lööw", "link",
     "https://example.org/kampen-om-kulturen"),
    (FOUR, "Psykisk ohälsa", "", "pdf", "/Psykisk%20oh%C3%A4lsa.pdf"),
    (FOUR, "BOUNCE", "", "pdf", "/BOUNCE.pdf"),
]  # fmt: skip


def test_the_table_holds_everything_of_the_page() -> None:
    found = read(LISTING.read_bytes())
    told = [(each.series, each.title, "; ".join(each.speakers), each.format) for each in found.items]
    assert told == [row[:4] for row in EXPECTED]
    for item, row in zip(found.items, EXPECTED, strict=True):
        assert item.address.endswith(row[4])
    assert {each.first_published for each in found.items} == {"2019-03-12"}
    assert [each.position for each in found.items] == list(range(1, 22))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_in_every_charset(charset: str) -> None:
    text = LISTING.read_text("utf-8")
    if charset == "cp1252":
        text = text.replace('charset="utf-8"', 'charset="windows-1252"')
    elif charset == "utf-16":
        text = text.replace('<meta charset="utf-8">', "")
    found = read(text.encode(charset))
    assert [(each.series, each.title) for each in found.items] == [row[:2] for row in EXPECTED]


def test_without_spans_as_the_text_runs_together() -> None:
    text = LISTING.read_text("utf-8").replace('<span class="file-type">', "").replace("</span>", "")
    found = read(text.replace('<span class="visually-hidden">', "").encode())
    assert [(each.title, each.format) for each in found.items] == [(row[1], row[3]) for row in EXPECTED]
