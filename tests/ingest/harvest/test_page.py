"""Listing pages of many makes, broken ones and hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.staff.harvesting.items import Item
from ingest.harvest.listing import page
from ingest.harvest.listing.page import read
from ingest.harvest.listing.wording import speakers, told

BASE = "https://www.example.org/sida.html"


def items(body: str) -> tuple[Item, ...]:
    return read(f"<html><body>{body}</body></html>".encode(), BASE).items


def table(body: str) -> list[tuple[str, str, str]]:
    return [(each.series, each.title, "; ".join(each.speakers)) for each in items(body)]


PDF = '<a href="/a.pdf">Första</a>'
OTHER = '<a href="/b.pdf">Andra</a>'


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Serie I</h2>{PDF}<h2>Serie II</h2>{OTHER}",
        f"<p><strong>Serie I</strong></p><p>{PDF}</p><p><b>Serie II</b><br>{OTHER}",
        f"<p>Serie I:<br>{PDF}<br>Serie II:<br>{OTHER}</p>",
        f"<ul><li><b>Serie I</b><ul><li>{PDF}</ul><li><b>Serie II</b><ul><li>{OTHER}</ul></ul>",
        f"<ul><li>Serie I:<ul><li>{PDF}</ul><li>Serie II:<ul><li>{OTHER}</ul></ul>",
        f"<dl><dt>Serie I<dd>{PDF}<dt>Serie II<dd>{OTHER}</dl>",
        f"<table><caption>Serie I</caption><tr><td>{PDF}</table>"
        f"<table><caption>Serie II</caption><tr><td>{OTHER}</table>",
        f"<details><summary>Serie I</summary><div hidden>{PDF}</div></details>"
        f"<details><summary>Serie II</summary>{OTHER}",
    ],
)  # fmt: skip
def test_series_are_headings_of_many_kinds(body: str) -> None:
    assert table(body) == [("Serie I", "Första", ""), ("Serie II", "Andra", "")]


def test_a_heading_within_a_list_ends_with_it() -> None:
    body = f"<h2>Allt</h2><ul><li>Serie I:<ul><li>{PDF}</ul></ul><p>{OTHER}</p>"
    assert table(body) == [("Serie I", "Första", ""), ("Allt", "Andra", "")]


def test_speakers_stand_in_a_column_beside_or_below() -> None:
    rows = "<tr><th>Titel<th>Talare<tr><td><a href=/c.pdf>Tredje</a><td>Anna Ek och Bo Al"
    body = (
        f"<table>{rows}</table><p>{PDF} Föreläsning av Cia von Ö</p><p>{OTHER}<br>Talare: Dan Ek, Eva Al</p>"
    )
    assert [each[2] for each in table(body)] == ["Anna Ek; Bo Al", "Cia von Ö", "Dan Ek; Eva Al"]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("Anders BergmanPDF", "Anders Bergman", "pdf"),
        ("Rapport (pdf, 1,2 MB)", "Rapport", "pdf"),
        ("Rapport, pdf, 345 kB, öppnas i nytt fönster.", "Rapport", "pdf"),
        ("Bilder Powerpoint", "Bilder", "pptx"),
        ("Bilder (powerpoint-presentation)", "Bilder", "pptx"),
        ("För vem?länk till annan webbplats, öppnas i nytt fönster", "För vem?", "link"),
        ("Handbok WORD", "Handbok", "docx"),
        ("Att skriva i Word", "Att skriva i Word", ""),
        ("Lägesbild 2019", "Lägesbild 2019", ""),
        ("PDF", "", "pdf"),
    ],
)
def test_formats_come_off_the_title(text: str, title: str, kind: str) -> None:
    assert (told(text).title, told(text).format) == (title, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Presentation av Helene Lööw", ("Helene Lööw",)),
        ("Föreläsning med Anna Ek, Bo Al och Cia-Lena Ö:son", ("Anna Ek", "Bo Al", "Cia-Lena Ö")),
        ("Föreläsning av professor Šejla Łuk, Uppsala Universitet", ("Šejla Łuk",)),
        ("Presentation av handlingsplanen", ()),
        ("Presentation av Skånes Quatro Helix", ()),
        ("Presentation av Region Skåne och Malmö Stad", ()),
        ("Presentation av BOUNCE Sverige", ()),
        ("Anders Bergman", ()),
        ("Seminarium om Skåne", ()),
    ],
)
def test_only_who_is_said_to_speak_is_a_speaker(text: str, names: tuple[str, ...]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize("cell", ["–", "Ej klart 2018", "Polisen", "TBA", ""])
def test_a_column_of_speakers_without_a_person_names_none(cell: str) -> None:
    rows = f"<tr><th>Titel<th>Talare<tr><td>{PDF}<td>{cell}"
    assert table(f"<table>{rows}</table>") == [("", "Första", "")]


def test_what_is_no_item_is_left_out_and_counted() -> None:
    body = (
        f"<nav>{PDF}</nav><div class='cookie-banner'>{PDF}</div><footer>{PDF}</footer><main>"
        f"{PDF}{PDF}<a href='/sida2.html'>Mer</a><a href='mailto:a@b.se'>Skriv</a><a href='#x'>Upp</a>"
        "<a href='https://e-tjanster.example.org/'>Ansök</a><a href='javascript:alert(1)'>x</a>"
        "<a href='https://www.facebook.com/sharer?u=x'>Dela</a><a href='file:///etc/passwd'>x</a>"
        "<a href='https://a:b@example.org/x.pdf'>x</a><a href='//[::'>x</a></main>"
    )
    found = read(f"<body>{body}".encode(), BASE)
    assert [each.address for each in found.items] == ["https://www.example.org/a.pdf"]
    assert found.left_out == {"repeated": 1, "internal": 1, "e-service": 1, "sharing": 1, "address": 3}


def test_relative_links_of_a_page_that_stands_nowhere_are_told() -> None:
    assert read(PDF.encode()).left_out == {"relative": 1}
    assert read(f'<base href="https://x.org/d/">{PDF}'.encode()).items[0].address == "https://x.org/a.pdf"


def test_addresses_have_one_spelling() -> None:
    addresses = [each.address for each in items("<a href='HTTPS://Å.Example.ORG:443/å b.pdf#sida=2'>x</a>")]
    assert addresses == ["https://xn--5ca.example.org/%C3%A5%20b.pdf"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("<p>Publicerad 3 maj 2018. Senast uppdaterad 12 mars 2019", "2018-05-03"),
        ("<p>Senast uppdaterad: 12 mars 2019", ""),
        ('<meta property="article:modified_time" content="2020-01-02">', ""),
        ('<time datetime="2017-11-08T10:00">igår</time>', "2017-11-08"),
        ('<time datetime="2017-11-08">igår</time><time datetime="2018-11-08">om ett år</time>', ""),
        ('<meta property="article:published_time" content="2016-01-02T10:00:00Z">', "2016-01-02"),
        ("<p>Publicerad 31 februari 2018", ""),
    ],
)
def test_first_publication_is_what_the_page_says_of_itself(said: str, day: str) -> None:
    assert items(said + PDF)[0].first_published == day


def test_a_page_of_thousands_of_links_and_great_depth_is_read_within_limits() -> None:
    many = "".join(
        f'<li><a href="/{number}.pdf">Rapport {number}</a>' for number in range(page.MOST_ITEMS + 7)
    )
    deep = "<div>" * 500 + PDF + "<div>" * 20_000 + OTHER  # no browser goes as deep as the last
    found = read((f"<ul>{many}</ul>{deep}").encode(), BASE)
    assert len(found.items) == page.MOST_ITEMS
    assert found.left_out == {"many": 8}


def test_hostile_titles_are_text_without_marks_of_direction() -> None:
    body = "<a href='/a.pdf'>&lt;img onerror=x&gt;\u202egpj\x00\n</a>" + f"<a href='/c.pdf'>{'x' * 9000}</a>"
    assert items(body)[0].title == "<img onerror=x>gpj"
    assert len(items(body)[1].title) == 500


@given(st.binary(max_size=300), st.text(max_size=300))
def test_whatever_comes_is_read(data: bytes, text: str) -> None:
    for given_data in (
        data,
        text.encode("utf-8", "replace"),
        b"<h1>" + data + b'<a href="' + data + b'">x</a>',
    ):
        for each in read(given_data, BASE).items:
            assert each.address.startswith(("http://", "https://")) and each.title
