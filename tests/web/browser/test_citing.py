"""Citing in a real browser: copied with one click and by keyboard, with nothing that the policy stops."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from archive.catalogue import open_catalogue
from archive.kept.originals import Originals
from tests.web import material
from tests.web.conftest import Archive, as_tested, make_archive
from web import create_app

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_STOPPED = (
    "window.stopped = []; addEventListener('securitypolicyviolation', e => stopped.push(e.violatedDirective))"
)
_DATA = """
() => JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)['@graph'].length
"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page that may use the clipboard, and that notes what the policy stops."""
    opened = open_page()
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.add_init_script(_STOPPED)
    return opened


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_citation_is_copied_with_one_click(page: Page, address: str, archive: Archive) -> None:
    page.goto(f"{address}/dokument/{archive.ids['bildspel']}/sida/2")
    page.get_by_role("link", name="Citera").click()
    button = page.get_by_role("button", name="Kopiera: APA 7, I texten")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kopierat")).to_be_visible()
    assert clipboard(page) == "(Exempel, 2017, bild 2)"
    page.get_by_role("button", name="Kopiera: Harvard, I källförteckningen").click()
    expect(page.get_by_text("Kopierat")).to_have_count(2)
    assert clipboard(page).startswith("Exempel, A. (2017). Samverkan i praktiken. I: Kunskapsseminarium I.")


def test_marked_text_is_copied_with_its_source(page: Page, address: str, archive: Archive) -> None:
    found = f"{address}/dokument/{archive.ids['bildspel']}/sida/4"
    page.goto(found)
    button = page.get_by_role("button", name="Kopiera citat")
    expect(button).to_be_hidden()
    page.get_by_text("Frågor om samverkan?").select_text()
    expect(button).to_be_visible()
    expect(page.get_by_text("Knappen Kopiera citat finns längst ned")).to_have_count(1)
    button.click()
    expect(page.get_by_text("Citatet är kopierat med sin källa")).to_be_visible()
    assert clipboard(page) == (
        "”Frågor om samverkan?” (Anna Exempel, Samverkan i praktiken, 8 november 2017, bild 4) "
        f"{found}?version=1"
    )


def test_a_citation_needs_no_script(open_page: OpenPage, address: str, archive: Archive) -> None:
    page = open_page(scripts=False)
    page.goto(f"{address}/dokument/{archive.ids['bildspel']}/citera")
    assert page.locator(".citation").count() == 6
    assert page.get_by_role("button", name="Kopiera").count() == 0


def test_a_quotation_is_checked_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/kontrollera-citat")
    page.get_by_label("Citatet").fill("”kommun och skola bygger på en gemensam läges-\nbild”")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Citatet står nästan så i arkivet")).to_be_visible()
    expect(page.locator("mark del")).to_contain_text("skola")
    page.locator(".looked-up h3 a").click()
    expect(page.locator("article mark").first).to_be_visible()


@pytest.fixture
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a document that may be cited and whose title would end the data if it could."""
    archive = make_archive(tmp_path_factory.mktemp("hostile") / "data", filled=False, indexed=False)
    catalogue = open_catalogue(archive.data)
    text = [material.page(1, (material.P, 0, "Text."))]
    title = "</script><script>window.run = 1</script><!--"
    item = material.Item("ond", title, "Seminarium", text, said={"speakers": ['"><img src=x onerror=run=1>']})
    with catalogue.write() as session:
        found = material.add(session, Originals(archive.data), item).id
    catalogue.close()
    server = make_server("127.0.0.1", 0, as_tested(create_app(archive.settings())), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/dokument/{found}"
    server.shutdown()
    thread.join()


def test_the_data_of_a_page_passes_the_policy(
    page: Page, address: str, archive: Archive, hostile: str
) -> None:
    places = [f"{address}/dokument/{archive.ids['checklista']}/sida/1", hostile, f"{hostile}/sida/1"]
    for place in places:
        page.goto(place)
        assert page.evaluate(_DATA) == 2
        assert page.evaluate("stopped") == []
        assert page.evaluate("window.run === undefined")
