"""*Mappen* and its neighbours in a real browser: they follow the folder; by keyboard, narrow, no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from archive.catalogue.staff import requests
from tests.web.staff.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

StaffPage = Callable[..., Page]
FOLDER = "/personal/mappen"
PLACES = (
    *(
        FOLDER,
        f"{FOLDER}?mapp=Serie",
        f"{FOLDER}?visa=beslut",
        f"{FOLDER}?sok=inget",
        f"{FOLDER}/fil?fil=trasig.pdf",
    ),
    *("/personal/dokument", "/personal/granska", "/personal/handelser"),
)
A_POLL = 3000  # ms, a little more than folder.js waits


def fill(house: House) -> None:
    house.put("Serie/ett.txt", b"En text om samverkan.")
    house.put("<img src=x onerror=alert(1)> faktura\u202efdp.txt", b"En annan text.")
    house.put("ett" + "mycketlångtnamn" * 12 + ".txt", b"En tredje text.")
    house.put("trasig.pdf", b"trasig")
    house.put("Serie/ett.txt.toml", b"fel rad")
    house.reconcile()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_axe_or_is_wider_than_its_window(
    house: House, staff_page: StaffPage, address: str, width: int
) -> None:
    fill(house)
    page = staff_page(FOLDER, width=width)
    found = {}
    for place in PLACES:
        page.goto(address + place)
        if (result := Axe().run(page)).violations_count:
            found[place] = result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert found == {}


def test_what_happens_in_the_folder_is_seen_and_said_and_nobody_loses_their_place(
    house: House, staff_page: StaffPage
) -> None:
    for number in range(5):
        house.put(f"fil {number}.txt", f"Text {number}.".encode())
    house.put("trasig.pdf", b"trasig")
    house.reconcile()
    for number in range(4):
        house.remove(f"fil {number}.txt")
    house.reconcile()
    page = staff_page("/personal/")
    page.clock.install()
    page.get_by_role("link", name="Mappen", exact=True).click()
    page.get_by_text("4 filer är borta").click()
    page.get_by_role("link", name="trasig.pdf", exact=True).focus()
    house.put("ny.txt", b"Ny text.")
    house.reconcile()
    page.clock.run_for(A_POLL)
    expect(page.get_by_role("link", name="ny.txt", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="trasig.pdf", exact=True)).to_be_focused()
    expect(page.locator("details")).to_have_attribute("open", "")
    expect(page.locator("#mappens-besked")).to_contain_text("Uppdaterat. 7 filer")
    said = page.locator("#mappens-besked").inner_text()
    house.put("en till.txt", b"Text till.")
    house.reconcile()
    page.clock.run_for(A_POLL)
    expect(page.get_by_role("link", name="en till.txt", exact=True)).to_be_visible()
    assert page.locator("#mappens-besked").inner_text() == said  # so soon after, nobody is talked over


def test_a_broken_file_is_read_about_and_tried_again_by_keyboard(house: House, staff_page: StaffPage) -> None:
    fill(house)
    page = staff_page(f"{FOLDER}?visa=beslut")
    expect(page.get_by_text("det är vanlig text")).to_be_visible()
    page.get_by_role("link", name="trasig.pdf", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Försök läsa igen trasig.pdf")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Arkivet läser filen igen")
    with house.catalogue.read() as session:
        assert [asked.subject for asked in requests.waiting(session)] == ["trasig.pdf"]


def test_all_of_it_works_without_scripts(house: House, staff_page: StaffPage) -> None:
    fill(house)
    page = staff_page(FOLDER, scripts=False)
    page.get_by_role("link", name="Serie", exact=True).click()
    expect(page.get_by_role("link", name="ett.txt", exact=True)).to_be_visible()
    page.get_by_label("Sök fil").fill("trasig")
    page.get_by_role("button", name="Sök", exact=True).click()
    expect(page.get_by_text("Inga filer att visa här")).to_be_visible()  # none in this folder
    page.get_by_role("navigation", name="Var i mappen").get_by_role("link", name="Mappen").click()
    page.get_by_role("link", name="kunde inte läsas").click()
    page.get_by_role("button", name="Försök läsa allt igen").click()
    with house.catalogue.read() as session:
        assert [asked.subject for asked in requests.waiting(session)] == [""]


def test_who_is_signed_out_is_told_so_and_the_page_asks_no_more(house: House, staff_page: StaffPage) -> None:
    fill(house)
    page = staff_page("/personal/")
    page.clock.install()
    page.get_by_role("link", name="Mappen", exact=True).click()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.clear_cookies()
    page.clock.run_for(A_POLL)
    expect(page.get_by_text("Du är inte inloggad längre, så sidan uppdateras inte.")).to_be_visible()
    page.clock.run_for(60_000)
    assert len(asked) == 1


def test_an_archive_that_does_not_answer_is_told_and_asked_less_and_less(
    house: House, staff_page: StaffPage
) -> None:
    fill(house)
    page = staff_page("/personal/")
    page.clock.install()
    page.get_by_role("link", name="Mappen", exact=True).click()
    page.route("**/personal/mappen", lambda route: route.abort())
    page.clock.run_for(A_POLL)
    expect(page.get_by_text("Sidan når inte arkivet just nu")).to_be_visible()
    page.unroute("**/personal/mappen")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(A_POLL)
    assert asked == []  # it waits twice as long
    page.clock.run_for(A_POLL)
    expect(page.get_by_text("Sidan når inte arkivet just nu")).to_be_hidden()
