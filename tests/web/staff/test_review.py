"""*Granska arkivet*: what documents lack, what readers open most first; as a page and as a table."""

from __future__ import annotations

import csv
import io
import re

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document, FieldValue, Version
from archive.dates import now
from tests.web.conftest import Archive
from tests.web.material import HOSTILE_FILE
from tests.web.staff.conftest import Staff

PAGE, TABLE = "/personal/granska", "/personal/granska.csv"


def tally(page: str, label: str) -> tuple[str, str]:
    found = re.search(rf">{label}</a></th><td[^>]*>(\d+)</td><td[^>]*>(\d+|–)</td>", page)
    assert found, label
    return found[1], found[2]


@pytest.fixture
def lacking(staffed: Archive) -> Archive:
    """The archive, with tags and pictures told of some documents, and some opened."""
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:

        def version(key: str) -> Version:
            document = session.get_one(Document, staffed.ids[key])
            return next(each for each in document.versions if each.number == document.version)

        version("checklista").embedded = {"tagged": "no"}
        version("rapport-1").embedded = {"tagged": "yes", "figures": "3"}
        version("rapport-1").counts = {"images_without_alt_text": 2}
        version("rapport-2").embedded = {"tagged": "yes", "figures": "0"}
        version("rapport-3").counts = {"pages_with_image_only": 4}
        session.get_one(Document, staffed.ids["rapport-3"]).opened = 7
        session.get_one(Document, staffed.ids["rapport-5"]).taken_down_at = now()
        title = session.get_one(FieldValue, (staffed.ids["delvis"], "title", "page"))
        session.add(
            FieldValue(
                document_id=title.document_id, field="title", origin="file-name", value="x", set_at=now()
            )
        )
        session.delete(title)
    catalogue.close()
    return staffed


def test_what_is_lacking_is_counted_and_what_nobody_looked_for_is_not_said_to_be(
    lacking: Archive, staff: Staff
) -> None:
    page = staff.get(PAGE).text
    assert tally(page, "Sökbar text") == ("2", "–")  # a scan, and one with scanned pages
    assert tally(page, "Titel") == ("1", "–")
    assert tally(page, "Alternativtexter")[0] == "1"
    assert tally(page, "Taggad PDF")[0] == "1"
    assert int(tally(page, "Alternativtexter")[1]) == int(tally(page, "Taggad PDF")[1]) + 1


def test_what_readers_open_most_stands_first_with_a_way_to_put_it_right(
    lacking: Archive, staff: Staff
) -> None:
    page = staff.get(f"{PAGE}?saknar=text").text
    assert page.index(lacking.ids["rapport-3"]) < page.index(lacking.ids["inskannad"])
    assert "öppnad 7 gånger" in page
    assert "4 sidor utan text" in page
    assert "OCR" in page
    speakers = staff.get(f"{PAGE}?saknar=talare").text
    assert f'/personal/dokument/{lacking.ids["checklista"]}"' in speakers
    assert lacking.ids["rapport-5"] not in speakers  # taken down
    assert lacking.ids["borttaget"] not in speakers


def test_the_table_opens_in_a_spreadsheet_and_does_nothing_there(lacking: Archive, staff: Staff) -> None:
    catalogue = open_catalogue(lacking.data)
    with catalogue.write() as session:
        session.get_one(Document, lacking.ids["delvis"]).title = '=HYPERLINK("http://x")\n\u202e'
    catalogue.close()
    answer = staff.get(TABLE)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert answer.text.startswith("\ufeff")
    assert {len(row) for row in rows} == {7}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(row[1] == '\'=HYPERLINK("http://x")‹U+000A›‹U+202E›' for row in rows)
    assert any(row[6] == f"http://localhost/personal/dokument/{lacking.ids['delvis']}" for row in rows)
    assert HOSTILE_FILE not in answer.text  # its line break is one to see


def test_a_list_that_there_is_not_is_refused(unchanged_staff: Staff) -> None:
    assert unchanged_staff.get(f"{PAGE}?saknar=allt").status_code == 400
