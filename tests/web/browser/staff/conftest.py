"""A browser that is signed in, before a real folder that the test fills and reconciles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browser.conftest import _served
from tests.web.staff.conftest import NAME, PASSWORD
from tests.web.staff.house import House, make_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty folder with its archive."""
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """The address of that archive's site."""
    with _served(house.app) as served:
        yield served


@pytest.fixture
def staff_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page at an address, signed in; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(place: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        page.goto(f"{address}/personal/logga-in")
        page.fill("#namn", NAME)
        page.fill("#losenord", PASSWORD)
        page.press("#losenord", "Enter")
        page.wait_for_selector("nav[aria-label=Personal]")
        page.goto(address + place)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
