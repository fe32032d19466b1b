"""The reading room in a real browser: marks on the picture, from hit to hit, by keyboard, no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from archive.kept.pictures import WIDEST, Pictures, Size
from archive.pages import Word, pack_words
from tests.web.browser.conftest import _served
from tests.web.browser.hands import EVERY_WAY, Hand, Way
from tests.web.conftest import Archive, as_tested, make_archive
from web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive in which the pages of one document have pictures."""
    made = make_archive(tmp_path_factory.mktemp("drawn") / "data")
    catalogue = open_catalogue(made.data)
    with catalogue.write() as session:
        [version] = [
            each
            for each in session.get_one(Document, made.ids["checklista"]).versions
            if each.number == session.get_one(Document, made.ids["checklista"]).version
        ]
        sha256, count = version.sha256, version.page_count
        for row in version.pages:
            row.words = pack_words(_laid_out(row.text))
    catalogue.close()
    for number in range(1, count + 1):
        for size in Size:
            path = Pictures(made.data).path(sha256, number, size)
            path.parent.mkdir(parents=True, exist_ok=True)
            side = WIDEST[size]
            Image.new("RGB", (round(side * 0.707), side), "white").save(path)
    return made


def _laid_out(text: str) -> Iterator[Word]:
    """Yield the words of a text, each somewhere else on the page."""
    for at, found in enumerate(re.finditer(r"\w+", text)):
        x, y = at % 8 / 8, at // 8 % 40 / 40
        yield Word(found[0], found.start(), found.end(), ((x, y, x + 0.1, y + 0.02),))


@pytest.fixture(scope="module")
def room(drawn: Archive) -> Iterator[str]:
    app: Flask = as_tested(create_app(drawn.settings()))
    with _served(app) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, room: str) -> Iterator[Callable[..., Page]]:
    contexts = []
    complaints: list[str] = []

    def opened(*, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=room,
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "&vy=bild", "&vy=text"])
def test_each_view_is_accessible_and_fits(
    reader: Callable[..., Page], drawn: Archive, scheme: str, view: str
) -> None:
    page = reader(scheme=scheme)
    page.goto(f"/dokument/{drawn.ids['checklista']}/sida/1?q=samverkan{view}")
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_marks_lie_on_the_picture_where_its_words_are_at_any_zoom(
    reader: Callable[..., Page], drawn: Archive
) -> None:
    page = reader()
    page.goto(f"/dokument/{drawn.ids['checklista']}/sida/1?q=samverkan")
    rects = page.locator(".boxes rect")
    assert rects.count() >= 1
    body = page.request.get(f"/api/v1/documents/{drawn.ids['checklista']}/pages/1").json()
    box = next(word["box"] for word in body["words"] if word["text"].lower().startswith("samverkan"))

    def off() -> float:
        image, mark = page.locator(".canvas img").bounding_box(), rects.first.bounding_box()
        assert image
        assert mark
        found = (
            (mark["x"] - image["x"]) / image["width"],
            (mark["y"] - image["y"]) / image["height"],
            (mark["x"] + mark["width"] - image["x"]) / image["width"],
            (mark["y"] + mark["height"] - image["y"]) / image["height"],
        )
        return max(abs(one - other) for one, other in zip(found, box, strict=True))

    assert off() < 0.01
    page.get_by_role("button", name="Förstora").click()
    page.get_by_role("button", name="Förstora").click()
    assert off() < 0.01


def test_from_hit_to_hit_by_keyboard_and_back_to_the_hits(
    reader: Callable[..., Page], drawn: Archive
) -> None:
    page = reader()
    page.goto("/sok?q=samverkan&format=pdf")
    page.locator(f"a[href^='/dokument/{drawn.ids['checklista']}/sida/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sida/*")
    first = page.url
    page.keyboard.press("j")
    expect(page.locator("mark.now")).to_have_count(1)
    for _ in range(page.locator(".sheet span[id] + mark").count()):
        page.keyboard.press("j")  # to the last of this page, and on to the next that has any
    page.wait_for_url(lambda url: url != first and url.endswith("#t1"))
    expect(page.locator("mark.now")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Kortkommandon")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Stäng av kortkommandon").check()
    page.keyboard.press("Escape")
    before = page.url
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.url == before
    page.get_by_role("link", name="Tillbaka till träffarna").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/sok?q=samverkan&format=pdf"))


