"""Items of a listing page: kept, matched, accepted, undone; a hand edit is never overwritten."""

from __future__ import annotations

import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from archive.catalogue import open_catalogue, store
from archive.catalogue.staff import decisions, undoing
from archive.catalogue.staff.corrections import correcting
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.staff.harvesting import accepting, folders, items, proposals
from archive.catalogue.staff.harvesting.items import Item, Recorded, State
from archive.catalogue.staff.harvesting.matching import Kept, Reason, Shelf, Wanted, file_key
from archive.catalogue.tables import Document, FieldValue, Series
from archive.catalogue.values import Origin, Statement
from archive.kept.originals import Originals
from tests.web import material
from tests.web.material import H
from tests.web.material import Item as Made

PAGE = "https://www.example.org/"
ADDRESS = "https://www.example.org/d/a.pdf"


def document(session: Session, data: Path, key: str = "a") -> Document:
    made = Made(key, "Ur filen", "Serie", [material.page(1, (H, 1, "Ur filen"))])
    return material.add(session, Originals(data), made)


def series_of(session: Session, row: Document) -> Series:
    return session.get_one(Series, row.series_id)


def one(session: Session) -> proposals.Proposal:
    [found] = proposals.of_page(session, PAGE)
    return found


def test_read_twice_changes_nothing_but_when_it_was_seen(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue:
        read = [Item(ADDRESS, 1, "A", "S"), Item(f"{ADDRESS}2", 2, "B", "S", ("C D",))]
        with catalogue.write() as session:
            assert items.record(session, PAGE, read) == Recorded(2, 0, 0, 0)
        with catalogue.write() as session:
            assert items.record(session, PAGE, read) == Recorded(0, 0, 2, 0)
            assert items.record(session, PAGE, read[1:]) == Recorded(0, 0, 1, 1)
            assert [each.gone for each in proposals.of_page(session, PAGE)] == [True, False]
            assert items.record(session, PAGE, read) == Recorded(0, 0, 2, 0)
            assert not any(each.gone for each in proposals.of_page(session, PAGE))


def test_two_at_once_keep_each_item_once(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue:
        read = [Item(f"{ADDRESS}{number}", number, "A", "S") for number in range(1, 50)]

        def run() -> None:
            with catalogue.write() as session:
                items.record(session, PAGE, read)

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with catalogue.read() as session:
            assert len(proposals.of_page(session, PAGE)) == 49


def test_accepted_is_stated_survives_a_reading_of_the_file_and_is_undone(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue, catalogue.write() as session:
        row = document(session, tmp_path)
        items.record(
            session, PAGE, [Item(ADDRESS, 1, "Från sidan", "Annan", ("Anna Ek",), "pdf", "2019-03-12")]
        )
        proposal = one(session)
        assert (proposal.document, proposal.sure) == (row.id, True)
        assert accepting.accept(session, "eva", proposal.number, row.id) == ""
        assert accepting.accept(session, "eva", proposal.number, row.id) == ""  # again: no further decision
        store.restate(session, row, row.source, [Statement("title", Origin.PAGE, "Ny i filen")])
        assert (row.title, series_of(session, row).folder, row.position) == ("Från sidan", "Annan", 1)
        [decided] = decisions.of_document(session, row.id)
        assert undoing.undo(session, decided, "bo") == ""
        assert (row.title, one(session).state) == ("Ny i filen", State.NEW)
        values = session.query(FieldValue).where(FieldValue.origin == Origin.LISTING)
        assert values.count() == 0


def test_what_merely_moved_on_the_page_waits_but_needs_no_second_look(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue, catalogue.write() as session:
        row = document(session, tmp_path)
        item = Item(ADDRESS, 1, "Från sidan", "Serie", (), "pdf")
        items.record(session, PAGE, [item])
        assert one(session).is_beyond_doubt
        accepting.accept(session, "eva", one(session).number, row.id)
        above = Item(f"{ADDRESS}2", 1, "Ovanför", "Serie")
        assert items.record(session, PAGE, [above, replace(item, position=2)]).changed == 1
        moved = proposals.of_page(session, PAGE)[1]
        assert (moved.state, moved.is_beyond_doubt) == (State.CHANGED, True)
        items.record(session, PAGE, [above, replace(item, position=2, title="Ny titel")])
        assert not proposals.of_page(session, PAGE)[1].is_beyond_doubt


def test_what_staff_left_aside_is_not_taken_over_with_others_later(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue, catalogue.write() as session:
        row = document(session, tmp_path)
        item = Item(ADDRESS, 1, "Från sidan", "Annan", (), "pdf")
        items.record(session, PAGE, [item])
        accepting.accept(session, "eva", one(session).number, row.id, ["title", "source_url"])
        items.record(session, PAGE, [replace(item, title="Ny titel", first_published="2019-03-12")])
        assert accepting.accept(session, "eva", one(session).number, row.id) == ""
        assert (row.title, series_of(session, row).folder) == ("Ny titel", "Serie")
        assert session.get(FieldValue, (row.id, "first_published", Origin.LISTING)) is not None
        assert one(session).state is State.ACCEPTED


def test_fields_may_be_left_and_a_name_is_a_speaker_only_where_staff_say_so(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue, catalogue.write() as session:
        row = document(session, tmp_path)
        items.record(session, PAGE, [Item(ADDRESS, 1, "Anders Bergman", "Serie", (), "pdf")])
        number = one(session).number
        accepting.accept(session, "eva", number, row.id)
        assert (row.title, row.speakers) == ("Anders Bergman", [])
        accepting.accept(session, "eva", number, row.id, ["speakers"], perhaps=True)
        assert [each.person.name for each in row.speakers] == ["Anders Bergman"]


def test_a_series_file_still_names_its_series_where_the_listing_says_the_same(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path)) as catalogue, catalogue.write() as session:
        row = document(session, tmp_path)
        items.record(session, PAGE, [Item(ADDRESS, 1, "A", "Serie", (), "pdf")])
        accepting.accept(session, "eva", one(session).number, row.id)
        said = [
            Statement("series", Origin.FOLDER, "Serie"),
            Statement("series_name", Origin.SERIES_FILE, "Seriens namn"),
        ]
        store.restate(session, row, row.source, said)
        assert series_of(session, row).name == "Seriens namn"
        assert folders.folder_of("Seriens namn:", folders.of_series(session)) == "Serie"


TITLES = st.sampled_from(["Ett", "Två", "Tre"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["harvest", "accept", "correct", "clear", "undo", "decline", "reread"]), TITLES
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_whatever_happens_a_hand_edit_stands(steps: list[tuple[str, str]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_catalogue(Path(folder))) as catalogue,
        catalogue.write() as session,
    ):
        row = document(session, Path(folder))
        corrected = ""
        items.record(session, PAGE, [Item(ADDRESS, 1, "Ett", "Serie", (), "pdf")])
        for step, title in steps:
            number = one(session).number
            if step == "harvest":
                items.record(session, PAGE, [Item(ADDRESS, 1, title, "Serie", (), "pdf")])
            elif step == "accept":
                accepting.accept(session, "eva", number, row.id)
            elif step == "decline":
                accepting.decline(session, "eva", number)
            elif step == "reread":
                store.restate(session, row, row.source, [Statement("title", Origin.PAGE, title)])
            elif step == "undo":
                made = [each for each in decisions.of_document(session, row.id) if each.kind == "harvest"]
                for each in made[:1]:
                    undoing.undo(session, each, "bo")
            else:
                corrected = f"Rättat {title}" if step == "correct" else ""
                correcting.correct(session, "eva", row, {"title": Given(corrected) if corrected else None})
            assert not corrected or row.title == corrected
            listing = session.get(FieldValue, (row.id, "title", Origin.LISTING))
            if listing and not corrected:
                assert row.title == listing.value


def kept(number: int, title: str, **values: object) -> Kept:
    said = {"folder": "S", "format": "pdf", "link": "", "paths": (f"S/{title}.pdf",), **values}
    return Kept(f"d{number}", title, **said)  # type: ignore[arg-type]


def found(wanted: Wanted, *documents: Kept) -> list[tuple[str, Reason, bool]]:
    return [(each.document, each.reason, each.sure) for each in Shelf(documents).candidates(wanted)]


def test_documents_are_matched_by_what_is_strongest() -> None:
    wanted = Wanted("https://x.org/d/%C3%85rs_rapport.pdf", "Årsrapporten", "S", "pdf")
    by_name = kept(1, "x", paths=("S/A\u030ars rapport.PDF",))
    by_source = kept(2, "y", sources=(wanted.address,))
    assert found(wanted, by_name) == [("d1", Reason.NAME, True)]
    assert found(wanted, by_name, by_source) == [("d2", Reason.ADDRESS, True)]
    assert found(wanted, kept(3, "Årsrapporten")) == [("d3", Reason.TITLE, True)]
    assert found(wanted, kept(4, "Årsraporten")) == [("d4", Reason.NEARLY, False)]
    assert found(wanted, kept(5, "Något annat")) == []
    both = [kept(6, "Årsrapporten"), kept(7, "Årsrapporten")]
    assert [each[2] for each in found(wanted, *both)] == [False, False]


def test_parts_with_other_numbers_are_not_alike() -> None:
    wanted = Wanted("https://x.org/1", "Rapport om trygghet, del 1", "S", "pdf")
    assert found(wanted, kept(1, "Rapport om trygghet, del 2"), kept(2, "Rapport om trygghet, del 10")) == []
    assert found(wanted, kept(3, "Raport om trygghet, del 1"))[0][0] == "d3"
    assert file_key("utan ändelse") == ""


@given(st.text(max_size=300))
def test_any_heading_is_a_folder_that_can_be_made_or_none(heading: str) -> None:
    name = folders.folder_called(heading)
    assert "/" not in name and name not in (".", "..") and len(name.encode()) <= 255
