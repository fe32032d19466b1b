"""*Publicering*: what waits, rules of folders, what of a document readers see and from when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.catalogue import open_catalogue, tables
from archive.catalogue.staff.publication import holding
from archive.catalogue.staff.publication.warned import Kind, Warned, Where, pack
from tests.web.conftest import Archive
from tests.web.staff.conftest import NAME, Staff


def hold(archive: Archive, key: str, *codes: str, warnings: tuple[Warned, ...] = ()) -> str:
    """Hold a document as the watcher does; return its id."""
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        row = session.get_one(tables.Document, archive.ids[key])
        holding.hold(row, codes)
        row.versions[-1].warnings = pack(warnings)
    catalogue.close()
    return archive.ids[key]


def publication(staff: Staff, document: str, **values: str) -> int:
    """Send the form of a document's publication as it is shown, with some of it changed."""
    address = f"/personal/dokument/{document}/publicering"
    return staff.post(address, {"sedd": seen(staff, document), **values}, form=address).status_code


def seen(staff: Staff, document: str) -> str:
    page = staff.get(f"/personal/dokument/{document}/publicering").text
    return page.partition('name="sedd" value="')[2].partition('"')[0]


def test_what_waits_is_shown_with_its_reasons_and_published_when_looked_at(
    staff: Staff, staffed: Archive
) -> None:
    warned = (Warned(Kind.PERSONAL_NUMBER, 2, Where.TEXT, ((0, 6),)),)
    document = hold(staffed, "checklista", "review", "personnummer", warnings=warned)
    assert staff.get(f"/dokument/{document}").status_code == 410
    page = staff.get("/personal/publicering").text
    assert "Mappen publicerar först efter granskning." in page
    assert f'/personal/dokument/{document}/innehall#sida-2">Personnummer på sida 2</a>' in page
    address = f"/personal/dokument/{document}/granskad"
    form = f"/personal/dokument/{document}/publicering"
    sent = {"gor": "publicera", "sedd": seen(staff, document)}
    assert staff.post(address, sent, form=form).status_code == 303
    assert staff.get(f"/dokument/{document}").status_code == 200
    page = staff.get("/personal/publicering").text
    assert "Inget väntar." in page
    assert 'Publicerat, med varningar <span class="faint">(1)' in page
    sent = {"gor": "hall", "sedd": seen(staff, document)}
    staff.post(address, sent, form=form)
    assert staff.get(f"/dokument/{document}").status_code == 410


def test_the_preview_shows_and_marks_what_readers_do_not_see(staff: Staff, staffed: Archive) -> None:
    warned = (
        Warned(Kind.DRAFT, 2, Where.NOTES, ((12, 32),)),
        Warned(Kind.CONFIDENTIAL, 3, Where.TEXT, ((0, 8), (4, 9))),
    )
    deck = hold(staffed, "bildspel", "review", warnings=warned)
    page = staff.get(f"/personal/dokument/{deck}/innehall").text
    assert "<mark>anteckningshemlighet</mark>" in page
    assert "<mark>Dold bil</mark>" in page
    assert "publiceras inte" in page
    assert 'id="sida-2-anteckningar"' in page
    assert "Märkt med sekretess" in page
    assert staff.get(f"/personal/dokument/{deck}/innehall?version=9").status_code == 404
    assert staff.get("/personal/dokument/finnsinte/innehall").status_code == 404


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"synlighet": "hidden"}, 410),
        ({"synlighet": "embargoed", "dag": "2999-01-31", "tid": "08:00"}, 410),
        ({"synlighet": "embargoed", "dag": "2001-01-31", "tid": "08:00"}, 200),
        ({"synlighet": "public"}, 200),
    ],
)
def test_a_document_is_seen_as_staff_choose(
    staff: Staff, staffed: Archive, values: dict[str, str], status: int
) -> None:
    document = staffed.ids["checklista"]
    assert publication(staff, document, **values) == 303
    assert staff.get(f"/dokument/{document}").status_code == status
    assert publication(staff, document) == 303  # as files say, again
    assert staff.get(f"/dokument/{document}").status_code == 200


