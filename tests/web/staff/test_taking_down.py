"""*Avpublicera nu* and its receipt; what is withheld in any way is nowhere, and comes back when undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import open_catalogue, store, tables
from archive.catalogue.staff.publication import holding, publishing, taking_down
from archive.catalogue.values import Origin, Statement
from archive.kept.originals import Originals
from archive.purging import purge
from search.indexer import Indexer
from search.language.analyser import Analyser
from tests.web import material
from tests.web.conftest import Archive
from tests.web.staff.conftest import NAME, Staff

PLANTED = "plantordet"  # stands in nothing else
TITLE = f"{PLANTED} om samverkan"


@pytest.fixture
def planted(staffed: Archive) -> str:
    """A document with a word of its own in title, speaker, text, note and hidden slide, in the index."""
    item = material.Item(
        "planterat",
        TITLE,
        series="Kunskapsseminarium I",
        format="pptx",
        pages=[
            material.page(1, (material.P, 0, f"Texten {PLANTED}sida om samverkan."), language="sv"),
            material.page(2, (material.P, 0, "Två."), notes=f"En {PLANTED}not.", language="sv"),
            material.page(3, (material.P, 0, f"En {PLANTED}bild."), hidden=True, language="sv"),
        ],
        said={
            "speakers": ["Planta Plantordsson"],
            "organisations": ["Plantordsverket"],
            "publish_notes": True,
            "publish_hidden_slides": True,
        },
        original=f"PK {PLANTED}".encode(),
    )
    with (catalogue := open_catalogue(staffed.data)).write() as session:
        made = material.add(session, Originals(staffed.data), item).id
    picture = staffed.data / "pictures"
    with catalogue.read() as session:
        sha256 = session.get_one(tables.Document, made).versions[0].sha256
    (picture / sha256[:2] / sha256).mkdir(parents=True)
    (picture / sha256[:2] / sha256 / "1.webp").write_bytes(f"RIFF {PLANTED}".encode())
    catalogue.close()
    follow(staffed)
    return made


def follow(archive: Archive) -> None:
    catalogue = open_catalogue(archive.data)
    Indexer(catalogue, archive.data, archive.settings(), Analyser()).follow()
    catalogue.close()


def change(archive: Archive, document: str, act: Callable[[Any, tables.Document], object]) -> None:
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        act(session, session.get_one(tables.Document, document))
    catalogue.close()


def answers(client: FlaskClient, document: str, word: str = PLANTED) -> dict[str, tuple[int, str]]:
    """Return every answer in which a word of a document could stand, by address."""
    begun = [word[:length] for length in (3, 5, 8, len(word))]
    addresses = [
        *(f"/dokument/{document}{part}{v}" for v in ("", "?version=1") for part in _PARTS),
        *(f"/api/v1/documents/{document}{part}" for part in ("", "/pages/1", "/pages/2", "/pages/3")),
        *(f"/api/v1/suggestions?q={each}" for each in [*begun, "planta", "titel:plant", "samv"]),
        *(
            f"/api/v1/search?q={each}"
            for each in (f"{word}*", word[:-1] + "x", f"{word} samverkan", "samverkan")
        ),
        *(f"/sok?q={each}" for each in (f"samverkan -{word[:4]}z", f"{word[:7]}", "samverkan")),
        "/",
        "/sok?size=100",
        "/serie/kunskapsseminarium-i",
        "/talare/planta-plantordsson",
        "/api/v1/documents?size=100",
        "/api/v1/search?size=100",
        "/healthz",
        "/robots.txt",
    ]
    found = {}
    for address in addresses:
        answer = client.get(address)
        found[address] = (answer.status_code, answer.get_data(as_text=True))
    return found


_PARTS = ("", "/sida/1", "/sida/2", "/sida/3", "/sida/1.webp", "/original")


def where(client: FlaskClient, document: str, word: str = PLANTED) -> set[str]:
    """Return the addresses whose answers have a word that was not asked for there."""
    found = set()
    for address, (_, body) in answers(client, document, word).items():
        told, echoed = body.lower(), address.partition("?")[2]
        goes_on = re.search(rf"{word}(sida|not|bild| om)", told)
        if word in told and (word not in echoed or goes_on):
            found.add(address)
    return found


WAYS: dict[str, tuple[Callable[[Any, tables.Document], object], Callable[[Any, tables.Document], object]]] = {
    "taken down": (
        lambda s, d: taking_down.take_down(s, NAME, d, "skäl"),
        lambda s, d: taking_down.publish_again(s, NAME, d),
    ),
    "hidden": (
        lambda s, d: publishing.decide(s, NAME, d, {"visibility": "hidden"}),
        lambda s, d: publishing.decide(s, NAME, d, {}),
    ),
    "embargoed": (
        lambda s, d: publishing.decide(
            s, NAME, d, {"visibility": "embargoed", "embargo_until": "2999-01-01T00:00:00+00:00"}
        ),
        lambda s, d: publishing.decide(s, NAME, d, {}),
    ),
    "held": (
        lambda s, d: publishing.hold(s, NAME, d),
        lambda s, d: publishing.release(s, NAME, d),
    ),
    "in _ej publicerat": (
        lambda s, d: _restate(s, d, [Statement("visibility", Origin.FOLDER, "hidden")]),
        lambda s, d: _restate(s, d, []),
    ),
}


def _restate(session: Any, document: tables.Document, more: list[Statement]) -> None:
    said = [Statement("title", Origin.PAGE, TITLE), *more]
    kept = frozenset({Origin.SIDECAR})
    store.restate(session, document, document.source, said, keep=kept)


@pytest.mark.parametrize(
    "way", [way if way == "taken down" else pytest.param(way, marks=pytest.mark.slow) for way in WAYS]
)
def test_what_is_withheld_is_nowhere_and_comes_back(
    way: str, planted: str, staffed: Archive, staff_app: Flask
) -> None:
    client = staff_app.test_client()
    assert len(where(client, planted)) > 15
    count = client.get("/api/v1/search?q=samverkan").get_json()["matching_documents"]
    withhold, undo = WAYS[way]
    change(staffed, planted, withhold)
    for _ in ("before the index follows", "after"):
        assert where(client, planted) == set()
        statuses = {a: s for a, (s, _) in answers(client, planted).items() if planted in a}
        assert set(statuses.values()) == {410}
        body = client.get(f"/api/v1/search?q={PLANTED}sida").get_json()
        assert (body["matching_pages"], body["matching_documents"]) == (0, 0)
        body = client.get("/api/v1/search?q=samverkan").get_json()
        assert body["matching_documents"] == count - 1
        assert "plantord" not in str(body["facets"]).lower()
        follow(staffed)
    change(staffed, planted, undo)
    follow(staffed)
    assert len(where(client, planted)) > 15


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("publish_notes", f"{PLANTED}not"),
        pytest.param("publish_hidden_slides", f"{PLANTED}bild", marks=pytest.mark.slow),
    ],
)
def test_a_note_or_slide_that_is_withheld_is_nowhere_and_comes_back(
    field: str, word: str, planted: str, staffed: Archive, staff_app: Flask
) -> None:
    client = staff_app.test_client()
    assert where(client, planted, word)
    change(staffed, planted, lambda s, d: publishing.decide(s, NAME, d, {field: False}))
    for _ in ("before the index follows", "after"):
        assert where(client, planted, word) == set()
        assert client.get(f"/api/v1/search?q={word}").get_json()["matching_pages"] == 0
        assert client.get(f"/dokument/{planted}/original").status_code == 404
        follow(staffed)
    change(staffed, planted, lambda s, d: publishing.decide(s, NAME, d, {}))
    follow(staffed)
    assert where(client, planted, word)


def test_a_document_is_taken_down_with_a_receipt_and_comes_back(
    staff: Staff, planted: str, staffed: Archive
) -> None:
    etag = staff.get(f"/dokument/{planted}").headers["ETag"]
    address = f"/personal/dokument/{planted}/avpublicera"
    assert staff.post(address, {"skal": "  "}, form=address).status_code == 400
    assert staff.get(f"/dokument/{planted}").status_code == 200
    answer = staff.post(address, {"skal": "Begäran, dnr 1-2027"}, form=address)
    receipt = answer.headers["Location"]
    assert staff.get(f"/dokument/{planted}", headers={"If-None-Match": etag}).status_code == 410
    page = staff.get(receipt).text
    for told in (planted, "Begäran, dnr 1-2027", NAME, "centraleuropeisk", "väntar på indexet", "svarar 410"):
        assert told in page
    assert f"http://localhost/dokument/{planted}/original?version=1" in page
    assert "Finns kvar" not in page
    follow(staffed)
    page = staff.get(receipt).text
    assert "har släppt dokumentet" in page
    assert "Väntar" not in page
    again = staff.post(address, {"skal": "en gång till"}, form="/personal/publicering")
    assert again.headers["Location"] == receipt  # a form sent twice is one take-down
    back = f"/personal/dokument/{planted}/publicera-igen"
    assert staff.post(back, form="/personal/publicering").status_code == 303
    assert staff.get(f"/dokument/{planted}").status_code == 200
    assert "är upphävd" in staff.get(receipt).text
    assert staff.get("/personal/kvitto/999").status_code == 404


def test_what_is_being_removed_for_good_is_shown_again_by_nobody(
    staff: Staff, planted: str, staffed: Archive
) -> None:
    address = f"/personal/dokument/{planted}/avpublicera"
    staff.post(address, {"skal": "x"}, form=address)
    catalogue = open_catalogue(staffed.data)
    purge.begin(catalogue, staffed.data, purge.look(catalogue, planted, block=True), "x", "eva")
    catalogue.close()
    for form, sent in (
        (f"/personal/dokument/{planted}/publicera-igen", {}),
        (f"/personal/dokument/{planted}/publicering", {"synlighet": "public"}),
    ):
        answer = staff.post(form, sent, form="/personal/publicering")
        assert answer.status_code == 410
        assert "tas bort för gott" in answer.text
    assert staff.get(f"/dokument/{planted}").status_code == 410


def test_the_receipt_tells_what_is_still_there(staff: Staff, planted: str, staffed: Archive) -> None:
    change(staffed, planted, lambda s, d: taking_down.take_down(s, NAME, d, "skäl"))
    change(staffed, planted, lambda s, d: setattr(d, "taken_down_at", None))  # as nothing ever does
    follow(staffed)
    page = staff.get("/personal/kvitto/1").text
    assert page.count("Finns kvar") >= 4


def test_a_new_version_or_a_return_of_the_file_leaves_a_document_taken_down(
    planted: str, staffed: Archive, staff_app: Flask
) -> None:
    client = staff_app.test_client()
    change(staffed, planted, lambda s, d: taking_down.take_down(s, NAME, d, "skäl"))
    change(staffed, planted, lambda s, d: store.withdraw(d))
    change(staffed, planted, lambda s, d: store.restore(d))
    catalogue = open_catalogue(staffed.data)
    Indexer(catalogue, staffed.data, staffed.settings(), Analyser()).rebuild()
    catalogue.close()
    assert client.get(f"/dokument/{planted}").status_code == 410
    assert where(client, planted) == set()


def test_staff_hold_and_release_by_the_bytes_they_have_seen(planted: str, staffed: Archive) -> None:
    def held_and_released(session: Any, document: tables.Document) -> None:
        sha256 = document.versions[0].sha256
        assert not holding.is_released(session, planted, sha256)
        publishing.hold(session, NAME, document)
        publishing.release(session, NAME, document)
        assert holding.is_released(session, planted, sha256)
        assert not holding.is_released(session, planted, "0" * 64)

    change(staffed, planted, held_and_released)
