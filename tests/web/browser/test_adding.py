"""Lägg till in a real browser: dropped lines, closed tabs, questions, keyboard alone, no JavaScript."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Request, Route, expect

from archive.catalogue import open_catalogue
from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.folder.outcomes import PlaceState
from tests.web.browser.conftest import _served
from tests.web.conftest import Archive
from tests.web.staff.conftest import NAME, PASSWORD, staff_app, staffed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["staff_app", "staffed"]  # fixtures of the staff's pages
ADD = "/personal/lagg-till"
BODY = b"%PDF-1.7 " + bytes(range(256)) * 36_000  # three chunks


@pytest.fixture
def served(staff_app: Flask) -> Iterator[str]:
    with _served(staff_app) as address:
        yield address


@pytest.fixture
def open_staff(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Sign in, and open *Lägg till* in a browser of its own."""
    contexts = []
    complaints: list[str] = []

    def opened(*, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=served
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        page.goto(f"/personal/logga-in?vidare={ADD}")
        page.get_by_label("Användarnamn").fill(NAME)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in").click()
        page.wait_for_url(f"**{ADD}")  # a line that is cut while the page is on its way is not cut
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def folder(staffed: Archive) -> Path:
    return staffed.data.parent / "folder"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(BODY)
    return path


def row(page: Page, name: str = "rapport.pdf"):  # type: ignore[no-untyped-def]
    return page.locator("#uppladdningar .upload").filter(has_text=name)


def breaks(page: Page) -> list[object]:
    """Return what axe finds."""
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in Axe().run(page).response["violations"]
    ]


def test_a_dropped_line_and_a_closed_tab_lose_nothing(
    open_staff: Callable[..., Page], folder: Path, deck: Path
) -> None:
    page = open_staff()
    sent = 0

    def drop(route: Route) -> None:
        nonlocal sent
        sent += 1
        route.continue_() if sent == 1 else route.abort()

    page.context.route(re.compile("/filer/[0-9a-f]{32}$"), drop)
    page.get_by_label("Filer", exact=True).set_input_files(deck)
    expect(row(page)).to_contain_text("Förbindelsen bröts")
    assert not list(folder.rglob("*"))
    page.close()
    page.context.unroute_all()
    offsets: list[str] = []

    def note(request: Request) -> None:
        if request.method == "PATCH":
            offsets.append(request.headers["upload-offset"])

    again = page.context.new_page()
    again.on("request", note)
    again.goto(ADD)
    expect(again.get_by_role("heading", name="Påbörjade uppladdningar")).to_be_visible()
    again.get_by_label("Filer", exact=True).set_input_files(deck)
    expect(row(again)).to_contain_text("Uppladdad till rapport.pdf.")
    assert offsets == [str(4 << 20), str(8 << 20)]
    assert (folder / "rapport.pdf").read_bytes() == BODY


def test_a_line_that_comes_back_goes_on_by_itself(
    open_staff: Callable[..., Page], folder: Path, deck: Path
) -> None:
    page = open_staff()
    failed = 0

    def drop_once(route: Route) -> None:
        nonlocal failed
        failed += 1
        route.abort() if failed == 2 else route.continue_()

    page.route(re.compile("/filer/[0-9a-f]{32}$"), drop_once)
    page.get_by_label("Filer", exact=True).set_input_files(deck)
    expect(row(page)).to_contain_text("Uppladdad till rapport.pdf.")
    assert failed == 4
    assert (folder / "rapport.pdf").read_bytes() == BODY


def test_paused_and_cancelled_by_keyboard_alone(
    open_staff: Callable[..., Page], folder: Path, deck: Path, staffed: Archive
) -> None:
    page = open_staff(width=320)
    page.route(re.compile("/filer/[0-9a-f]{32}$"), lambda route: route.abort())
    page.get_by_label("Filer", exact=True).set_input_files(deck)
    expect(row(page)).to_contain_text("Förbindelsen bröts")
    page.get_by_role("button", name="Pausa – rapport.pdf").focus()
    page.keyboard.press("Enter")
    expect(row(page)).to_contain_text("Pausad vid 0 %")
    expect(page.get_by_role("button", name="Fortsätt – rapport.pdf")).to_be_focused()
    assert breaks(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page)).to_contain_text("Avbruten")
    page.unroute_all()
    page.goto(ADD)
    until = time.monotonic() + 60  # the server lets go of a chunk whose line was cut
    while page.get_by_role("heading", name="Påbörjade uppladdningar").count():
        assert time.monotonic() < until
        page.goto(ADD)
    assert not list(folder.iterdir())


def test_a_taken_name_is_asked_about_and_the_files_way_is_told(
    open_staff: Callable[..., Page], folder: Path, tmp_path: Path, staffed: Archive
) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF gammal")
    (tmp_path / "a.pdf").write_bytes(b"%PDF ny")
    page = open_staff()
    page.get_by_label("Filer", exact=True).set_input_files([tmp_path / "a.pdf"])
    expect(row(page, "a.pdf")).to_contain_text("Det finns redan en fil som heter så: a.pdf.")
    assert breaks(page) == []
    expect(page.get_by_role("button", name="Ersätt (blir en ny version) – a.pdf")).to_be_visible()
    expect(page.get_by_label("Nytt namn")).to_have_value("a (2).pdf")
    page.get_by_role("button", name="Använd det namnet – a.pdf").click()
    expect(row(page, "a.pdf")).to_contain_text("Uppladdad till a (2).pdf.")
    found = (folder / "a (2).pdf").stat()
    seen = Fingerprint(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    sha256, document = hashlib.sha256(b"%PDF ny").hexdigest(), staffed.ids["checklista"]
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        ledger.put(session, Entry("a (2).pdf", seen, sha256, "", PlaceState.ARCHIVED, document=document))
    catalogue.close()
    expect(row(page, "a.pdf")).to_contain_text("i arkivet")
    expect(page.get_by_role("link", name="Visa dokumentet – a.pdf")).to_be_visible()
    assert breaks(page) == []


def test_without_javascript_the_form_sends_many_files(
    open_staff: Callable[..., Page], folder: Path, deck: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.exe").write_bytes(b"MZ")
    page = open_staff(scripts=False, width=320)
    page.get_by_label("Eller en ny serie").fill("Seminarium V")
    page.get_by_label("Filer", exact=True).set_input_files([deck, tmp_path / "b.exe"])
    page.get_by_role("button", name="Ladda upp").click()
    expect(page.get_by_text("Uppladdad till Seminarium V/rapport.pdf.")).to_be_visible()
    expect(page.get_by_text("Arkivet läser PDF, PowerPoint")).to_be_visible()
    assert (folder / "Seminarium V" / "rapport.pdf").read_bytes() == BODY
