"""A deck's slides as PDF: offered where it lies and the deck may be read."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from archive.catalogue.tables import Document
from archive.dates import now
from archive.kept.pictures import Pictures
from tests.web.conftest import Archive, as_tested
from web import create_app


def put_slides(archive: Archive, client: FlaskClient, key: str) -> Path:
    body = client.get(f"/api/v1/documents/{archive.ids[key]}").get_json()
    path = Pictures(archive.data).slides(body["sha256"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 bilder")
    return path


def test_the_slides_are_downloaded_under_the_decks_name(own_archive: Archive) -> None:
    client = as_tested(create_app(own_archive.settings())).test_client()
    deck = f"/dokument/{own_archive.ids['bildspel']}"
    missing = client.get(f"{deck}/bilder.pdf")
    assert missing.status_code == 404
    assert "Det finns ingen PDF av bilderna" in missing.text
    assert "bilder.pdf" not in client.get(deck).text
    put_slides(own_archive, client, "bildspel")
    assert f"{deck}/bilder.pdf" in client.get(deck).text
    sent = client.get(f"{deck}/bilder.pdf")
    assert (sent.status_code, sent.mimetype, sent.data) == (200, "application/pdf", b"%PDF-1.7 bilder")
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(f"{deck}/bilder.pdf", headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304


def test_what_was_taken_down_has_no_slides(own_archive: Archive) -> None:
    app = as_tested(create_app(own_archive.settings()))
    client, key = app.test_client(), own_archive.ids["bildspel"]
    put_slides(own_archive, client, "bildspel")
    with app.extensions["helixarkivet"].catalogue.write() as session:
        session.get_one(Document, key).taken_down_at = now()
    assert client.get(f"/dokument/{key}/bilder.pdf").status_code == 410
    assert client.get("/dokument/finnsinte/bilder.pdf").status_code == 404
