"""*Rätta* in a real browser: by keyboard without JavaScript, narrow, and by the rules of axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive.catalogue import open_catalogue
from tests.web.browser.conftest import _served
from tests.web.conftest import Archive, as_tested, make_archive
from tests.web.staff.conftest import NAME, PASSWORD, make_user
from tests.web.staff.test_correcting import restate
from web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = make_archive(tmp_path_factory.mktemp("corrected") / "data")
    make_user(archive)
    return archive


@pytest.fixture(scope="module")
def address(made: Archive) -> Iterator[str]:
    with _served(as_tested(create_app(made.settings()))) as served:
        yield f"{served}/personal"


@pytest.fixture
def signed_in(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of somebody who is signed in."""
    contexts: list[BrowserContext] = []

    def opened(place: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + place)
        page.get_by_label("Användarnamn").fill(NAME)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{place}")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_speaker_is_corrected_by_keyboard_without_scripts(
    signed_in: Callable[..., Page], made: Archive
) -> None:
    document = made.ids["rapport-1"]
    page = signed_in(f"/dokument/{document}", scripts=False)
    field = page.get_by_label("Talare 1", exact=True)
    for _ in range(60):
        if field.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Anna Exempel")
    page.keyboard.press("Tab")
    page.keyboard.type("Bo Prov")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uppgifterna är sparade")
    expect(page.get_by_label("Talare 2", exact=True)).to_have_value("Bo Prov")
    page.get_by_role("link", name="Så ser läsarna det").click()
    expect(page.get_by_role("definition").filter(has_text="Anna Exempel")).to_contain_text(
        "rättat av personal"
    )
    page.go_back()
    page.get_by_role("link", name="Historik").click()
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("status")).to_contain_text("Det är ångrat")


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_breaks_a_rule_of_axe_or_is_wider_than_its_window(
    signed_in: Callable[..., Page], made: Archive, tmp_path: Path, width: int
) -> None:
    document = f"/dokument/{made.ids['fientlig']}"
    page = signed_in(document, width=width)
    page.get_by_label("Seminariets datum").fill("i höstas")
    page.get_by_label("Talare 1", exact=True).fill(f"Någon {width} " + "mycketlångtnamn" * 14)
    page.get_by_role("button", name="Spara").click()
    _check(page, width, tmp_path / "fel.png")
    page.get_by_role("link", name="Talare: Ett av namnen").click()
    page.get_by_label("Talare 1", exact=True).fill("Någon " + "mycketlångtnamn" * 10 + str(width))
    page.get_by_label("Seminariets datum").fill(f"8–9 november {1700 + width}")
    page.get_by_role("button", name="Spara").click()
    catalogue = open_catalogue(made.data)
    with catalogue.write() as session:
        restate(session, made.ids["fientlig"], speakers=[f"Filens {width}"], title=f"Filens titel {width}")
    catalogue.close()
    page.goto(page.url)
    expect(page.get_by_role("button", name="Använd det (Talare)")).to_be_visible()
    page.locator("summary").first.click()
    _check(page, width, tmp_path / "rätta.png")
    page.get_by_label("Beskrivning", exact=True).fill("Min beskrivning")
    beside = page.context.new_page()
    beside.goto(page.url)
    beside.get_by_label("Beskrivning", exact=True).fill(f"Deras beskrivning {width}")
    beside.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("någon annan har ändrat")
    _check(page, width, tmp_path / "samtidigt.png")
    for place in (f"{document}/historik", "/personer", "/personer/anna-exempel"):
        page.goto(page.url.partition("/personal")[0] + f"/personal{place}")
        _check(page, width, tmp_path / f"{place.replace('/', '-')}.png")


def _check(page: Page, width: int, picture: Path) -> None:
    assert Axe().run(page).response["violations"] == []
    page.screenshot(path=picture, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, page.url
