"""*Förslag* in a real browser: by keyboard alone, without JavaScript, narrow, and by the rules of axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from tests.web.browser.conftest import _served
from tests.web.conftest import as_tested, make_archive
from tests.web.staff.conftest import NAME, PASSWORD, make_user
from web import create_app


@pytest.mark.parametrize("width", [1280, 320])
def test_a_proposal_is_answered_by_keyboard_without_scripts(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    made = make_archive(tmp_path / "data")
    make_user(made)
    deck, report = made.ids["bildspel"], made.ids["rapport-1"]
    catalogue = open_catalogue(made.data)
    with catalogue.write() as session:
        session.add(Likeness(made_at=now(), kind="format", document_id=report, other_id=deck, share=0.8))
        gone, new = made.ids["borttaget"], made.ids["checklista"]
        session.add(Likeness(made_at=now(), kind="version", document_id=gone, other_id=new, share=0.7))
    with _served(as_tested(create_app(made.settings()))) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=False, bypass_csp=True
        )
        page = context.new_page()
        page.goto(f"{address}/personal/forslag")
        page.fill("#namn", NAME)
        page.fill("#losenord", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/personal/forslag")
        assert page.locator(".proposal").count() == 2
        page.locator("input[name=forst]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".answered li")
        scripted = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        scripted.add_cookies([*context.cookies()])  # type: ignore[list-item]
        again = scripted.new_page()
        again.goto(f"{address}/personal/forslag")
        again.locator("summary").first.click()
        assert Axe().run(again).response["violations"] == []
        assert again.evaluate("document.documentElement.scrollWidth") <= width
        again.screenshot(path=tmp_path / "forslag.png", full_page=True)
        for each in (context, scripted):
            each.close()
    with catalogue.read() as session:
        assert session.get_one(Document, report).format_of == deck
    catalogue.close()
