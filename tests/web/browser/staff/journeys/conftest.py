"""`helixarkiv serve` with its watcher, a folder of one's own, and windows of staff and of readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import urllib3
from playwright.sync_api import Browser, BrowserContext, Page

from tests.installed import Installed, serving
from tests.web.browser.hands import Hand, Way
from tests.web.browser.staff.journeys.running import Running

NAME, PASSWORD = "eva.exempel", "hemligt-nog-för-prov"
OpenStaff = Callable[..., Hand]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One archive for all journeys; each has files, words and people of its own."""
    below = tmp_path_factory.mktemp("journeys")
    (below / "folder").mkdir()
    settings = {
        "HELIXARKIV_INGEST__SETTLE_SECONDS": "0.2",
        "HELIXARKIV_INGEST__POLL_SECONDS": "0.5",
        "HELIXARKIV_INGEST__WORKERS": "1",
    }
    installed = Installed(below / "folder", below / "run", tuple(settings.items()))
    made = installed.run("user", "add", NAME, "--password-stdin", input=PASSWORD + "\n")
    assert made.returncode == 0, made.stderr
    with serving(installed) as site, urllib3.PoolManager() as pool:
        yield Running(site.address, installed.folder, pool)


@pytest.fixture(scope="session")
def signed_in(browser: Browser, running: Running) -> Any:
    """What a browser keeps of somebody who has signed in."""
    context = browser.new_context()
    sign_in(context.new_page(), running)
    kept = context.storage_state()
    context.close()
    return kept


def sign_in(page: Page, running: Running) -> None:
    """Sign in by the page for that."""
    page.goto(f"{running.address}/personal/")
    page.get_by_label("Användarnamn").fill(NAME)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Att göra").wait_for()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows, each with cookies of its own; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def staff(windows: Callable[..., Page], running: Running, signed_in: Any) -> OpenStaff:
    """Open a window of somebody signed in, at *Att göra*."""

    def opened(way: Way = "mouse", **options: Any) -> Hand:
        page = windows(java_script_enabled=way != "no scripts", storage_state=signed_in, **options)
        page.goto(f"{running.address}/personal/")
        return Hand(page, way)

    return opened


@pytest.fixture
def reader(windows: Callable[..., Page], running: Running) -> Iterator[OpenStaff]:
    """Open a window of somebody who reads; it never holds a cookie."""
    pages: list[Page] = []

    def opened(place: str = "/", way: Way = "mouse") -> Hand:
        pages.append(page := windows(java_script_enabled=way != "no scripts"))
        page.goto(running.address + place)
        return Hand(page, way)

    yield opened
    assert [page.context.cookies() for page in pages] == [[]] * len(pages)
