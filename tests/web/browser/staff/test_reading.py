"""How a document was read, in a real browser: narrow, by keyboard, without scripts, by the rules of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import select

from archive.catalogue import jobs, looks, tables
from archive.catalogue.jobs import JobState
from archive.pages import Coverage, Want, pack_coverage, unpack_coverage
from tests.web.staff.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

StaffPage = Callable[..., Page]
LONG = "Riskochsårbarhetsanalysarbete" * 4
OURS = f"Samverkan vid kris ger trygghet.\n{LONG}\nSkåne 2019"
THEIRS = f"Samverkan vid kns ger trygghet.\n{LONG} med mera\nSkåne 2019 \u202edold"
COVERAGES = (
    Coverage(pictures=2, agreement=0.62, reader="pdfminer.six", other_reader="pypdfium2", other_text=THEIRS),
    Coverage(wants=Want.SCAN),
    Coverage(wants=Want.GARBLED),
    Coverage(wants=Want.SCAN, confidence=0.41, reader="tesseract 5.3.0"),
)


@pytest.fixture
def document(house: House) -> str:
    """A document of four pages that are each to be looked at, and of one that is not."""
    house.put("Serie/uppdrag.txt", "\f".join(["Ett", "Två", "Tre", "Fyra", "Fem"]).encode())
    house.reconcile()
    with house.catalogue.write() as session:
        version = session.scalars(select(tables.Version)).one()
        first = version.pages[0]
        first.text = OURS
        for number in range(len(version.pages) + 1, 6):
            session.add(tables.PageRow(version_id=version.id, number=number, text=f"Sida {number}"))
        session.flush()
        session.expire(version, ["pages"])
        for page, coverage in zip(version.pages, COVERAGES, strict=False):
            page.coverage = pack_coverage(coverage)
        first.remarks = ["text that is marked as hidden"]
        jobs.ask(session, version.id, (2, 3, 4))
        session.flush()
        jobs.end(session, (version.id, 3), JobState.FAILED, "tesseract 5.3.0", "exit code 1")
        jobs.end(session, (version.id, 4), JobState.DONE, "tesseract 5.3.0")
        version.counts = looks.tallied((page.text, unpack_coverage(page.coverage)) for page in version.pages)
        return version.document_id


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_axe_or_is_wider_than_its_window(
    house: House, staff_page: StaffPage, address: str, document: str, tmp_path: Path, width: int
) -> None:
    page = staff_page("/personal/", width=width)
    found = {}
    for at, place in enumerate(
        (
            *("/personal/granska?saknar=oense", f"/personal/dokument/{document}/lasning"),
            *(f"/personal/dokument/{document}/lasning/{number}" for number in (1, 3)),
            f"/dokument/{document}",
        )
    ):
        page.goto(address + place)
        page.screenshot(path=tmp_path / f"{at}-{width}.png", full_page=True)
        if (result := Axe().run(page)).violations_count:
            found[place] = result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert found == {}


def test_from_granska_to_what_differs_by_keyboard_without_scripts(
    staff_page: StaffPage, document: str
) -> None:
    page = staff_page("/personal/granska", scripts=False)
    for name in ("Två läsprogram är oense", "uppdrag", "Sida 1"):
        page.get_by_role("link", name=name).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Den andra läsningen")).to_be_visible()
    other = page.locator("section[aria-labelledby=den-andras]")
    marked = [mark.text_content() for mark in other.locator("mark").all()]
    assert marked[:2] == ["[bara här: kns]", "[bara här: med mera]"]
    line = other.locator("mark").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "underline"  # not by colour alone
    page.get_by_role("link", name="Nästa att se över").click()
    expect(page.get_by_text("Väntar på textigenkänning.")).to_be_visible()
