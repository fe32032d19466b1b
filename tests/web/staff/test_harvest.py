"""*Förteckning*: what a listing page says beside the archive, accepted, declined, undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.staff import requests
from archive.catalogue.staff.harvesting import items
from archive.catalogue.staff.harvesting.items import Item
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff

HOSTILE = "<img src=x onerror=alert(1)>"
PAGE = "https://www.example.org/forteckning.html"
ADDRESS = "https://www.example.org/download/rapport-1.pdf"
LISTED = (
    Item(
        ADDRESS, 1, "Rapport ett om trygghet", "Kunskapsseminarium II", ("Anna Exempel",), "pdf", "2019-03-12"
    ),
    Item("https://example.org/annat", 2, "Något helt annat", "Projektdeltagare", (), "link"),
    Item("https://www.example.org/x.pdf", 3, HOSTILE, HOSTILE, (HOSTILE,), "pdf"),
)


def record(archive: Archive, *listed: Item) -> None:
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        items.record(session, PAGE, listed)
    catalogue.close()


@pytest.fixture
def listed(staff: Staff, staffed: Archive) -> Staff:
    record(staffed, *LISTED)
    return staff


def form_of(text: str, action: str) -> dict[str, object]:
    """Return what the form with this action would send as it is shown."""
    whole = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.DOTALL)
    assert whole, action
    sent: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", whole[0]):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and name[1] != "csrf_token" and ('type="checkbox"' not in tag or "checked" in tag):
            sent.setdefault(name[1], []).append(value[1] if value else "")  # type: ignore[attr-defined]
    return sent


def accept(staff: Staff, number: int = 1) -> str:
    text = staff.get("/personal/forteckning").text
    address = f"/personal/forteckning/{number}/godta"
    staff.post(address, form_of(text, address))
    return staff.get("/personal/forteckning?visa=alla").text


def test_nothing_of_the_page_is_stated_before_it_is_accepted(listed: Staff, staffed: Archive) -> None:
    document = staffed.ids["rapport-1"]
    text = listed.get("/personal/forteckning").text
    assert "Rapport ett om trygghet" in text and "filen heter som på sidan" in text
    assert "Rapport 1 om trygghet" in listed.get(f"/dokument/{document}").text
    accept(listed)
    shown = listed.get(f"/dokument/{document}").text
    assert "Rapport ett om trygghet" in shown and "från webbplatsens förteckning" in shown
    assert f'href="{ADDRESS}"' in shown and "12 mars 2019" in shown


def test_a_source_is_told_in_letters_and_harms_nobody(staff: Staff, staffed: Archive) -> None:
    address = "https://www.example.org/%C3%A5%E2%80%AE%3Cimg%20src=x%3E/rapport-1.pdf"
    record(staffed, Item(address, 1, "Rapport ett", "Serie", (), "pdf"))
    accept(staff)
    shown = staff.get(f"/dokument/{staffed.ids['rapport-1']}").text
    assert f'href="{address}"' in shown and "<img src=x" not in shown
    assert "https://www.example.org/å‹U+202E›&lt;img src=x&gt;/rapport-1.pdf" in shown


def test_accepting_is_undone_and_stands_in_the_history(listed: Staff, staffed: Archive) -> None:
    document = staffed.ids["rapport-1"]
    accept(listed)
    history = listed.get(f"/personal/dokument/{document}/historik").text
    assert "Godtaget från webbplatsens förteckning" in history and "Rapport ett om trygghet" in history
    action = re.search(r'action="(/personal/angra/\d+)"', history)
    assert action
    listed.post(action[1])
    assert "Rapport 1 om trygghet" in listed.get(f"/dokument/{document}").text
    assert ADDRESS not in listed.get(f"/dokument/{document}").text
    assert "Väntar (3)" in listed.get("/personal/forteckning").text


def test_what_staff_corrected_is_told_and_stays(listed: Staff, staffed: Archive) -> None:
    document = staffed.ids["rapport-1"]
    page = f"/personal/dokument/{document}"
    sent = {k: v for k, v in form_of(listed.get(page).text, page).items() if not k.startswith("ingen-")}
    listed.post(page, {**sent, "titel": "Rättad titel"})
    assert "rättat av personal, ändras inte" in listed.get("/personal/forteckning").text
    accept(listed)
    assert "Rättad titel" in listed.get(f"/dokument/{document}").text


def test_a_form_that_showed_something_else_is_refused(listed: Staff, staffed: Archive) -> None:
    text = listed.get("/personal/forteckning").text
    sent = form_of(text, "/personal/forteckning/1/godta")
    record(staffed, Item(ADDRESS, 1, "Ny titel på sidan", "Kunskapsseminarium II", (), "pdf"), *LISTED[1:])
    listed.post("/personal/forteckning/1/godta", sent)
    assert "Något har ändrats" in listed.get("/personal/forteckning").text
    assert "Rapport 1 om trygghet" in listed.get(f"/dokument/{staffed.ids['rapport-1']}").text


def test_an_item_that_changes_after_it_was_accepted_waits_again(listed: Staff, staffed: Archive) -> None:
    accept(listed)
    assert "Väntar (2)" in listed.get("/personal/forteckning").text
    record(staffed, Item(ADDRESS, 1, "Ny titel på sidan", "Kunskapsseminarium II", (), "pdf"), *LISTED[1:])
    text = listed.get("/personal/forteckning").text
    assert "ändrad på sidan sedan den godtogs" in text and "Ny titel på sidan" in text
    assert "Rapport ett om trygghet" in listed.get(f"/dokument/{staffed.ids['rapport-1']}").text


def test_declined_and_gone_items_are_kept_apart(listed: Staff, staffed: Archive) -> None:
    listed.post("/personal/forteckning/2/avboj")
    record(staffed, *LISTED[:2])
    text = listed.get("/personal/forteckning").text
    assert "Väntar (1)" in text and "Avböjda (1)" in text and "Borta från sidan (1)" in text
    assert "Nytt i förteckningen" in listed.get("/personal/").text


def test_another_document_may_be_chosen(listed: Staff, staffed: Archive) -> None:
    other = staffed.ids["english"]
    text = listed.get(f"/personal/forteckning?rad=2&dokument=https://x.example/dokument/{other}").text
    action = "/personal/forteckning/2/godta"
    listed.post(action, form_of(text, action))
    assert "Något helt annat" in listed.get(f"/dokument/{other}").text


def test_several_are_accepted_at_once(listed: Staff, staffed: Archive) -> None:
    listed.post("/personal/forteckning/flera", {"lista": PAGE, "alla": "ja"})
    assert "Godtagna (1)" in listed.get("/personal/forteckning").text
    assert "Rapport ett om trygghet" in listed.get(f"/dokument/{staffed.ids['rapport-1']}").text
    assert listed.post("/personal/forteckning/flera", {"rad": "x"}).status_code == 400


def test_hostile_items_are_shown_as_text(listed: Staff) -> None:
    for which in ("vantar", "alla"):
        assert "<img src=x" not in listed.get(f"/personal/forteckning?visa={which}").text


def test_making_a_link_is_asked_of_the_watcher(listed: Staff, staffed: Archive) -> None:
    text = listed.get("/personal/forteckning").text
    assert "Gör en länk i mappen" in text and "harvest.hosts" in text and "Hämta filen" not in text
    listed.post("/personal/forteckning/2/hamta")
    catalogue = open_catalogue(staffed.data)
    with catalogue.read() as session:
        asked = [each for each in requests.waiting(session) if each.kind == requests.FETCH]
        assert [each.subject for each in asked] == ["2"]
        assert all(
            each.kind in requests.BESIDE for each in requests.waiting(session)
        ) != requests.any_waiting(session)
    catalogue.close()
    assert "Filen hämtas och läses in" in listed.get("/personal/forteckning").text


def test_what_is_not_there_is_told(listed: Staff) -> None:
    assert listed.get("/personal/forteckning?visa=x").status_code == 404
    for what in ("godta", "hamta"):
        assert listed.post(f"/personal/forteckning/99/{what}").status_code == 404
    listed.post("/personal/forteckning/99/avboj")
    assert "finns inte längre" in listed.get("/personal/forteckning").text


def test_the_sample_listing_stands_where_the_documents_say() -> None:
    assert (Path(__file__).parents[3] / "data" / "listing.html").is_file()
