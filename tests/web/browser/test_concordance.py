"""From the hits to every occurrence and to how often, in a real browser, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_every_occurrence_leads_to_its_mark_and_back(
    open_page: OpenPage, address: str, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    page.goto(f"{address}/sok?q=samverkan&format=pdf")
    page.get_by_role("link", name="Visa alla förekomster").click()
    lines = page.locator(".concordance > li")
    told = page.get_by_role("status").inner_text()
    assert lines.count() == int(told.split()[0])
    page.get_by_role("link", name="Ordet efter").click()
    chosen = page.get_by_role("navigation", name="Sortera efter").locator("[aria-current]")
    expect(chosen).to_have_text("Ordet efter")
    others = page.get_by_role("link", name="Ordet före")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert chosen.evaluate(colour) != others.evaluate(colour), "which order is chosen can be seen"
    lines.first.get_by_role("link").click()
    mark = page.url.partition("#")[2]
    expect(page.locator(f"#{mark} + mark")).to_have_text(re.compile("samverkan", re.IGNORECASE))
    page.go_back()
    page.get_by_role("link", name="Tillbaka till träffarna").click()
    assert page.url == f"{address}/sok?q=samverkan&format=pdf"


@pytest.mark.parametrize("scripts", [True, False])
def test_how_often_leads_to_the_hits_of_a_year(open_page: OpenPage, address: str, scripts: bool) -> None:
    page = open_page(scripts=scripts)
    page.goto(f"{address}/sok?q=samverkan")
    page.get_by_role("link", name="Visa alla förekomster").click()
    total = int(page.get_by_role("status").inner_text().split()[0])
    page.get_by_role("link", name="Hur ofta, per år och serie").click()
    assert page.get_by_role("status").inner_text().startswith(f"{total} förekomster,")
    years = page.get_by_role("region", name="Per år")
    header = years.get_by_role("columnheader").all_inner_texts()
    assert "Förekomster" in header
    row = years.get_by_role("row", name="2017")
    assert float(row.locator("rect").get_attribute("width") or 0) > 0
    pages = row.get_by_role("cell").nth(2).inner_text()
    row.get_by_role("link", name="2017").click()
    assert page.url == f"{address}/sok?q=samverkan&ar=2017"
    expect(page.get_by_role("status").first).to_contain_text(f"{pages} träff")