def test_staff_win_over_what_a_sidecar_says_and_that_is_told(staff: Staff, staffed: Archive) -> None:
    document = staffed.ids["dold"]
    page = staff.get(f"/personal/dokument/{document}/publicering").text
    assert 'Dold. <span class="faint">(från sidofilen)</span>' in page
    assert publication(staff, document, synlighet="public") == 303
    assert staff.get(f"/dokument/{document}").status_code == 200
    page = staff.get(f"/personal/dokument/{document}/publicering").text
    assert "Gäller inte: personalen har bestämt annat." in page


def test_an_embargo_is_told_in_the_time_zone_of_the_archive(staff: Staff, staffed: Archive) -> None:
    document = staffed.ids["checklista"]
    publication(staff, document, synlighet="embargoed", dag="2999-01-07", tid="08:30")
    catalogue = open_catalogue(staffed.data)
    with catalogue.read() as session:
        until = session.get_one(tables.Document, document).embargo_until
    assert until is not None
    assert f"{until:%H:%M}" == "07:30"
    page = staff.get(f"/personal/dokument/{document}/publicering").text
    assert 'name="dag" value="2999-01-07"' in page
    assert 'name="tid" value="08:30"' in page
    assert "öppnas 7 januari 2999 kl. 08.30" in staff.get("/personal/publicering").text


def test_notes_and_hidden_slides_open_and_close_by_document(staff: Staff, staffed: Archive) -> None:
    deck = staffed.ids["bildspel"]
    page = staff.get(f"/personal/dokument/{deck}/publicering").text
    assert "en sida har anteckningar · visas inte nu" in page
    assert publication(staff, deck, anteckningar="ja", **{"dolda-bilder": "ja"}) == 303
    assert "anteckningshemlighet" in staff.get(f"/dokument/{deck}/sida/2").text
    assert "dolduppgift" in staff.get(f"/dokument/{deck}/sida/3").text
    assert publication(staff, deck, anteckningar="nej") == 303
    assert "anteckningshemlighet" not in staff.get(f"/dokument/{deck}/sida/2").text
    assert staff.get(f"/dokument/{deck}/sida/3").status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"synlighet": "embargoed"},
        {"synlighet": "embargoed", "dag": "31/1"},
        {"synlighet": "embargoed", "dag": "2027-01-01", "tid": "25:00"},
        {"synlighet": "hemlig"},
        {"anteckningar": "kanske"},
    ],
)
def test_a_choice_that_cannot_be_is_refused_with_what_was_filled_in(
    staff: Staff, staffed: Archive, values: dict[str, str]
) -> None:
    assert publication(staff, staffed.ids["checklista"], **values) == 400


def test_of_two_who_decide_at_once_the_second_is_shown_both(
    staff: Staff, staffed: Archive, another: Callable[[], Staff]
) -> None:
    document = staffed.ids["checklista"]
    second = another()
    second.sign_in()
    old = seen(second, document)
    assert publication(staff, document, synlighet="hidden") == 303
    address = f"/personal/dokument/{document}/publicering"
    answer = second.post(address, {"sedd": old, "synlighet": "public"}, form=address)
    assert answer.status_code == 409
    assert "Så är det nu: Synlighet: Dold" in answer.text
    assert "Du valde: Synlighet: Publik" in answer.text
    assert staff.get(f"/dokument/{document}").status_code == 410


def test_a_folder_gets_a_rule_and_loses_it(staff: Staff, staffed: Archive) -> None:
    sent = {"mapp": " Kunskapsseminarium I/ ", "regel": "granska"}
    assert staff.post("/personal/publicering/regel", sent).status_code == 303
    page = staff.get("/personal/publicering").text
    assert '<th scope="row">Kunskapsseminarium I</th>' in page
    assert "publiceras nu efter granskning" in page
    staff.post("/personal/publicering/regel", {"mapp": "Kunskapsseminarium I", "regel": "ingen"})
    assert '<th scope="row">' not in staff.get("/personal/publicering").text
    assert staff.post("/personal/publicering/regel", {"mapp": "x", "regel": "kanske"}).status_code == 400
    with (catalogue := open_catalogue(staffed.data)).read() as session:
        kinds = [(d.by, d.kind, d.subject) for d in session.query(tables.Decision)]
    catalogue.close()
    assert kinds == [(NAME, "rule", "Kunskapsseminarium I")] * 2
