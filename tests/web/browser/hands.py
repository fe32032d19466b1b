"""Three ways to use a page: a mouse, the keyboard alone, and no scripts; what is seen is waited for."""

from __future__ import annotations

import re
import time
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotYet

Way = Literal["mouse", "keyboard", "no scripts"]
EVERY_WAY: tuple[Way, ...] = ("mouse", "keyboard", "no scripts")

_PATIENCE = 30.0  # seconds, for the watcher to have done its part on a machine that is busy
_A_LOOK = 300  # ms between two reloads of a page that waits for the watcher
_MOST_STOPS = 300  # of the Tab key on one page
_NARROW = 320  # px: a window of 1280 px at 400 % (WCAG 2.2, 1.4.10)
_LEADS_ON = "element => element.matches('a[href], button:not([type=button])')"


class Hand:
    """Somebody at a page. Where there are scripts, each page that is looked at is clean by axe."""

    def __init__(self, page: Page, way: Way) -> None:
        """Use a page one way."""
        self.page = page
        self.way = way

    def press(self, what: Locator) -> None:
        """Follow a link, press a button, or open what is folded."""
        if self.way != "keyboard":
            return what.click()
        self._tab_to(what)
        if not what.evaluate(_LEADS_ON):
            return self.page.keyboard.press("Enter")
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")
        return None

    def write(self, field: Locator, text: str) -> None:
        """Write in a field, instead of what is there."""
        if self.way != "keyboard":
            return field.fill(text)
        self._tab_to(field)
        self.page.keyboard.press("Control+A")
        return self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def choose(self, field: Locator, label: str) -> None:
        """Choose in a list."""
        if self.way != "keyboard":
            field.select_option(label=label)
            return
        self._tab_to(field)
        self.page.keyboard.type(label)
        assert field.locator("option:checked").inner_text() == label

    def tick(self, box: Locator) -> None:
        """Tick a box."""
        if self.way != "keyboard":
            return box.check()
        self._tab_to(box)
        return self.page.keyboard.press("Space")

    def go(self, name: str) -> None:
        """Open a page by the staff's menu."""
        self.press(self.menu.get_by_role("link", name=name, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    @property
    def menu(self) -> Locator:
        """The staff's menu."""
        return self.page.get_by_role("navigation", name="Personal", exact=True)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """Return a link by its whole name."""
        return self.page.get_by_role("link", name=name, exact=True)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Return a button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def told(self, text: str) -> None:
        """Wait until the page says what was done."""
        expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible()

    def see(self, what: Locator) -> None:
        """Wait for what a page that follows the folder shows by itself; without scripts one reloads it."""
        if self.way == "no scripts":
            self.see_after_reload(what)
        else:
            expect(what).to_be_visible(timeout=_PATIENCE * 1000)

    def see_after_reload(self, what: Locator) -> None:
        """Reload a page until it shows something."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return what.wait_for(timeout=_A_LOOK)
            except NotYet:
                assert time.monotonic() < until, f"{what} is not on {self.page.url}"
                self.page.reload()

    def look(self) -> None:
        """Check the page as it is: as wide as its window, narrow too, and by the rules of axe."""
        wide = self.page.viewport_size
        assert wide
        for width in (_NARROW, wide["width"]):
            self.page.set_viewport_size({"width": width, "height": wide["height"]})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
        if self.way != "no scripts":  # without them axe never answers
            found = Axe().run(self.page)
            assert not found.violations_count, f"{self.page.url}\n{found.generate_report()}"

    def _tab_to(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(_MOST_STOPS):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not come to {what} on {self.page.url}")
