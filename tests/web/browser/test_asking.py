"""Help while asking and after: suggestions, what was understood, spellings, offers; axe in each state."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.answering import MISSPELT, UNHEARD_OF
from tests.web.conftest import Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]


def typed(page: Page, address: str, text: str = "samv") -> Locator:
    """Open the start page, type into its box and return the box."""
    page.goto(address)
    box = page.get_by_label("Vad letar du efter?")
    box.press_sequentially(text)
    return box


def option(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=name)


def test_suggestions_by_keyboard(open_page: OpenPage, answering_address: str) -> None:
    page = open_page()
    box = typed(page, answering_address)
    expect(page.get_by_role("combobox", name="Vad letar du efter?")).to_be_focused()
    expect(page.get_by_role("listbox", name="Förslag")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-live]")).to_have_text("3 förslag. Välj med piltangenterna.")
    expect(page.get_by_role("option")).to_have_text(
        ["samverkan ord", "Samverkan i praktiken titel", "<b>Samverkan</b> & 'co' serie"]
    )
    for key, chosen in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", None),
        ("ArrowUp", 2),
        ("ArrowDown", None),
        ("ArrowDown", 0),
    ):
        box.press(key)
        if chosen is None:
            expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
            expect(page.locator("[aria-selected=true]")).to_have_count(0)
        else:
            expect(box).to_have_attribute("aria-activedescendant", f"q-suggestions-{chosen}")
            expect(page.locator("[aria-selected=true]")).to_have_id(f"q-suggestions-{chosen}")
    assert Axe().run(page).violations_count == 0
    box.press("Enter")
    page.wait_for_url("**/sok?q=samverkan")
    expect(page.get_by_role("status")).to_contain_text("7 träffar")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(
    open_page: OpenPage, answering_address: str
) -> None:
    page = open_page()
    box = typed(page, answering_address)
    expect(option(page, "samverkan ord")).to_be_visible()
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("samv")
    box.press("Enter")  # asks what was typed
    page.wait_for_url("**/sok?q=samv")


def test_suggestions_by_mouse(open_page: OpenPage, answering_address: str) -> None:
    page = open_page()
    typed(page, answering_address)
    option(page, "Samverkan i praktiken").click()
    page.wait_for_url("**/sok?q=titel%3A%22Samverkan+i+praktiken%22")
    page.get_by_label("Sökord").fill("anna")
    expect(option(page, "Anna Exempel talare")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_by_touch(open_page: OpenPage, answering_address: str) -> None:
    page = open_page(width=320, touch=True)
    typed(page, answering_address)
    expect(option(page, "samverkan ord")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    option(page, "samverkan ord").tap()
    page.wait_for_url("**/sok?q=samverkan")


def test_nothing_is_asked_of_the_server_before_three_characters(
    open_page: OpenPage, answering_address: str
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggestions" in request.url else None)
    box = typed(page, answering_address, "sa")
    box.press_sequentially("mverkan")
    expect(option(page, "samverkan ord")).to_be_visible()
    box.fill("sa")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert not any(url.endswith(("?q=s", "?q=sa")) for url in asked)


@pytest.mark.parametrize("failing", ["abort", "500", "nonsense"])
def test_where_suggestions_fail_the_box_goes_on(
    open_page: OpenPage, answering_address: str, failing: str
) -> None:
    def fail(route: Route) -> None:
        if failing == "abort":
            route.abort()
        else:
            route.fulfill(status=500 if failing == "500" else 200, body="<html>")

    page = open_page()
    page.route("**/api/v1/suggestions*", fail)
    with page.expect_request("**/suggestions*"):
        box = typed(page, answering_address)
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/sok?q=samv")


def test_an_answer_that_comes_late_shows_nothing(open_page: OpenPage, answering_address: str) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/suggestions?q=samv", lambda route: held.append(route))
    with page.expect_request("**/suggestions?q=samv"):
        box = typed(page, answering_address)
    box.fill("anna")
    expect(option(page, "Anna Exempel")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("option")).to_have_count(1)


def test_without_scripts_the_box_is_a_plain_one(open_page: OpenPage, answering_address: str) -> None:
    page = open_page(scripts=False)
    box = typed(page, answering_address, "samverkan")
    expect(page.get_by_role("searchbox", name="Vad letar du efter?")).to_be_focused()
    expect(page.get_by_role("combobox", name="Vad letar du efter?")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/sok?q=samverkan")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_understood_is_taken_back_by_its_link(
    open_page: OpenPage, answering_address: str, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    page.goto(f"{answering_address}/sok?q=samverkan {UNHEARD_OF}&format=pptx")
    page.get_by_role("link", name="Ta bort tolkningen: samverkan").click()
    page.wait_for_url(f"**/sok?q=%22samverkan%22+{UNHEARD_OF}&format=pptx")
    page.goto(f"{answering_address}/sok?q={MISSPELT}&format=pptx")
    expect(page.get_by_text("Visar träffar för samverkan. Du skrev samvrekan.")).to_be_visible()
    page.get_by_role("link", name=f"Sök exakt efter {MISSPELT}").click()
    page.wait_for_url(f"**/sok?q=%22{MISSPELT}%22&format=pptx")


def test_an_offer_is_one_click_away(open_page: OpenPage, answering_address: str) -> None:
    page = open_page()
    page.goto(f"{answering_address}/sok?q=samverkan {UNHEARD_OF}")
    expect(page.get_by_text("Inget motsvarar hela sökningen.")).to_be_visible()
    page.get_by_role("link", name=f"Utan ordet {UNHEARD_OF}").click()
    page.wait_for_url("**/sok?q=samverkan")
    page.goto(f"{answering_address}/sok?q={UNHEARD_OF}&format=pdf")
    offered = page.get_by_role("list", name="Andra sökningar som ger träffar")
    expect(offered.get_by_role("listitem")).to_have_count(5)
    offered.get_by_role("link", name="I stället gäng").click()
    expect(page.get_by_role("status")).to_contain_text("träffar")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_state_breaks_a_rule_or_is_too_wide(
    open_page: OpenPage, answering_address: str, archive: Archive, width: int
) -> None:
    page = open_page(width=width)
    for place in (
        f"/sok?q={MISSPELT}&format=pptx",
        f"/sok?q=samverkan {UNHEARD_OF}",
        f"/sok?q={UNHEARD_OF}&format=pdf&serie=finnsinte",
        "/sok?q=samverkan",
        f"/dokument/{archive.ids['checklista']}/sida/1?q=samverkan&format=pdf",
    ):
        page.goto(answering_address + place)
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, place
        small = page.locator(".take-back").evaluate_all(
            "links => links.filter(a => a.offsetWidth < 24 || a.offsetHeight < 24).length"
        )
        assert small == 0, place