@pytest.mark.parametrize("way", EVERY_WAY)
def test_search_narrow_see_the_mark_step_to_the_next_hit_cite_and_come_back(
    reader: Callable[..., Page], drawn: Archive, way: Way
) -> None:
    page = reader(scripts=way != "no scripts")
    hand = Hand(page, way)
    page.goto("/")
    hand.write(page.get_by_label("Vad letar du efter?"), "samverkan")
    hand.press(hand.button("Sök"))
    hand.tick(page.get_by_label("Vägledning och program"))
    hand.press(hand.button("Uppdatera"))
    expect(page.get_by_role("status")).to_contain_text("i 1 dokument")
    hand.look()
    results = page.url
    hand.press(page.locator(f"a[href*='{drawn.ids['checklista']}/sida/1']").last)
    expect(page.locator(".canvas img")).to_be_visible()
    expect(page.locator(".boxes rect").first).to_be_visible()
    expect(page.locator(".sheet mark").first).to_have_text("samverkan")
    hand.look()
    hand.press(hand.link("Nästa träff"))
    page.wait_for_url("**/sida/2?**#t1")
    expect(page.locator(".boxes rect").first).to_be_visible()
    hand.press(hand.link("Citera"))
    expect(page.get_by_role("heading", name="Harvard")).to_be_visible()
    expect(page.locator(".citation").first).to_contain_text("Checklista")
    hand.look()
    hand.press(page.get_by_role("heading", level=1).get_by_role("link"))
    expect(page.locator(".boxes rect").first).to_be_visible()  # the same page, with its marks
    hand.press(page.get_by_role("link", name="Tillbaka till träffarna"))
    expect(page.get_by_label("Vägledning och program")).to_be_checked()
    assert sorted(parse_qsl(urlsplit(page.url).query)) == sorted(
        pair for pair in parse_qsl(urlsplit(results).query) if pair != ("sortera", "relevans")
    )


def test_shortcuts_leave_typing_alone(reader: Callable[..., Page], drawn: Archive) -> None:
    page = reader()
    page.goto(f"/dokument/{drawn.ids['checklista']}/sida/1?q=samverkan")
    page.keyboard.press("/")
    page.keyboard.type(" npjk?")
    expect(page.get_by_label("Sök i dokumentet").last).to_have_value(" npjk?")
    assert "/sida/1" in page.url


def test_all_of_it_without_javascript(reader: Callable[..., Page], drawn: Archive) -> None:
    page = reader(scripts=False)
    page.goto(f"/dokument/{drawn.ids['checklista']}?q=samverkan")
    page.get_by_role("link", name="Till första träffen").click()
    assert page.url.endswith("#t1")
    assert page.locator(".boxes rect").count()
    page.get_by_role("link", name="Bara text").click()
    expect(page.locator(".canvas")).to_have_count(0)
    page.get_by_label("Sök i dokumentet").last.fill("polis")
    page.get_by_label("Sök i dokumentet").last.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Hela texten på en sida").click()
    expect(page.locator("section.whole")).not_to_have_count(0)


def test_a_page_whose_picture_is_being_made_shows_it_when_it_is_there(
    reader: Callable[..., Page], drawn: Archive, tmp_path: Path
) -> None:
    page = reader()
    page.clock.install()
    page.goto(f"/dokument/{drawn.ids['rapport-1']}/sida/1")
    expect(page.get_by_text("Bilden görs.")).to_be_visible()
    sha256 = page.request.get(f"/api/v1/documents/{drawn.ids['rapport-1']}").json()["sha256"]
    for size in Size:
        path = Pictures(drawn.data).path(sha256, 1, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (WIDEST[size], WIDEST[size]), "white").save(path)
    page.clock.run_for(6000)
    expect(page.locator(".canvas img")).to_be_visible()
