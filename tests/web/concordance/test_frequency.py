"""How often: what is told for years and for series adds up to what search and concordance find."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.web.concordance.test_concordance import rows_of, told
from web.concordance import frequency

Row = tuple[str, int, int, int, str]


def tables(html: str) -> list[list[Row]]:
    """Return the rows of each table: label, pages with a hit, occurrences, all pages, address."""
    return [
        [
            (
                re.sub("<[^>]+>", "", unescape(head)),
                *(int(number) for number in re.findall(r"<td>(\d+)</td>", cells)),
                unescape(link[1]) if (link := re.search(r'href="([^"]+)"', head)) else "",
            )
            for head, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', body)
        ]  # type: ignore[misc]
        for body in re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    ]


@pytest.mark.parametrize("asked", ["q=samverkan", "q=polis+OR+skola", "q=samverkan&format=pdf", "q=lokal*"])
def test_years_and_series_add_up_to_what_is_found(client: FlaskClient, asked: str) -> None:
    years, series = tables(client.get(f"/frekvens?{asked}").text)
    body = client.get(f"/api/v1/search?{asked}").get_json()
    occurrences = told(client.get(f"/konkordans?{asked}").text)
    narrowed = asked.partition("&")[2]
    material = client.get(f"/api/v1/search?{narrowed}&size=100").get_json()["hits"]
    for rows in (years, series):
        assert sum(row[1] for row in rows) == body["matching_pages"]
        assert sum(row[2] for row in rows) == occurrences
        assert all(row[1] <= row[3] for row in rows)
        assert sum(row[3] for row in rows) == sum(hit["document"]["page_count"] for hit in material)


def test_each_row_leads_to_its_hits(client: FlaskClient) -> None:
    for rows in tables(client.get("/frekvens?q=samverkan").text):
        for label, pages, _, _, address in rows:
            if pages:
                html = client.get(address).text
                assert f"{pages} träff" in html, label


def test_the_undated_stand_last_and_years_without_a_hit_are_told(client: FlaskClient) -> None:
    years, _ = tables(client.get("/frekvens?q=xyzzyplugh").text)
    assert [row[0] for row in years][-1] == "odaterad"
    assert {row[1] for row in years} == {0}
    assert {row[4] for row in years} == {""}


def test_where_too_many_pages_match_the_page_says_that_it_counts_pages_alone(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frequency, "MOST_ON_SCREEN", 1)
    html = client.get("/frekvens?q=samverkan").text
    assert "bara sidorna" in html
    assert "Förekomster" not in html.replace("förekomster", "")
    _, rows = rows_of(client, "csv", "frekvens", q="samverkan")
    assert sum(int(row["occurrences"]) for row in rows if row["by"] == "year") > 0


def test_without_words_it_asks_for_some(client: FlaskClient) -> None:
    html = client.get("/frekvens").text
    assert "<table" not in html
    assert "Skriv ett ord" in html


@pytest.mark.parametrize("asked", [{"q": "samverkan"}, {"q": "polis OR i", "format": "pdf"}])
def test_the_file_has_the_tables_of_the_page(client: FlaskClient, asked: dict[str, str]) -> None:
    shown = [row for rows in tables(client.get("/frekvens", query_string=asked).text) for row in rows]
    head, rows = rows_of(client, "csv", "frekvens", **asked)
    columns = ("name", "pages", "occurrences", "all_pages")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        tuple(map(str, row[:4])) for row in shown
    ]
    assert int(head["total"]) == len(rows_of(client, **asked)[1])
    for row in rows:
        assert float(row["occurrences_on_100_pages"]) == pytest.approx(
            100 * int(row["occurrences"]) / int(row["all_pages"]), abs=0.001
        )


def test_a_swedish_excel_gets_its_decimals(client: FlaskClient) -> None:
    _, rows = rows_of(client, "excel.csv", "frekvens", q="samverkan")
    assert any("," in row["pages_of_100"] for row in rows)
    assert not any("." in row["pages_of_100"] for row in rows)


def test_what_cannot_be_answered_explains_itself(client: FlaskClient) -> None:
    assert client.get("/frekvens.csv").status_code == 400
    assert client.get("/frekvens.pdf?q=samverkan").status_code == 404
    assert client.get("/frekvens?q=samverkan&fran=x").status_code == 400
