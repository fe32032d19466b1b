"""A file under another name with nearly the text of one that vanished: offered, accepted, undone."""

from __future__ import annotations

import hashlib

from archive.catalogue.alike import joined
from archive.catalogue.alike.joined import GoesOn
from archive.catalogue.documents import Document, Withdrawn
from archive.catalogue.staff import decisions
from archive.catalogue.tables import FieldValue
from archive.dates import now
from tests.ingest.folder.conftest import Archive
from tests.ingest.folder.likeness.conftest import answer, documents, offers, text, undo, versions

OLD, NEW = "I/slutlig.txt", "I/slutlig_v2.txt"


def renamed_and_edited(archive: Archive) -> tuple[str, str, int]:
    """Return the older id, the newer, and the number of the proposal."""
    file = archive.put(OLD, text(1))
    archive.put("I/annan.txt", text(2))
    archive.reconcile()
    older = archive.document_at(OLD).id
    file.unlink()
    archive.put(NEW, text(1, instead=range(0, 200, 20)))
    archive.reconcile()
    newer = archive.document_at(NEW).id
    (offered,) = offers(archive)
    assert (offered.kind, offered.document_id, offered.other_id) == ("version", older, newer)
    assert 0.6 < offered.share < 0.95
    return older, newer, offered.id


def staff_says(archive: Archive, document: str, field: str, value: object) -> None:
    with archive.catalogue.write() as session:
        said = {"field": field, "origin": "staff", "value": value, "set_at": now()}
        session.add(FieldValue(document_id=document, **said))


def said(archive: Archive, document: str) -> dict[tuple[str, str], object]:
    with archive.catalogue.read() as session:
        rows = session.query(FieldValue).filter_by(document_id=document)
        return {(row.field, row.origin): row.value for row in rows}


