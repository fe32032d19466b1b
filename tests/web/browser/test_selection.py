"""A selection in a real browser: over several searches, on the keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_selection_grows_over_searches_and_is_what_its_page_is(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page()
    page.goto(f"{address}/sok?q=samverkan")
    first = page.locator("input[name=d]").first
    first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Visa valda dokument (1)")).to_be_visible()
    page.goto(f"{address}/sok?format=pdf&sortera=titel")
    for box in page.locator("input[name=d]:not(:checked)").all()[:2]:
        box.check()
    page.get_by_role("button", name="Visa valda dokument (3)").press("Enter")
    expect(page.get_by_text("3 dokument i urvalet.")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Ta bort").first.click()
    expect(page.get_by_text("2 dokument i urvalet.")).to_be_visible()
    page.goto(f"{address}/sok?format=pdf&sortera=titel")
    expect(page.get_by_role("button", name="Visa valda dokument (2)")).to_be_visible()
    page.locator("article h3 a").last.click()
    page.get_by_role("link", name="Lägg i urval").click()
    expect(page.locator("[data-selection] li")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_selection_without_javascript(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(scripts=False, width=320)
    page.goto(f"{address}/sok?q=samverkan")
    for box in page.locator("input[name=d]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Visa valda dokument").click()
    expect(page.get_by_text("2 dokument i urvalet.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner som ZIP").click()
    assert download.value.suggested_filename.endswith(".zip")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
