"""Pages that are built to take long are read as those of an authority are: each part once."""

from __future__ import annotations

from ingest.harvest.listing import page
from ingest.harvest.listing.page import read

BASE = "https://www.example.org/sida.html"
MANY = 20_000  # of each part; what is looked at once for each other takes minutes


def test_many_links_on_one_line_keep_what_stands_beside_each() -> None:
    linked = (
        f'<a href="/{number}.pdf">Rapport {number}</a> Föreläsning av Anna Ek, ' for number in range(MANY)
    )
    found = read(f"<p>{''.join(linked)}</p>".encode(), BASE)
    assert len(found.items) == page.MOST_ITEMS
    assert found.left_out == {"many": MANY - page.MOST_ITEMS}
    assert {each.speakers for each in found.items} == {("Anna Ek",)}


def test_a_row_with_many_links_has_its_speaker_for_each() -> None:
    cells = "".join(f'<a href="/{number}.pdf">Rapport {number}</a>' for number in range(1000))
    heads = "<tr><th>Titel<th>Talare</tr>"
    found = read(f"<table>{heads}<tr><td>{cells}<td>Anna Ek</table>".encode(), BASE)
    assert {each.speakers for each in found.items} == {("Anna Ek",)}


def test_main_content_within_main_content_is_read_once() -> None:
    body = '<main><a href="/a.pdf">Första</a>' * MANY
    found = read(body.encode(), BASE)
    assert [each.title for each in found.items] == ["Första"]


def test_spaces_and_marks_without_end_are_read() -> None:
    body = f'<a href="/a.pdf">Första{" " * 500_000}PDF</a><a href="/b.pdf">Andra {"PDF " * 100_000}</a>'
    assert [each.format for each in read(body.encode(), BASE).items] == ["pdf", "pdf"]