def test_the_old_id_goes_on(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    assert answer(archive, offered) == ""
    found = archive.document_at(NEW)
    assert (found.id, found.version, found.source) == (older, 2, NEW)
    assert versions(archive, older) == [(1, "slutlig.txt"), (2, "slutlig_v2.txt")]
    assert versions(archive, newer) == []
    assert isinstance(archive.document(newer), Withdrawn)
    with archive.catalogue.read() as session:
        assert joined.goes_on(session, newer, None) == GoesOn(older, 2)
        assert joined.goes_on(session, newer, 1) == GoesOn(older, 2)
        assert joined.goes_on(session, older, None) is None
        (decided, *_) = decisions.latest(session, 5)
    assert (decided.by, decided.kind, decided.document) == ("eva", "join-version", older)
    assert not archive.reconcile().did_something
    assert offers(archive) == []


def test_undoing_puts_everything_back(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    before, told = documents(archive), said(archive, older)
    answer(archive, offered)
    assert undo(archive, offered) == ""
    after = documents(archive)
    for document in (older, newer):
        for column in ("version", "title", "source", "page_count", "joined_to", "format"):
            assert getattr(after[document], column) == getattr(before[document], column), column
        assert (after[document].withdrawn_at is None) == (before[document].withdrawn_at is None)
    assert said(archive, older) == told
    assert archive.document_at(NEW).id == newer
    assert versions(archive, older) == [(1, "slutlig.txt")]
    assert not archive.reconcile().did_something
    assert [each.id for each in offers(archive)] == [offered], "it can be answered otherwise"
    assert answer(archive, offered) == "", "or again"
    assert archive.document_at(NEW).id == older


def test_a_further_change_counts_on_and_goes_with_the_new_one_when_undone(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    answer(archive, offered)
    archive.put(NEW, text(1, instead=range(0, 200, 10)))
    archive.reconcile()
    assert (archive.document_at(NEW).id, archive.document_at(NEW).version) == (older, 3)
    assert undo(archive, offered) == ""
    found = archive.document_at(NEW)
    assert (found.id, found.version) == (newer, 2)
    assert versions(archive, older) == [(1, "slutlig.txt")]
    assert isinstance(archive.document(older), Withdrawn)


def test_the_new_file_gone_withdraws_the_old_id_and_its_return_restores(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    answer(archive, offered)
    body = (archive.folder / NEW).read_bytes()
    (archive.folder / NEW).unlink()
    archive.reconcile()
    assert isinstance(archive.document(older), Withdrawn)
    archive.put("I/igen.txt", body)
    archive.reconcile()
    assert (archive.document_at("I/igen.txt").id, archive.document_at("I/igen.txt").version) == (older, 2)
    (archive.folder / "I/igen.txt").unlink()
    archive.reconcile()
    assert undo(archive, offered) == ""
    assert isinstance(archive.document(newer), Withdrawn)
    assert not archive.reconcile().did_something


def test_the_old_bytes_back_are_a_document_of_their_own_and_nothing_is_lost(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    answer(archive, offered)
    archive.put(OLD, text(1))
    archive.reconcile()
    own = archive.document_at(OLD)
    assert own.id not in (older, newer)
    assert own.sha256 == hashlib.sha256(text(1).encode()).hexdigest()
    assert undo(archive, offered) == ""
    assert archive.document_at(OLD).id == own.id
    assert not archive.reconcile().did_something


def test_the_old_file_back_before_the_answer_takes_the_proposal_back(archive: Archive) -> None:
    older, _, offered = renamed_and_edited(archive)
    with archive.catalogue.write() as session:
        from archive.catalogue.staff.joining import deciding

        assert deciding.say_yes(session, offered, "eva") == ""
    archive.put(OLD, text(1))
    archive.reconcile()  # carries out what was asked before it looks at the folder
    assert archive.document_at(NEW).id == older
    archive.reconcile()
    assert archive.document_at(OLD).id != older


def test_a_proposal_falls_where_the_folder_has_answered(archive: Archive) -> None:
    renamed_and_edited(archive)
    archive.put(OLD, text(1))
    archive.reconcile()
    assert offers(archive) == []


def test_declined_stays_declined(archive: Archive) -> None:
    _, _, offered = renamed_and_edited(archive)
    assert answer(archive, offered, yes=False) == ""
    archive.put(NEW, text(1, instead=range(0, 200, 25)))
    archive.reconcile()
    assert offers(archive) == []
    assert undo(archive, offered) == ""
    assert [each.id for each in offers(archive)] == [offered]


def test_the_new_file_first_and_the_old_one_gone_later_is_offered_too(archive: Archive) -> None:
    file = archive.put(OLD, text(1))
    archive.put("II/helt annat namn.txt", text(1, instead=range(0, 200, 30)))
    archive.reconcile()
    assert offers(archive) == []
    file.unlink()
    archive.reconcile()
    assert [each.kind for each in offers(archive)] == ["version"]


def test_short_texts_and_other_texts_are_not_offered(archive: Archive) -> None:
    short, other = archive.put("kort.txt", text(1, 40)), archive.put("lang.txt", text(2))
    archive.reconcile()
    short.unlink()
    other.unlink()
    archive.put("kort 2.txt", text(1, 40) + " slut")
    archive.put("lang 2.txt", text(3))
    archive.reconcile()
    assert offers(archive) == []


def test_what_staff_said_stays_and_that_of_the_new_one_is_taken_over(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    staff_says(archive, older, "title", "Rättad titel")
    staff_says(archive, newer, "title", "Annan titel")
    staff_says(archive, newer, "date", "2017-11-08")
    staff_says(archive, newer, "visibility", "hidden")
    answer(archive, offered)
    row = documents(archive)[older]
    assert (row.title, row.date, row.visibility) == ("Rättad titel", "2017-11-08", "hidden")
    undo(archive, offered)
    assert said(archive, older)["title", "staff"] == "Rättad titel"
    assert ("date", "staff") not in said(archive, older)
    assert said(archive, newer)["title", "staff"] == "Annan titel"
    assert documents(archive)[newer].visibility == "hidden"


def test_what_is_held_back_stays_so(archive: Archive) -> None:
    older, newer, offered = renamed_and_edited(archive)
    with archive.catalogue.write() as session:
        from archive.catalogue.tables import Document as Row

        session.get_one(Row, newer).held_at = now()
    answer(archive, offered)
    assert not isinstance(archive.document(older), Document)
    undo(archive, offered)
    assert not isinstance(archive.document(newer), Document)
    assert documents(archive)[older].held_at is None


def test_joins_upon_joins_are_undone_the_last_first(archive: Archive) -> None:
    older, newer, first = renamed_and_edited(archive)
    answer(archive, first)
    (archive.folder / NEW).unlink()
    third = "I/slutlig_v3.txt"
    archive.put(third, text(1, instead=range(0, 200, 9)))
    archive.reconcile()
    (offered,) = offers(archive)
    last = archive.document_at(third).id
    assert (offered.document_id, offered.other_id) == (older, last)
    assert answer(archive, offered.id) == ""
    assert [number for number, _ in versions(archive, older)] == [1, 2, 3]
    assert "Ångra det först" in undo(archive, first)
    assert undo(archive, offered.id) == ""
    assert undo(archive, first) == ""
    assert isinstance(archive.document(newer), Withdrawn)
    assert archive.document_at(third).id == last
    assert not archive.reconcile().did_something
