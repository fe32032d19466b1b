"""What is withheld is in no answer of any kind (decision 6)."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import open_catalogue, tables
from archive.settings import PublishSettings
from search.indexer import Indexer
from search.language.analyser import Analyser
from tests.web.conftest import Archive, as_tested
from tests.web.crawling import links_of, walk
from tests.web.material import WITHHELD
from web import create_app


def everything(client: FlaskClient, archive: Archive) -> dict[str, bytes]:
    """Return every answer that the site gives, by address, with every withheld thing asked for by name."""
    addresses = ["/", "/api/v1/documents?size=100", "/api/v1/search?size=100", "/healthz"]
    addresses.append("/api/v1/search?q=samverkan")
    for document in archive.ids.values():
        addresses += (
            f"/dokument/{document}",
            f"/dokument/{document}/original",
            f"/api/v1/documents/{document}",
        )
        for number in range(1, 6):
            addresses += (
                f"/dokument/{document}/sida/{number}",
                f"/dokument/{document}/sida/{number}.webp",
                f"/dokument/{document}/sida/{number}?version=1",
                f"/api/v1/documents/{document}/pages/{number}",
            )
    answers = {}

    def html_of(address: str) -> str:
        answer = client.get(address.removeprefix("http://localhost"), buffered=True)
        answers[address] = answer.data
        return answer.text if answer.mimetype == "text/html" else ""

    walk([f"http://localhost{address}" for address in addresses], html_of)
    return answers


@pytest.mark.slow
def test_withheld_notes_slides_comments_and_documents_are_nowhere(
    client: FlaskClient, archive: Archive
) -> None:
    answers = everything(client, archive)
    assert len(answers) > 200
    for address, body in answers.items():
        lowered = body.decode("utf-8", "replace").lower()
        assert [word for word in WITHHELD if word in lowered] == [], address


@pytest.mark.parametrize("word", WITHHELD)
def test_a_withheld_word_finds_and_counts_nothing(client: FlaskClient, archive: Archive, word: str) -> None:
    body = client.get(f"/api/v1/search?q={word}").get_json()
    assert (body["matching_pages"], body["matching_documents"], body["hits"]) == (0, 0, [])
    page = client.get(f"/dokument/{archive.ids['bildspel']}?q={word}").text
    assert "finns på 0 av dem" in page


def test_hidden_and_withdrawn_documents_answer_as_if_never_there_and_gone(
    client: FlaskClient, archive: Archive
) -> None:
    for path in ("", "/sida/1", "/original", "/sida/1.webp"):
        assert client.get(f"/dokument/{archive.ids['dold']}{path}").status_code == 404
        assert client.get(f"/dokument/{archive.ids['borttaget']}{path}").status_code == 410
    assert client.get(f"/api/v1/documents/{archive.ids['borttaget']}").status_code == 410
    assert client.get(f"/api/v1/documents/{archive.ids['borttaget']}/pages/1").status_code == 410


def test_taking_down_bites_before_the_index_follows(own_archive: Archive) -> None:
    app: Flask = as_tested(create_app(own_archive.settings()))
    client = app.test_client()
    document = own_archive.ids["checklista"]
    assert "Checklista" in client.get("/sok?q=lägesbild").text
    etag = client.get(f"/dokument/{document}").headers["ETag"]
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        row = session.get_one(tables.Document, document)
        row.visibility = "hidden"
        row.revision += 1
        row.publication_revision = row.revision
    assert client.get(f"/dokument/{document}", headers={"If-None-Match": etag}).status_code == 410
    assert client.get("/api/v1/search?q=lägesbild").get_json()["matching_documents"] == 0
    assert "Checklista" not in client.get("/").text


def test_notes_and_hidden_slides_show_where_they_are_published(own_archive: Archive) -> None:
    settings = own_archive.settings(publish=PublishSettings(notes=True, hidden_slides=True, originals=True))
    catalogue = open_catalogue(own_archive.data)
    Indexer(catalogue, own_archive.data, settings, Analyser()).follow()
    client = as_tested(create_app(settings)).test_client()
    deck = own_archive.ids["bildspel"]
    page = client.get(f"/dokument/{deck}/sida/2?q=anteckningshemlighet").text
    assert '<h2 id="anteckningar">' in page
    assert "<mark>anteckningshemlighet</mark>" in page
    assert "dolduppgift" in client.get(f"/dokument/{deck}/sida/3").text
    assert client.get(f"/dokument/{deck}/original").status_code == 200
    assert "kommentarhemlighet" not in page
    assert client.get("/api/v1/search?q=dolduppgift").get_json()["matching_pages"] == 1


def test_links_of_reads_attributes_unescaped() -> None:
    assert links_of('<a class="x" href="/a?b=1&amp;c=2#d">', "http://h/") == {"http://h/a?b=1&c=2"}
