"""Openings: a count for each document, by readers alone, that no page waits for."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import Catalogue, open_catalogue
from archive.catalogue.tables import Document
from tests.web.conftest import Archive, as_tested
from web import create_app
from web.reading import opened
from web.reading.opened import Openings

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"}


class Counting(Openings):
    """Counts, and writes when the test says so."""

    made: list[Counting] = []

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue, every=3600)
        Counting.made.append(self)


@pytest.fixture
def app(own_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(opened, "Openings", Counting)
    return as_tested(create_app(own_archive.settings()))


def count(archive: Archive, key: str) -> int:
    Counting.made[-1].write()
    catalogue = open_catalogue(archive.data)
    with catalogue.read() as session:
        found = session.get_one(Document, archive.ids[key]).opened
    catalogue.close()
    return found


def test_a_document_and_its_pages_count_for_it_and_its_revision_stays(
    client: FlaskClient, own_archive: Archive
) -> None:
    address = f"/dokument/{own_archive.ids['checklista']}"
    for part in ("", "/sida/1", "/sida/2?q=samverkan", "?version=1"):
        assert client.get(address + part, headers=READER).status_code == 200
    assert count(own_archive, "checklista") == 4
    assert count(own_archive, "bildspel") == 0


def test_machines_and_what_nobody_sees_do_not_count(client: FlaskClient, own_archive: Archive) -> None:
    address = f"/dokument/{own_archive.ids['checklista']}"
    for agent in ("Googlebot/2.1", "bingbot", "SomeCrawler/1", "Baiduspider", "curl/8", ""):
        client.get(address, headers={"User-Agent": agent})
    client.head(address, headers=READER)
    client.get(address, headers=READER | {"Sec-Purpose": "prefetch;prerender"})
    client.get(f"{address}/sida/1.webp", headers=READER)
    client.get(f"{address}/original", headers=READER)
    client.get(f"/dokument/{own_archive.ids['dold']}", headers=READER)
    client.get(f"/api/v1/documents/{own_archive.ids['checklista']}", headers=READER)
    assert count(own_archive, "checklista") == 0
    assert count(own_archive, "dold") == 0


def test_a_copy_that_the_browser_shows_again_does_not_count(
    client: FlaskClient, own_archive: Archive
) -> None:
    address = f"/dokument/{own_archive.ids['checklista']}"
    etag = client.get(address, headers=READER).headers["ETag"]
    assert client.get(address, headers=READER | {"If-None-Match": etag}).status_code == 304
    assert count(own_archive, "checklista") == 1


def test_what_could_not_be_written_is_kept_and_no_page_fails(
    client: FlaskClient, own_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/dokument/{own_archive.ids['checklista']}"
    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "write", lambda _: (_ for _ in ()).throw(OSError("full")))
        assert client.get(address, headers=READER).status_code == 200
        Counting.made[-1].write()
        assert client.get(address, headers=READER).status_code == 200
    assert count(own_archive, "checklista") == 2


def test_a_count_writes_itself_within_its_time(own_archive: Archive) -> None:
    catalogue = open_catalogue(own_archive.data)
    openings = Openings(catalogue, every=0.01)
    openings.count(own_archive.ids["delvis"])
    openings.count("finns-inte")
    timer = openings._timer
    if timer is not None:
        timer.join()
    with catalogue.read() as session:
        assert session.get_one(Document, own_archive.ids["delvis"]).opened == 1
    catalogue.close()
