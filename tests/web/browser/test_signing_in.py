"""Signing in in a real browser: by keyboard alone, without JavaScript, narrow, and by the rules of axe."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from archive.dates import now
from tests.web.browser.conftest import _served
from tests.web.conftest import as_tested, make_archive
from tests.web.staff.conftest import NAME, PASSWORD, make_user
from web import create_app
from web.staff.signing import member


def is_well_made(page: Page, width: int) -> None:
    """Ask axe, and whether one has to scroll sideways; both need scripts."""
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def go_to(page: Page, element: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"{element}:focus").count():
            return
    raise AssertionError(f"{element} cannot be reached by keyboard")


def test_from_the_first_page_in_and_out_again_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    made = make_archive(tmp_path / "data")
    make_user(made)
    with _served(as_tested(create_app(made.settings()))) as address:
        for width, scripts in ((1280, True), (320, True), (320, False)):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, java_script_enabled=scripts, bypass_csp=True
            )
            page = context.new_page()
            page.goto(address)
            assert context.cookies() == []
            page.goto(f"{address}/personal/")
            go_to(page, "#namn")
            page.keyboard.type(NAME)
            page.keyboard.press("Tab")
            page.keyboard.type("fel-lösenord-helt")
            page.keyboard.press("Enter")
            page.wait_for_selector("[role=alert]")
            if scripts:
                is_well_made(page, width)
            go_to(page, "#losenord")
            page.keyboard.type(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector("nav[aria-label=Personal]")
            assert page.url == f"{address}/personal/"
            if scripts:
                is_well_made(page, width)
            assert {cookie["path"] for cookie in context.cookies()} == {"/personal"}
            go_to(page, ".staff-self button")
            page.keyboard.press("Enter")
            page.wait_for_selector("#namn")
            page.goto(f"{address}/personal/")
            assert page.url.startswith(f"{address}/personal/logga-in")
            context.close()


def test_a_form_left_open_is_sent_again_after_signing_in_in_another_window(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_archive(tmp_path / "data")
    make_user(made)
    with _served(as_tested(create_app(made.settings()))) as address:
        context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}/personal/")
        page.fill("#namn", NAME)
        page.fill("#losenord", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".staff-bar")
        monkeypatch.setattr(member, "now", lambda: now() + timedelta(hours=11))
        page.click(".staff-self button")
        page.wait_for_selector("main button")
        is_well_made(page, 320)
        other = context.new_page()
        other.goto(f"{address}/personal/logga-in")
        other.fill("#namn", NAME)
        other.fill("#losenord", PASSWORD)
        other.keyboard.press("Enter")
        other.wait_for_selector(".staff-bar")
        page.click("main button")
        page.wait_for_selector("#namn")  # signed out, as was asked for
        context.close()
