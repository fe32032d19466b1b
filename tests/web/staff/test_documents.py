"""The list of every document, whatever state it is in."""

from __future__ import annotations

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from archive.dates import now
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff

PAGE = "/personal/dokument"


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("", ("dold", "borttaget", "checklista", "fientlig"), ()),
        ("sok=SAMVERKAN+checklista", ("checklista",), ("bildspel",)),
        ("sok=anna", ("bildspel",), ("checklista",)),  # a speaker
        ("sok=Kunskapsseminarium+IV", ("lank", "english"), ("bildspel",)),  # a path
        ("sok=%C3%96VERENSKOMMELSER", ("checklista",), ("bildspel",)),
        ("lage=dold", ("dold",), ("checklista",)),
        ("lage=borttagen", ("borttaget",), ("checklista",)),
        ("lage=publicerad", ("checklista",), ("dold", "borttaget")),
        ("lage=vantar", (), ("checklista",)),
        ("lage=embargo&sok=_", (), ("checklista",)),
    ],
)
def test_documents_are_picked_out(
    unchanged_staff: Staff, archive: Archive, asked: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    page = unchanged_staff.get(f"{PAGE}?{asked}").text
    for key in there:
        assert f"/personal/dokument/{archive.ids[key]}" in page, key
    for key in not_there:
        assert f"/personal/dokument/{archive.ids[key]}" not in page, key
    assert "<script>alert" not in page


def test_what_is_held_or_taken_down_is_told(staffed: Archive, staff: Staff) -> None:
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        session.get_one(Document, staffed.ids["rapport-1"]).held_at = now()
        session.get_one(Document, staffed.ids["rapport-2"]).taken_down_at = now()
    catalogue.close()
    assert staffed.ids["rapport-1"] in staff.get(f"{PAGE}?lage=vantar").text
    assert staffed.ids["rapport-2"] in staff.get(f"{PAGE}?lage=avpublicerad").text


def test_what_there_is_not_is_refused(unchanged_staff: Staff) -> None:
    assert unchanged_staff.get(f"{PAGE}?lage=ny").status_code == 400
    assert unchanged_staff.get(f"{PAGE}?sida=0").status_code == 400
