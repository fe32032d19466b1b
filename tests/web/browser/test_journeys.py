"""What people do: search, narrow, read, take home; by mouse, by keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_search_narrow_read_and_take_home(open_page: OpenPage, address: str, scripts: bool) -> None:
    page = open_page(scripts=scripts)
    page.goto(address)
    page.get_by_label("Vad letar du efter?").fill("samverkan")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("status")).to_contain_text("7 träffar i 3 dokument")
    page.get_by_label("Vägledning och program").check()
    page.get_by_label("Sortera efter").select_option("titel")
    page.get_by_role("button", name="Uppdatera").click()
    expect(page.get_by_role("status")).to_contain_text("3 träffar i 1 dokument")
    expect(page.get_by_label("Sökord")).to_have_value("samverkan")
    if scripts:  # the script leaves out what was not filled in
        assert page.url.endswith("/sok?q=samverkan&sortera=titel&serie=vagledning-och-program")
    page.get_by_role("link", name="Sida 2 · Ansvar och tider").click()
    expect(page.locator("mark").first).to_have_text("samverkan")
    page.get_by_role("link", name="Nästa").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sida A-1 (3)")
    page.get_by_role("link", name="Checklista för").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner original").click()
    assert download.value.suggested_filename == "checklista.pdf"
    page.get_by_role("link", name="Tillbaka till träffarna").click()
    expect(page.get_by_role("status")).to_contain_text("3 träffar i 1 dokument")  # as narrowed as it was


def test_a_filter_is_taken_off_by_its_chip(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(f"{address}/sok?q=samverkan&format=pptx")
    page.get_by_role("link", name="Ta bort Format: PowerPoint").click()
    expect(page.get_by_role("status")).to_contain_text("7 träffar")


def test_a_series_is_searched_from_its_own_page(open_page: OpenPage, address: str) -> None:
    page = open_page(scripts=False)
    page.goto(f"{address}/serie/kunskapsseminarium-i")
    page.get_by_label("Sök i Kunskapsseminarium I").fill("samverkan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("3 träffar i 1 dokument")
    expect(page.get_by_role("link", name="Ta bort Serie: Kunskapsseminarium I")).to_be_visible()


def test_everything_by_keyboard(open_page: OpenPage, address: str) -> None:
    page = open_page(scripts=False)
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Vad letar du efter?")).to_be_focused()
    page.keyboard.type("samverkan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?q=samverkan")
    box = page.get_by_label("PowerPoint")
    _tab_until(page, lambda: box.evaluate("e => e === document.activeElement"))
    outline = box.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"  # focus is seen
    page.keyboard.press("Space")
    button = page.get_by_role("button", name="Uppdatera")
    _tab_until(page, lambda: button.evaluate("e => e === document.activeElement"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("3 träffar i 1 dokument")
    link = page.get_by_role("link", name="Bild 4 · Tack")
    _tab_until(page, lambda: link.evaluate("e => e === document.activeElement"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bild 4")


def _tab_until(page: Page, reached: Callable[[], bool]) -> None:
    for _ in range(80):
        if reached():
            return
        page.keyboard.press("Tab")
    pytest.fail("it cannot be reached with Tab")


def test_a_link_is_copied_with_its_version(open_page: OpenPage, address: str, archive: Archive) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/dokument/{archive.ids['bildspel']}/sida/2?q=samverkan")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_role("status").filter(has_text="Länken är kopierad")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}/dokument/{archive.ids['bildspel']}/sida/2?version=1"


def test_going_back_keeps_the_fields_alive(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(f"{address}/sok?q=samverkan")
    page.get_by_label("Sökord").fill("trygghet")
    page.get_by_role("button", name="Sök").click()
    page.wait_for_url("**/sok?q=trygghet")
    page.go_back()
    page.wait_for_url("**/sok?q=samverkan")
    expect(page.locator("#fran")).to_be_enabled()
