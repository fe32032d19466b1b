"""Files that a listing links to, brought into the folder, read there, and accepted when they have come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive.catalogue.staff import requests
from archive.catalogue.staff.harvesting import accepting, items, proposals
from archive.catalogue.staff.harvesting.items import Item, State
from archive.catalogue.staff.harvesting.proposals import Proposal
from archive.settings import HarvestSettings, IngestSettings
from ingest.harvest.fetching.bringing import bring
from ingest.harvest.fetching.fetcher import Fetcher
from tests.ingest.folder.conftest import Archive, archive
from tests.ingest.harvest.serving import Answer, Site, serving

__all__ = ["archive"]
PAGE = "https://www.example.org/"
TEXT = {"Content-Type": "text/plain", "ETag": '"1"'}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/d/rapport.txt": Answer(b"En rapport om samverkan.", headers=TEXT)}) as served:
        yield served


@pytest.fixture
def open_archive(archive: Archive, site: Site) -> Archive:
    settings = archive.settings.model_copy(
        update={
            "harvest": HarvestSettings(hosts=[site.host], timeout_seconds=20),
            "ingest": IngestSettings(settle_seconds=0, min_free_mb=0),
        }
    )
    return Archive(settings, archive.catalogue)


def listed(archive: Archive, *found: Item) -> list[Proposal]:
    with archive.catalogue.write() as session:
        items.record(session, PAGE, found)
        return list(proposals.of_page(session, PAGE))


def report(site: Site, **values: object) -> Item:
    made = Item(site.address("/d/rapport.txt"), 1, "Rapporten", "Serie: A/B", ("Anna Ek",), "txt")
    return replace(made, **values)  # type: ignore[arg-type]


def test_a_file_is_fetched_read_and_then_accepted(open_archive: Archive, site: Site) -> None:
    [row] = listed(open_archive, report(site))
    with open_archive.catalogue.write() as session:
        accepting.accept_when_it_comes(session, "eva", row.number)
        requests.ask(session, "eva", requests.FETCH, str(row.number))
        assert not requests.any_waiting(session)  # no round of the watcher is held up by it
    fetcher = Fetcher(open_archive.catalogue, open_archive.settings, site.network)
    fetcher.look()
    open_archive.reconcile()
    fetcher.look()
    document = open_archive.document_at("Serie-A-B/rapport.txt")
    assert (document.title, document.speakers[0].name) == ("Rapporten", "Anna Ek")
    assert document.series[0].name == "Serie-A-B"
    [row] = listed(open_archive, report(site))
    assert (row.state, row.document, row.fetched) == (State.ACCEPTED, document.id, "Serie-A-B/rapport.txt")
    assert bring(open_archive.catalogue, open_archive.settings, row.number, network=site.network) == ""
    assert len(site.asked) == 1  # what was brought is not asked for again


def test_a_link_becomes_a_shortcut_in_the_folder(open_archive: Archive, site: Site) -> None:
    [row] = listed(
        open_archive, Item("https://example.org/film?a=1", 1, "Film: del 1/2", "Serie", (), "link")
    )
    assert bring(open_archive.catalogue, open_archive.settings, row.number, network=site.network) == ""
    open_archive.reconcile()
    [row] = listed(
        open_archive, Item("https://example.org/film?a=1", 1, "Film: del 1/2", "Serie", (), "link")
    )
    document = open_archive.document_at(row.fetched)
    assert (document.format, document.link) == ("link", "https://example.org/film?a=1")
    assert row.sure and row.document == document.id
    assert site.asked == []


def test_asked_again_only_other_bytes_take_its_place_as_a_new_version(
    open_archive: Archive, site: Site
) -> None:
    [row] = listed(open_archive, report(site))

    def again() -> str:
        return bring(
            open_archive.catalogue, open_archive.settings, row.number, again=True, network=site.network
        )

    bring(open_archive.catalogue, open_archive.settings, row.number, network=site.network)
    open_archive.reconcile()
    assert again() == ""
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    before = open_archive.document_at("Serie-A-B/rapport.txt")
    site.answers["/d/rapport.txt"] = Answer(b"En helt annan rapport.", headers={**TEXT, "ETag": '"2"'})
    assert again() == ""
    open_archive.reconcile()
    after = open_archive.document_at("Serie-A-B/rapport.txt")
    assert (after.id, after.version) == (before.id, 2)
    open_archive.put("Serie-A-B/rapport.txt", "Ändrad av personalen på den delade mappen.")
    open_archive.reconcile()
    site.answers["/d/rapport.txt"] = Answer(b"En tredje rapport.", headers={**TEXT, "ETag": '"3"'})
    assert "ändrats" in again()
    assert "personalen" in (open_archive.folder / "Serie-A-B/rapport.txt").read_text()


def test_another_file_of_the_name_is_never_replaced(open_archive: Archive, site: Site) -> None:
    file = open_archive.put("Serie-A-B/RAPPORT.txt", "Något annat.")
    [row] = listed(open_archive, report(site))
    problem = bring(open_archive.catalogue, open_archive.settings, row.number, network=site.network)
    assert "finns redan" in problem and file.read_text() == "Något annat."
    assert [each.name for each in file.parent.iterdir()] == ["RAPPORT.txt"]


def test_bytes_that_the_folder_has_are_not_put_there_twice(open_archive: Archive, site: Site) -> None:
    open_archive.put("Annan/namnet.txt", "En rapport om samverkan.")
    open_archive.reconcile()
    [row] = listed(open_archive, report(site, title="Rapporten"))
    bring(open_archive.catalogue, open_archive.settings, row.number, network=site.network)
    [row] = listed(open_archive, report(site))
    assert row.fetched == "Annan/namnet.txt" and row.sure
    assert not (open_archive.folder / "Serie-A-B").exists()


def test_what_cannot_be_fetched_is_told_and_waits_for_staff_again(open_archive: Archive, site: Site) -> None:
    page = Answer(b"<!doctype html><p>Logga in", headers={"Content-Type": "text/html"})
    site.answers["/d/rapport.txt"] = page
    [row] = listed(open_archive, report(site))
    with open_archive.catalogue.write() as session:
        accepting.accept_when_it_comes(session, "eva", row.number)
    assert "inloggning" in bring(
        open_archive.catalogue, open_archive.settings, row.number, network=site.network
    )
    [row] = listed(open_archive, report(site))
    assert row.state is State.NEW and "inloggning" in row.problem
    assert list(open_archive.folder.iterdir()) == []


def test_two_at_once_bring_one_file(open_archive: Archive, site: Site) -> None:
    [row] = listed(open_archive, report(site))
    arguments = (open_archive.catalogue, open_archive.settings, row.number)
    threads = [
        threading.Thread(target=bring, args=arguments, kwargs={"network": site.network}) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.name for each in (open_archive.folder / "Serie-A-B").iterdir()] == ["rapport.txt"]
    assert len(site.asked) == 1
