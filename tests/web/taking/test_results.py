"""All results as a file: as many rows as the page of results says, in every form, and nothing withheld."""

from __future__ import annotations

import csv
import io
import json
from itertools import product

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from tests.web.conftest import Archive, as_tested
from web import create_app
from web.taking import turns

WORDS = ("samverkan", "polis", "skola OR förskola", "kommun*", "vägledning", "a", '"lokal lägesbild"', "")
FIRST = "serie=kunskapsseminarium-i&sida=3&size=1"
NARROWED = ("", "format=pdf", "sprak=sv", "sortera=titel", "ar=2017&ar=odaterad", FIRST)


def sent(client: FlaskClient, address: str) -> TestResponse:
    """Return an answer that was sent whole and closed, as a server does."""
    return client.get(address, buffered=True)


@pytest.mark.parametrize(("q", "narrowed"), list(product(WORDS, NARROWED)))
def test_a_file_holds_exactly_what_the_page_of_results_counts(
    client: FlaskClient, q: str, narrowed: str
) -> None:
    asked = f"q={q}&{narrowed}"
    told = client.get(f"/api/v1/search?{asked.replace('sida=3', 'sida=1')}").get_json()
    rows = list(csv.DictReader(io.StringIO(sent(client, f"/sok.csv?{asked}").text, newline="")))
    assert sum(bool(row["page"]) for row in rows) == told["matching_pages"]
    assert len({row["document"] for row in rows}) == told["matching_documents"]
    lines = [json.loads(line) for line in sent(client, f"/sok.jsonl?{asked}").text.splitlines()]
    assert len(lines) == told["matching_documents"]
    assert sum(len(line["pages"]) for line in lines) == told["matching_pages"]
    documents = [client.get(f"/api/v1/documents/{line['document']['id']}").get_json() for line in lines]
    cited = sum(not document["sample"] for document in documents)
    assert sent(client, f"/sok.ris?{asked}").text.count("ER  - ") == cited
    assert sent(client, f"/sok.bib?{asked}").text.count("\n}\n") == cited


def test_a_row_tells_where_it_stands_and_leads_there(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(sent(client, "/sok.csv?q=samverkan").text, newline="")))
    row = next(row for row in rows if row["page"])
    assert "samverkan" in row["text"].lower()
    assert "<mark>" not in row["text"]
    page = client.get(row["url"].removeprefix("http://localhost"))
    assert "<mark>" in page.text


def test_excel_gets_what_a_swedish_excel_opens(client: FlaskClient) -> None:
    response = sent(client, "/sok.excel.csv?q=samverkan")
    assert response.data.startswith("\ufeffDokument;Version;Titel;".encode())
    assert "attachment; filename=helixarkivet-samverkan-" in response.headers["Content-Disposition"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_sample_material_is_in_the_tables_and_is_not_cited(own_archive: Archive) -> None:
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        for key in own_archive.ids.values():
            session.get_one(Document, key).sample = True
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    assert sent(client, "/sok.csv").text.count("\r\n") > 3
    assert sent(client, "/sok.ris").text == ""
    assert sent(client, "/sok.bib").text == ""


def test_what_is_taken_down_while_a_file_is_sent_is_not_in_it(own_archive: Archive) -> None:
    app = as_tested(create_app(own_archive.settings()))
    search = app.extensions["helixarkivet"].search
    from search.results import Request

    complete = search.complete(Request())
    shown = search.shown(complete)
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        session.get_one(Document, own_archive.ids["rapport-3"]).visibility = "hidden"
    catalogue.close()
    ids = [hit.document.id for hit in shown]
    assert own_archive.ids["rapport-3"] in {hit.id for hit in complete.hits}
    assert own_archive.ids["rapport-3"] not in ids


def test_there_is_no_other_form(client: FlaskClient) -> None:
    assert client.get("/sok.xlsx?q=samverkan").status_code == 404
    assert sent(client, "/sok.csv?fran=igår").status_code == 400


def test_one_export_at_a_time_and_the_next_is_told_when(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/sok.csv", buffered=False)
    refused = sent(client, "/sok.csv")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == str(turns.RETRY_AFTER)
    assert "En annan export görs just nu" in refused.text
    assert client.get("/sok?q=samverkan").status_code == 200
    first.close()  # whoever asked for it has gone
    assert sent(client, "/sok.csv").status_code == 200
    assert sent(client, "/sok.csv").status_code == 200  # and one that was sent whole lets the next


def test_a_turn_comes_back_where_making_the_answer_fails() -> None:
    def fails(_pieces: object) -> Response:
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            turns.in_turn([], fails)


def test_an_answer_that_is_lost_keeps_nobody_waiting_for_ever(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    lost = client.get("/sok.csv", buffered=False)
    assert client.get("/sok.csv").status_code == 503
    monkeypatch.setattr(turns, "_FORGOTTEN", 0.0)
    assert sent(client, "/sok.csv").status_code == 200
    monkeypatch.undo()
    lost.close()  # whose turn is over takes it from nobody
    assert sent(client, "/sok.csv").status_code == 200
