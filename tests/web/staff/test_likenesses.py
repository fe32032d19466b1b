"""*Förslag*: what looks like a newer version or another format, answered and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.catalogue import Catalogue, open_catalogue
from archive.catalogue.staff import requests
from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff
from web.staff.joining.differences import Piece, differences

PAGE = "/personal/forslag"


@pytest.fixture
def catalogue(staffed: Archive) -> Iterator[Catalogue]:
    opened = open_catalogue(staffed.data)
    yield opened
    opened.close()


def offer(catalogue: Catalogue, kind: str, one: str, other: str) -> int:
    with catalogue.write() as session:
        row = Likeness(made_at=now(), kind=kind, document_id=one, other_id=other, share=0.876)
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def version(staffed: Archive, catalogue: Catalogue) -> int:
    return offer(catalogue, "version", staffed.ids["borttaget"], staffed.ids["checklista"])


@pytest.fixture
def formats(staffed: Archive, catalogue: Catalogue) -> int:
    return offer(catalogue, "format", staffed.ids["rapport-1"], staffed.ids["bildspel"])


def watch(catalogue: Catalogue) -> None:
    """Carry out what was asked, as the watcher does."""
    carrying = {
        deciding.JOIN_VERSION: deciding.carry_out_join,
        deciding.PART_VERSION: deciding.carry_out_part,
    }
    with catalogue.write() as session:
        for asked in requests.waiting(session):
            if asked.kind in carrying:
                problem = carrying[asked.kind](session, int(asked.subject), asked.by, asked.at)
                requests.finish(session, asked.id, problem)


def row(catalogue: Catalogue, document: str) -> Document:
    with catalogue.read() as session:
        return session.get_one(Document, document)


def test_a_newer_version_is_offered_accepted_and_undone(
    staff: Staff, staffed: Archive, catalogue: Catalogue, version: int
) -> None:
    shown = staff.get(PAGE).text
    assert "Ny version av ”Dokument med borttagetord”?" in shown
    assert "lika till 88 %" in shown
    assert "borttagetord om</del>" in shown or "<del>Ett borttagetord" in shown
    answer = staff.post(f"{PAGE}/{version}/ja", form=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert "Det görs nu" in staff.get(PAGE).text
    watch(catalogue)
    shown = staff.get(PAGE).text
    assert "Inget väntar på svar" in shown
    assert "(eva.exempel, " in shown
    newer = row(catalogue, staffed.ids["checklista"])
    assert newer.joined_to == staffed.ids["borttaget"]
    staff.post(f"{PAGE}/{version}/angra", form=PAGE)
    watch(catalogue)
    assert row(catalogue, staffed.ids["checklista"]).joined_to is None
    assert "Ja, det är en ny version" in staff.get(PAGE).text


def test_why_it_could_not_be_done_is_told(
    staff: Staff, staffed: Archive, catalogue: Catalogue, version: int
) -> None:
    staff.post(f"{PAGE}/{version}/ja", form=PAGE)
    with catalogue.write() as session:
        session.get_one(Document, staffed.ids["borttaget"]).withdrawn_at = None
    watch(catalogue)
    assert "Det gick inte: Den äldre filen finns i mappen igen" in staff.get(PAGE).text


def test_two_formats_are_one_at_once_and_staff_choose_which_comes_first(
    staff: Staff, staffed: Archive, catalogue: Catalogue, formats: int
) -> None:
    deck, report = staffed.ids["bildspel"], staffed.ids["rapport-1"]
    assert "i två format?" in staff.get(PAGE).text
    staff.post(f"{PAGE}/{formats}/ja", {"forst": deck}, form=PAGE)
    assert row(catalogue, report).format_of == deck
    assert "Finns även som" in staff.get(f"/dokument/{deck}").text
    staff.post(f"{PAGE}/{formats}/angra", form=PAGE)
    assert row(catalogue, report).format_of is None
    staff.post(f"{PAGE}/{formats}/ja", {"forst": "nagon-annan"}, form=PAGE)
    assert row(catalogue, deck).format_of == report


def test_a_no_is_kept_and_an_answer_given_twice_is_told(
    staff: Staff, catalogue: Catalogue, version: int
) -> None:
    staff.post(f"{PAGE}/{version}/nej", form=PAGE)
    assert "Olika dokument:" in staff.get(PAGE).text
    staff.post(f"{PAGE}/{version}/ja", form=PAGE)
    assert "Förslaget har ändrats under tiden" in staff.get(PAGE).text
    staff.post(f"{PAGE}/9999/angra", form=PAGE)
    assert "Det finns inget svar att ångra" in staff.get(PAGE).text
    with catalogue.read() as session:
        assert not requests.any_waiting(session)


def test_what_differs_is_told_of_the_first_pages_that_do() -> None:
    found = differences(["samma ord här", "ett två tre", "x"], ["samma  ord\nhär", "ett fyra tre", "y", "ny"])
    assert found.total == 3
    assert [page.number for page in found.pages] == [2, 3, 4]
    assert found.pages[0].pieces == (
        Piece("same", "ett"),
        Piece("gone", "två"),
        Piece("new", "fyra"),
        Piece("same", "tre"),
    )
    assert found.pages[2].pieces == (Piece("new", "ny"),)
    long = differences([" ".join(["a"] * 50) + " b"], [" ".join(["a"] * 50) + " c"])
    assert "…" in long.pages[0].pieces[0].text
