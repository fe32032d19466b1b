"""Every occurrence, on the page and as a file: as many as are told, each where search marks it."""

from __future__ import annotations

import csv
import io
import random
import re
from contextlib import closing
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from archive.dates import now
from search.concordance.sorting import collated
from tests.web.conftest import Archive, as_tested
from web import create_app
from web.concordance import exported
from web.taking import delimited, turns

_WORDS = (
    "samverkan",
    "polis",
    "skola",
    "kommun*",
    "vägledning",
    "och",
    "i",
    "trygghet",
    "lokal",
    "lägesbild",
)


def rows_of(
    client: FlaskClient, ending: str = "csv", what: str = "konkordans", **asked: str
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the head of a file and its rows."""
    text = client.get(f"/{what}.{ending}?{urlencode(asked)}", buffered=True).text
    lines = list(
        csv.reader(
            io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter="," if ending == "csv" else ";"
        )
    )
    edge = lines.index([])
    names = lines[edge + 1]
    return dict(line[:2] for line in lines[:edge]), [
        dict(zip(names, line, strict=True)) for line in lines[edge + 2 :]
    ]


def told(page: str) -> int:
    """Return how many occurrences the page tells."""
    found = re.search(r'class="count-line">\s*(\d+)', page)
    return int(found[1]) if found else 0


def questions() -> list[str]:
    chance = random.Random(6)
    made = [" ".join(chance.sample(_WORDS, chance.randint(1, 2))) for _ in range(40)]
    return [*made, *(" OR ".join(chance.sample(_WORDS, 2)) for _ in range(9)), '"lokal lägesbild"']


@pytest.mark.parametrize("q", questions())
def test_a_file_has_as_many_rows_as_are_told(client: FlaskClient, q: str) -> None:
    head, rows = rows_of(client, q=q)
    assert len(rows) == int(head["total"]) == told(client.get(f"/konkordans?{urlencode({'q': q})}").text)
    assert head["query"] == q
    assert "/" in head["index"]


@pytest.mark.parametrize("q", ["samverkan", "polis OR kommun*", '"lokal lägesbild"'])
def test_each_row_is_a_stretch_of_its_page_and_its_middle_is_marked_there(
    client: FlaskClient, q: str
) -> None:
    _, rows = rows_of(client, q=q)
    assert rows
    for row in rows:
        page = client.get(f"/api/v1/documents/{row['document']}/pages/{row['page']}").get_json()
        if "#" not in row["url"]:
            continue  # in the notes, which the API does not give
        assert row["left"] + row["match"] + row["right"] in page["text"]
        address = urlsplit(row["url"])
        shown = client.get(f"{address.path}?{address.query}").text
        marked = re.search(rf'<span id="{address.fragment}"></span><mark>(.*?)</mark>', shown, re.S)
        assert marked
        assert row["match"].startswith(unescape(marked[1]))


def test_rows_are_sorted_by_their_neighbours(client: FlaskClient) -> None:
    _, rows = rows_of(client, q="samverkan", ordna="hoger")
    after = [" ".join(map(collated, re.findall(r"\w+", row["right"])[:4])) for row in rows]
    assert after == sorted(after)
    assert len(rows) == len(rows_of(client, q="samverkan")[1])


def test_excel_gets_its_form(client: FlaskClient) -> None:
    answer = client.get("/konkordans.excel.csv?q=samverkan", buffered=True)
    assert answer.text.startswith("\ufeffquery;samverkan")
    assert len(rows_of(client, "excel.csv", q="samverkan")[1]) == len(rows_of(client, q="samverkan")[1])


def test_what_cannot_be_answered_explains_itself(client: FlaskClient) -> None:
    assert client.get("/konkordans").status_code == 200
    assert client.get("/konkordans?q=samverkan&ordna=x").status_code == 400
    assert client.get("/konkordans.csv").status_code == 400
    assert client.get("/konkordans.pdf?q=samverkan").status_code == 404
    assert client.get("/konkordans?q=samverkan&sida=99").status_code == 200


def test_one_file_at_a_time(client: FlaskClient, app: Flask) -> None:
    first = client.get("/konkordans.csv?q=samverkan")
    busy = app.test_client().get("/konkordans.csv?q=samverkan")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, str(turns.RETRY_AFTER))
    first.close()
    assert app.test_client().get("/konkordans.csv?q=samverkan", buffered=True).status_code == 200


def test_the_page_of_results_leads_here_with_its_filters(client: FlaskClient) -> None:
    page = client.get("/sok?q=samverkan&format=pdf").text
    assert "/konkordans?q=samverkan&amp;format=pdf" in page


def test_what_is_withheld_is_in_no_line(client: FlaskClient) -> None:
    _, rows = rows_of(client, q="samverkan OR anteckningshemlighet")
    assert rows
    assert not any("anteckningshemlighet" in row["left"] + row["match"] + row["right"] for row in rows)


@pytest.mark.parametrize("change", ["taken_down_at", "publication_revision"])
def test_what_is_hidden_while_the_file_is_sent_is_left_out_and_that_is_told(
    own_archive: Archive, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(exported, "_AT_ONCE", 1)
    monkeypatch.setattr(delimited, "_AT_ONCE", 1)
    client = as_tested(create_app(own_archive.settings())).test_client()
    complete, rows = rows_of(client, q="samverkan")
    hidden = own_archive.ids["checklista"]
    gone = sum(row["document"] == hidden for row in rows)
    assert 0 < gone < len(rows)

    answer = client.get("/konkordans.csv?q=samverkan")
    pieces = iter(answer.response)
    begun = b""
    while complete["query"].encode() not in begun:
        begun += next(pieces)  # type: ignore[operator]
    with closing(open_catalogue(own_archive.data)) as catalogue, catalogue.write() as session:
        row = session.get_one(Document, hidden)
        setattr(row, change, now() if change == "taken_down_at" else row.publication_revision + 1)
    rest = b"".join(pieces).decode()  # type: ignore[arg-type]
    answer.close()
    assert hidden not in rest
    assert rest.rstrip().endswith(f'"left out, since it was withdrawn meanwhile",{gone}')
    assert f"total,{len(rows)}" in begun.decode() + rest
