"""*Så lästes dokumentet*, and the lists of *Granska arkivet* that lead there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from archive.catalogue import jobs, looks, open_catalogue, tables
from archive.catalogue.jobs import JobState
from archive.pages import Coverage, Want, pack_coverage
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff
from tests.web.staff.test_review import tally
from web.staff.documents.comparing import side_by_side

OURS, THEIRS = "Samverkan <b>vid</b> kris ger trygghet", "Samverkan <b>vid</b> kns ger trygghet i Skåne"
COVERAGES = (
    Coverage(pictures=2, agreement=0.62, reader="pdfminer", other_reader="pdfium", other_text=THEIRS),
    Coverage(wants=Want.SCAN),  # waits
    Coverage(wants=Want.GARBLED),  # failed
    Coverage(wants=Want.SCAN, confidence=0.41, reader="tesseract 5"),
)


@pytest.fixture
def read(staffed: Archive) -> Archive:
    """The archive, with a document whose pages give reasons to be looked at."""
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        latest = tables.Version.document_id == staffed.ids["checklista"], tables.Version.number == 2
        version = session.scalars(select(tables.Version).where(*latest)).one()
        for page, coverage in zip(version.pages, COVERAGES, strict=True):
            page.coverage = pack_coverage(coverage)
        version.pages[0].text = OURS
        version.pages[0].remarks = ["text that is marked as hidden"]
        jobs.ask(session, version.id, (2, 3, 4))
        session.flush()
        jobs.end(session, (version.id, 3), JobState.FAILED, "tesseract 5", "exit code 1")
        jobs.end(session, (version.id, 4), JobState.DONE, "tesseract 5")
        version.counts = looks.tallied((page.text, looks_of(page)) for page in version.pages)
        session.get_one(tables.Document, staffed.ids["checklista"]).opened = 9
    catalogue.close()
    return staffed


def looks_of(page: tables.PageRow) -> Coverage:
    return Coverage(**{**page.coverage, "wants": Want(page.coverage.get("wants", ""))})


def rows(html: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="[^"]*/lasning/(\d+)["?]', html)


def test_pages_to_look_at_are_shown_and_others_on_asking(read: Archive, staff: Staff) -> None:
    address = f"/personal/dokument/{read.ids['checklista']}/lasning"
    html = staff.get(address).text
    assert rows(html) == ["1", "2", "3", "4"]
    for said in ("62 %", "41 %", "tesseract 5", "dold text är inte med", "Två läsprogram är oense (1)"):
        assert said in html
    assert "1" in rows(staff.get(f"{address}?visa=oense").text)
    assert rows(staff.get(f"{address}?visa=vantar-pa-ocr").text) == ["2"]
    assert rows(staff.get(f"{address}?visa=ocr-gick-inte").text) == ["3"]
    assert rows(staff.get(f"{address}?visa=behover-ocr").text) == []  # it was tried
    assert rows(staff.get(f"{address}?visa=alla").text) == ["1", "2", "3", "4"]
    assert len(rows(staff.get(f"{address}?version=1").text)) > 1  # nothing to look at: all of them
    assert staff.get(f"{address}?visa=annat").status_code == 400
    assert staff.get(f"{address}?version=9").status_code == 404
    assert f'href="{address}"' in staff.get(f"/personal/dokument/{read.ids['checklista']}").text


def test_both_texts_of_a_page_stand_side_by_side_and_differences_are_said(
    read: Archive, staff: Staff
) -> None:
    address = f"/personal/dokument/{read.ids['checklista']}/lasning"
    html = staff.get(f"{address}/1").text
    marked = re.findall(r'<mark class="alone"><span class="hidden">\[bara här: </span>(.*?)<span', html)
    assert marked == ["kris", "kns", "i Skåne"]
    assert "&lt;b&gt;vid" in html
    assert "62 procent av orden" in html
    assert f'href="{address}/2" rel="next"' in html
    failed = staff.get(f"{address}/3").text
    assert "OCR-programmet svarade: exit code 1" in failed
    assert "Bara en läsning" in failed
    assert staff.get(f"{address}/999999").status_code == 404


def test_the_lists_tell_waiting_wanted_and_failed_apart_and_lead_to_the_pages(
    read: Archive, staff: Staff
) -> None:
    page = staff.get("/personal/granska").text
    for label in (
        *("Textigenkänningen (OCR) gick inte", "Väntar på textigenkänning", "Tecknen går inte att tyda"),
        *("Två läsprogram är oense", "Osäker textigenkänning", "Bilder utan sökbar text"),
    ):
        assert tally(page, re.escape(label))[0] == "1", label
    assert tally(page, "Behöver OCR")[0] == "0"
    assert "1 sida väntar på textigenkänning." in page
    assert "1 sida gick inte att läsa med OCR." in page
    found = staff.get("/personal/granska?saknar=bilder").text
    assert "2 bilder utan text" in found
    assert f"/personal/dokument/{read.ids['checklista']}/lasning?visa=bilder" in found
    assert "Väntar på textigenkänning" in staff.get("/personal/granska.csv").text


def test_files_that_were_read_before_anybody_counted_are_unknown(read: Archive, staff: Staff) -> None:
    before = int(tally(staff.get("/personal/granska").text, "Bilder utan sökbar text")[1].replace("–", "0"))
    catalogue = open_catalogue(read.data)
    with catalogue.write() as session:
        version = session.scalars(
            select(tables.Version).where(tables.Version.document_id == read.ids["rapport-1"])
        ).one()
        version.counts = {"pages_with_image_only": 3}
    catalogue.close()
    page = staff.get("/personal/granska").text
    assert tally(page, "Bilder utan sökbar text")[1] == str(before + 1)
    assert tally(page, "Behöver OCR")[0] == "1"


@given(st.text("ab é-\n", max_size=30), st.text("ab é-\n", max_size=30))
def test_marked_texts_are_whole_and_what_is_marked_is_what_the_other_lacks(one: str, other: str) -> None:
    sides = side_by_side(one, other)
    assert ["".join(run.text for run in runs) for runs in sides] == [one, other]
    assert all(run.text for runs in sides for run in runs)
    if sorted(re.findall(r"\w+", one)) == sorted(re.findall(r"\w+", other)):
        assert not any(run.alone for runs in sides for run in runs)
    elif set(re.findall(r"\w+", one)) - set(re.findall(r"\w+", other)):
        assert any(run.alone for run in sides[0])
