"""Forms that were open while the document became one with another, and pages that tell of what was purged."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from archive.catalogue import open_catalogue
from archive.catalogue.naming import people
from archive.catalogue.staff.corrections import correcting, merging
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Decision, Document, Likeness
from archive.dates import now
from archive.purging.traces import remove, traces
from tests.web.conftest import Archive
from tests.web.staff.conftest import NAME, Staff


@pytest.fixture
def joining(staffed: Archive) -> tuple[str, str, Any]:
    """An older document, a newer one, and what makes the newer go on as the older."""
    older, newer = staffed.ids["borttaget"], staffed.ids["rapport-1"]

    def join() -> None:
        catalogue = open_catalogue(staffed.data)
        with catalogue.write() as session:
            row = Likeness(made_at=now(), kind="version", document_id=older, other_id=newer, share=0.9)
            session.add(row)
            session.flush()
            assert deciding.carry_out_join(session, row.id, NAME, now()) == ""
        catalogue.close()

    return older, newer, join


def test_a_take_down_that_was_begun_before_a_join_takes_down_what_readers_see(
    staff: Staff, joining: tuple[str, str, Any]
) -> None:
    older, newer, join = joining
    address = f"/personal/dokument/{newer}/avpublicera"
    sent = {"csrf_token": staff.token(address), "skal": "dnr 1"}
    join()
    assert staff.get(f"/dokument/{older}").status_code == 200
    receipt = staff.client.post(address, data=sent).headers["Location"]
    assert staff.get(f"/dokument/{older}").status_code == 410
    shown = staff.get(receipt).text
    assert "Finns kvar" not in shown
    assert "Leder till dokumentet" in shown
    answer = staff.post(f"/personal/dokument/{newer}/publicera-igen", form="/personal/publicering")
    assert answer.headers["Location"].endswith(f"/{older}/publicering")
    assert staff.get(f"/dokument/{older}").status_code == 410


def test_what_remains_of_a_talk_in_its_first_format_is_told(staff: Staff, staffed: Archive) -> None:
    first, second = staffed.ids["rapport-1"], staffed.ids["bildspel"]
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        row = Likeness(made_at=now(), kind="format", document_id=first, other_id=second, share=0.9)
        session.add(row)
        session.flush()
        assert deciding.say_yes(session, row.id, NAME) == ""
    catalogue.close()
    address = f"/personal/dokument/{second}/avpublicera"
    assert "försvinner båda" in staff.get(address).text
    assert "finns kvar" not in staff.get(f"/personal/dokument/{first}/avpublicera").text
    receipt = staff.post(address, {"skal": "dnr 1"}, form=address).headers["Location"]
    assert f"Samma föredrag i annat format: {first}" in staff.get(receipt).text
    address = f"/personal/dokument/{first}/avpublicera"
    receipt = staff.post(address, {"skal": "dnr 1"}, form=address).headers["Location"]
    assert "går att läsa" not in staff.get(receipt).text


@pytest.mark.parametrize("part", ["", "/publicering"])
def test_a_form_that_was_begun_before_a_join_says_that_nothing_came_of_it(
    part: str, staff: Staff, staffed: Archive, joining: tuple[str, str, Any]
) -> None:
    older, newer, join = joining
    address = f"/personal/dokument/{newer}{part}"
    shown = staff.get(address).text
    seen = shown.partition('name="sedd" value="')[2].partition('"')[0]
    sent = {"csrf_token": staff.token(address), "sedd": seen, "synlighet": "hidden", "titel": "Ny titel"}
    join()
    answer = staff.client.post(address, data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/personal/dokument/{older}{part}")
    assert "ingår i ett annat nu" in staff.get(answer.headers["Location"]).text
    assert staff.get(f"/dokument/{older}").status_code == 200
    catalogue = open_catalogue(staffed.data)
    with catalogue.read() as session:
        assert session.get_one(Document, newer).visibility == "public"
    catalogue.close()


def test_what_was_decided_of_what_is_purged_is_told_without_a_way_back(
    staff: Staff, staffed: Archive
) -> None:
    document = staffed.ids["rapport-1"]
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        correcting.correct(session, NAME, session.get_one(Document, document), {"title": Given("Rättad")})
        person = people.by_slug(session, "talare-1")
        assert person is not None
        merging.rename(session, NAME, person, "Tove Talare")
        found = traces(session, document)
        assert found is not None
        remove(session, found)
        numbers = list(session.scalars(select(Decision.id)))
    catalogue.close()
    assert staff.get("/personal/").status_code == 200
    for number in numbers:
        assert staff.post(f"/personal/angra/{number}").status_code == 303
