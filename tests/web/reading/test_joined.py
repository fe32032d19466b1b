"""What readers meet of documents that were joined: addresses that lead on, and two formats of one talk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue, open_catalogue, store
from archive.catalogue.staff import decisions
from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from archive.kept.originals import Originals
from search import indexer
from search.language.analyser import Analyser
from tests.web import material
from tests.web.concordance.test_concordance import told
from tests.web.concordance.test_frequency import tables
from tests.web.conftest import Archive, as_tested
from tests.web.material import H, Item, P, page
from web import create_app


@pytest.fixture
def catalogue(own_archive: Archive) -> Iterator[Catalogue]:
    opened = open_catalogue(own_archive.data)
    yield opened
    opened.close()


def item(kind: str, *texts: str) -> Item:
    pages = [page(n, (H, 1, "Trygghet"), (P, 0, text)) for n, text in enumerate(texts, start=1)]
    said = {"speakers": ["Doris Dubbel"], "position": 9}
    return Item(
        f"trygghet-{kind}",
        f"Trygghet {kind}",
        "Kunskapsseminarium I",
        pages,
        kind,
        said=said,
        original=kind.encode(),
    )


def add(archive: Archive, catalogue: Catalogue, made: Item) -> str:
    with catalogue.write() as session:
        return material.add(session, Originals(archive.data), made).id


def offered(catalogue: Catalogue, kind: str, one: str, other: str) -> int:
    with catalogue.write() as session:
        row = Likeness(made_at=now(), kind=kind, document_id=one, other_id=other, share=0.9)
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def formats(own_archive: Archive, catalogue: Catalogue) -> tuple[str, str]:
    """A deck and its PDF, accepted as one talk; the deck first."""
    deck = add(own_archive, catalogue, item("pptx", "Gemensam trygghetsmätning", "Bildspelsord"))
    pdf = add(
        own_archive, catalogue, item("pdf", "Gemensam trygghetsmätning 1", "Bildspelsord 2", "Pdfordet")
    )
    follow(own_archive, catalogue)
    number = offered(catalogue, "format", deck, pdf)
    with catalogue.write() as session:
        assert deciding.say_yes(session, number, "eva") == ""
    return deck, pdf


def follow(archive: Archive, catalogue: Catalogue) -> None:
    indexer.follow(catalogue, archive.data, archive.settings(), Analyser())


def client(archive: Archive) -> FlaskClient:
    return as_tested(create_app(archive.settings())).test_client()


def hits(asked: FlaskClient, q: str) -> dict[str, list[int]]:
    body = asked.get("/api/v1/search", query_string={"q": q}).json or {}
    assert body["matching_documents"] == len(body["hits"])
    return {hit["document"]["id"]: [p["number"] for p in hit["pages"]] for hit in body["hits"]}


def test_both_formats_are_searched_as_one_and_nothing_is_unfindable(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    deck, pdf = formats
    readers = client(own_archive)
    assert hits(readers, "trygghetsmätning") == {deck: [1]}, "before the index follows, nothing twice"
    follow(own_archive, catalogue)
    readers = client(own_archive)
    assert hits(readers, "trygghetsmätning") == {deck: [1]}
    assert hits(readers, "bildspelsord") == {deck: [2]}
    assert hits(readers, "pdfordet") == {pdf: [3]}
    assert hits(readers, "doris") == {deck: []}
    assert hits(readers, "doris pdfordet") == {pdf: [3]}
    assert follow_again(own_archive, catalogue) == 0


def follow_again(archive: Archive, catalogue: Catalogue) -> int:
    return indexer.follow(catalogue, archive.data, archive.settings(), Analyser())


def test_lists_show_one_and_each_tells_of_the_other(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    deck, pdf = formats
    readers = client(own_archive)
    for address in ("/serie/kunskapsseminarium-i", "/talare/doris-dubbel"):
        shown = readers.get(address).text
        assert f'class="title" href="/dokument/{deck}"' in shown
        assert f'class="title" href="/dokument/{pdf}"' not in shown
        assert f'Finns även som <a href="/dokument/{pdf}">PDF</a>' in shown
    assert f'<a href="/dokument/{deck}">PowerPoint</a>' in readers.get(f"/dokument/{pdf}").text
    assert f'<a href="/dokument/{pdf}">PDF</a>' in readers.get(f"/dokument/{deck}/sida/2").text
    assert "Pdfordet" in readers.get(f"/dokument/{pdf}/sida/3").text
    listed = readers.get("/api/v1/documents?size=100").json or {}
    ids = [each["id"] for each in listed["documents"]]
    assert deck in ids
    assert pdf not in ids
    assert listed["matching_documents"] == len(ids)
    (other,) = (readers.get(f"/api/v1/documents/{pdf}").json or {})["formats"]
    assert (other["id"], other["format"]) == (deck, "pptx")


def test_how_often_counts_what_either_format_has(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    follow(own_archive, catalogue)
    readers = client(own_archive)
    for q in ("pdfordet", "bildspelsord", "trygghetsmätning"):
        occurrences = told(readers.get(f"/konkordans?q={q}").text)
        body = readers.get(f"/api/v1/search?q={q}").json or {}
        for rows in tables(readers.get(f"/frekvens?q={q}").text):
            assert sum(row[1] for row in rows) == body["matching_pages"]
            assert sum(row[2] for row in rows) == occurrences
            assert all(row[1] <= row[3] for row in rows)
    listed = (readers.get("/api/v1/search?size=100").json or {})["hits"]
    pages = sum(hit["document"]["page_count"] for hit in listed)
    years, _ = tables(readers.get("/frekvens?q=bildspelsord").text)
    assert sum(row[3] for row in years) == pages, "a talk in two formats is there once"


def test_what_takes_the_first_away_takes_the_other_but_a_withdrawal_does_not(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    deck, pdf = formats
    follow(own_archive, catalogue)
    for column in ("taken_down_at", "held_at"):
        change(catalogue, deck, column, now())
        readers = client(own_archive)
        assert readers.get(f"/dokument/{pdf}").status_code == 410
        assert hits(readers, "pdfordet") == {}
        change(catalogue, deck, column, None)
    change(catalogue, deck, "withdrawn_at", now())
    follow(own_archive, catalogue)
    readers = client(own_archive)
    assert readers.get(f"/dokument/{deck}").status_code == 410
    assert hits(readers, "trygghetsmätning") == {pdf: [1]}
    assert hits(readers, "bildspelsord") == {pdf: [2]}
    assert f'class="title" href="/dokument/{pdf}"' in readers.get("/serie/kunskapsseminarium-i").text


def change(catalogue: Catalogue, document: str, column: str, value: object) -> None:
    with catalogue.write() as session:
        row = session.get_one(Document, document)
        setattr(row, column, value)
        store.touch(row)


def test_a_new_version_of_the_first_that_drops_a_word_lets_the_other_be_found(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    deck, pdf = formats
    follow(own_archive, catalogue)
    newer = item("pptx", "Gemensam trygghetsmätning")
    newer.original = b"ny"
    with catalogue.write() as session:
        row = session.get_one(Document, deck)
        content = material.content(Originals(own_archive.data), newer)
        store.add_version(session, row, content, material.source_of(newer), material.statements(newer))
    follow(own_archive, catalogue)
    assert hits(client(own_archive), "bildspelsord") == {pdf: [2]}


def test_undone_each_stands_for_itself(
    own_archive: Archive, catalogue: Catalogue, formats: tuple[str, str]
) -> None:
    deck, pdf = formats
    with catalogue.write() as session:
        (decided, *_) = decisions.latest(session, 1)
        assert deciding.undo(session, decided, "bo") == ""
    follow(own_archive, catalogue)
    assert set(hits(client(own_archive), "trygghetsmätning")) == {deck, pdf}


def test_addresses_of_a_joined_document_lead_to_the_same_page_of_the_older_one(
    own_archive: Archive, catalogue: Catalogue
) -> None:
    older, newer = own_archive.ids["borttaget"], own_archive.ids["checklista"]
    number = offered(catalogue, "version", older, newer)
    with catalogue.write() as session:
        assert deciding.carry_out_join(session, number, "eva", now()) == ""
    follow(own_archive, catalogue)
    readers = client(own_archive)
    for address, leads_to in {
        f"/dokument/{newer}": f"/dokument/{older}?version=3",
        f"/dokument/{newer}?version=1": f"/dokument/{older}?version=2",
        f"/dokument/{newer}/sida/2?q=polis": f"/dokument/{older}/sida/2?q=polis&version=3",
        f"/dokument/{newer}/original?version=1": f"/dokument/{older}/original?version=2",
        f"/dokument/{newer}/sida/2.webp": f"/dokument/{older}/sida/2.webp?version=3",
        f"/api/v1/documents/{newer}/pages/2": f"/api/v1/documents/{older}/pages/2?version=3",
    }.items():
        answer = readers.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (308, leads_to)
        assert answer.headers["Cache-Control"] == "no-cache", "it may be undone"
    assert readers.get(f"/dokument/{newer}?version=9").headers["Location"].endswith("version=10")
    assert readers.get(f"/dokument/{older}?version=10").status_code == 404
    shown = readers.get(f"/dokument/{newer}/sida/2", follow_redirects=True)
    assert "Ansvar och tider" in shown.text
    assert set(hits(readers, "avhoppare")) == {older}
    mounted = as_tested(create_app(own_archive.settings(base_url="https://example.org/arkiv"))).test_client()
    answer = mounted.get(f"/arkiv/dokument/{newer}")
    assert answer.headers["Location"].endswith(f"/arkiv/dokument/{older}?version=3")
