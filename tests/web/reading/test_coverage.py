"""What readers are told of how much of a document they can search."""

from __future__ import annotations

import pytest
from pytest import approx
from sqlalchemy import delete, select

from archive.catalogue import open_catalogue, tables
from archive.dates import now
from tests.web.conftest import Archive, as_tested
from web import create_app

_FILE = {"name": "bilaga.pdf", "format": "pdf", "size": 9000, "page_count": 1, "reason": ""}


def test_a_document_tells_what_the_search_does_not_see(own_archive: Archive) -> None:
    document = own_archive.ids["checklista"]
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        latest = tables.Version.document_id == document, tables.Version.number == 2
        version = session.scalars(select(tables.Version).where(*latest)).one()
        version.attachments = [_FILE]
        version.pages[0].coverage = {"pictures": 2}
        version.pages[0].links = ["https://example.org/a"]
        version.pages[0].remarks = ["text that is marked as hidden"]
        version.pages[1].coverage = {"wants": "scan"}
        version.pages[2].coverage = {"wants": "scan", "confidence": 0.87}
        version.pages[3].part = "bilaga.pdf"
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    html = client.get(f"/dokument/{document}").text
    for said in (
        "2 bilder saknar sökbar text.",
        "1 sida behöver OCR och går inte att söka i.",
        "1 sida är läst av maskin (OCR), med säkerheten 87 procent.",
        "<li>Dold text är inte med.</li>",
        "<bdi>bilaga.pdf</bdi> (PDF, 9 kB): 1 sida läst",
        "<h3>Bifogad fil: bilaga.pdf</h3>",
    ):
        assert said in html
    first = client.get(f"/dokument/{document}/sida/1").text
    assert 'href="https://example.org/a" rel="external noopener noreferrer"' in first
    assert "Sidan hör till den bifogade filen bilaga.pdf." in client.get(f"/dokument/{document}/sida/4").text
    body = client.get(f"/api/v1/documents/{document}").get_json()
    texts = [client.get(f"/api/v1/documents/{document}/pages/{n}").get_json()["text"] for n in range(1, 5)]
    assert body["coverage"]["words"] == approx(sum(len(text.split()) for text in texts), rel=0.05)
    assert body["coverage"]["pages_wanting_ocr"] == [2]
    assert body["attachments"] == [_FILE]
    assert body["pages"][3]["part"] == "bilaga.pdf"


def test_a_hit_says_which_attached_file_it_stands_in(own_archive: Archive) -> None:
    document = own_archive.ids["checklista"]
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        latest = tables.Version.document_id == document, tables.Version.number == 2
        version = session.scalars(select(tables.Version).where(*latest)).one()
        page, word = next(
            (page, word)
            for page in version.pages
            for word in page.text.split()
            if word.isalpha() and len(word) > 7
        )
        page.part = "bilaga.pdf"
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    assert "I den bifogade filen bilaga.pdf" in client.get("/sok", query_string={"q": word}).text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "Sidan behöver OCR: texten är en bild"),
        ("waiting", "läses av maskin (OCR) inom kort"),
        ("failed", "maskinen (OCR) inte kunde läsa"),
    ],
)
def test_a_page_says_how_reading_it_by_machine_stands(
    own_archive: Archive, state: str | None, said: str
) -> None:
    document = own_archive.ids["inskannad"]
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        version = session.scalars(select(tables.Version).where(tables.Version.document_id == document)).one()
        version.pages[0].coverage = {"wants": "scan"}
        session.execute(delete(tables.Job).where(tables.Job.version_id == version.id))
        if state:
            job = tables.Job(version_id=version.id, page=1, kind="ocr", state=state, asked_at=now())
            session.add(job)
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    assert said in client.get(f"/dokument/{document}/sida/1").text
