"""Persons: other names, spellings, one person of two, and what old links lead to."""

from __future__ import annotations

import re

from archive.catalogue import open_catalogue
from search.indexer import Indexer
from search.language.analyser import Analyser
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff

ANNA = "/personal/personer/anna-exempel"


def follow(archive: Archive) -> None:
    """Let the index follow, as the watcher does."""
    catalogue = open_catalogue(archive.data)
    Indexer(catalogue, archive.data, archive.settings(), Analyser()).follow()
    catalogue.close()


def undo_last(staff: Staff, page: str) -> None:
    numbers = re.findall(r"/personal/angra/(\d+)", staff.get(page).text)
    assert staff.post(f"/personal/angra/{max(map(int, numbers))}", form=page).status_code == 303


def test_persons_are_listed_and_looked_for(staff: Staff) -> None:
    everybody = staff.get("/personal/personer").text
    assert "Anna Exempel" in everybody
    assert "Osynligord Person" in everybody, "also who speaks in hidden documents alone"
    some = staff.get("/personal/personer?q=ANNA").text
    assert "1 person<" in some
    assert "Bo Prov" not in some
    assert staff.get("/personal/personer?sida=9999999999999&q=%25").status_code == 200


def test_of_two_persons_one_is_made_and_old_links_still_lead(staff: Staff, staffed: Archive) -> None:
    answer = staff.post(ANNA, {"gor": "slas-ihop", "namn": " bo  PROV "})
    assert answer.status_code == 303
    assert "Slogs ihop med Bo Prov" in staff.get(ANNA).text
    moved = staff.get("/talare/bo-prov")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/talare/anna-exempel")
    assert "Kampen om kulturen" in staff.get("/talare/anna-exempel").text
    assert staff.get("/personal/personer/bo-prov").headers["Location"] == ANNA
    follow(staffed)
    found = staff.get("/sok?talare=bo-prov").text
    assert "Kampen om kulturen" in found
    assert "Samverkan i praktiken" in found
    assert "Ta bort Talare: Anna Exempel" in re.sub(r"<[^>]*>", "", found)
    again = staff.post(ANNA, {"gor": "slas-ihop", "namn": "Bo Prov"})
    assert again.status_code == 303
    undo_last(staff, ANNA)
    assert "Kampen om kulturen" in staff.get("/talare/bo-prov").text
    follow(staffed)
    assert "Samverkan i praktiken" not in staff.get("/sok?talare=bo-prov").text


def test_a_former_address_of_somebody_hidden_tells_nothing(staff: Staff) -> None:
    hidden = "/personal/personer/osynligord-person"
    assert staff.post(hidden, {"gor": "namn", "namn": "Hemlig Hemligsson"}).status_code == 303
    assert staff.get("/talare/osynligord-person").status_code == 404
    assert "hemlig-hemligsson" not in staff.get("/sok?talare=osynligord-person").text


def test_a_person_is_renamed_and_back(staff: Staff) -> None:
    answer = staff.post(ANNA, {"gor": "namn", "namn": "Anna Ny-Exempel"})
    assert answer.headers["Location"] == "/personal/personer/anna-ny-exempel"
    assert staff.get("/talare/anna-exempel").headers["Location"] == "/talare/anna-ny-exempel"
    page = staff.get("/personal/personer/anna-ny-exempel").text
    assert "Anna Exempel" in page
    assert "<strong>Namn</strong>: Anna Exempel" in page
    undo_last(staff, "/personal/personer/anna-ny-exempel")
    assert staff.get("/talare/anna-exempel").status_code == 200


def test_spellings_are_added_and_taken_away(staff: Staff) -> None:
    assert staff.post(ANNA, {"gor": "stavning", "namn": "Exempel, Anna"}).status_code == 303
    assert "Exempel, Anna" in staff.get("/personal/personer?q=exempel,").text
    assert staff.post(ANNA, {"gor": "bort", "namn": "Exempel, Anna"}).status_code == 303
    assert "Inget annat namn är känt" in staff.get(ANNA).text


def test_what_cannot_be_done_is_told_beside_its_field(staff: Staff) -> None:
    taken = staff.post(ANNA, {"gor": "namn", "namn": "Bo Prov"})
    assert taken.status_code == 422
    assert "hör redan till en annan person, Bo Prov" in taken.text
    assert 'aria-describedby="namn-hjalp namn-fel"' in taken.text
    assert staff.post(ANNA, {"gor": "slas-ihop", "namn": "Ingen Alls"}).status_code == 422
    assert staff.post(ANNA, {"gor": "stavning", "namn": "\u202e"}).status_code == 422
    assert staff.post(ANNA, {"gor": "annat", "namn": "X"}).status_code == 400
    assert staff.client.post(ANNA, data={"gor": "namn", "namn": "X"}).status_code == 400
    assert staff.post("/personal/personer/ingen", form=ANNA).status_code == 400
    nobody = staff.post("/personal/personer/ingen", {"gor": "namn", "namn": "X"}, form=ANNA)
    assert nobody.status_code == 404


def test_hostile_names_are_text(staff: Staff) -> None:
    assert staff.post(ANNA, {"gor": "namn", "namn": "<script>alert(1)</script>"}).status_code == 303
    assert "<script>alert" not in staff.get("/personal/personer").text
    assert "<script>alert" not in staff.get(ANNA, follow_redirects=True).text
