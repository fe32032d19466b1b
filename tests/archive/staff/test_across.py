"""What staff do to documents in one way after they did something in another: nothing comes out by that."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, open_catalogue, store
from archive.catalogue.naming import people
from archive.catalogue.publication import is_visible
from archive.catalogue.staff import decisions, undoing
from archive.catalogue.staff.corrections import correcting, merging
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.staff.harvesting import accepting, items, proposals
from archive.catalogue.staff.harvesting.items import Item, State
from archive.catalogue.staff.joining import deciding
from archive.catalogue.staff.publication import publishing, rules, taking_down
from archive.catalogue.tables import Decision, Document, Likeness, Person
from archive.dates import now
from archive.kept.originals import Originals
from archive.purging.traces import hide, remove, traces
from tests.web import material

BY = "eva"


class Desk:
    """Staff with a catalogue of a few documents, each public."""

    def __init__(self, data: Path) -> None:
        self.catalogue: Catalogue = open_catalogue(data)
        self._originals = Originals(data)

    def add(self, key: str, *, gone: bool = False, **said: Any) -> str:
        made = material.Item(
            key, f"Titel {key}", "Serie", [material.page(1, (material.P, 0, key))], said=said
        )
        with self.catalogue.write() as session:
            row = material.add(session, self._originals, made)
            if gone:
                store.withdraw(row)
            return row.id

    def act(self, act: Callable[[Session], Any]) -> Any:
        with self.catalogue.write() as session:
            return act(session)

    def on(self, document: str, act: Callable[..., Any], *more: Any) -> Any:
        return self.act(lambda session: act(session, BY, session.get_one(Document, document), *more))

    def visible(self) -> set[str]:
        with self.catalogue.read() as session:
            return set(session.scalars(select(Document.id).where(is_visible(now()))))

    def row(self, document: str) -> Document:
        with self.catalogue.read() as session:
            return session.get_one(Document, document)

    def offer(self, kind: str, one: str, other: str) -> int:
        with self.catalogue.write() as session:
            row = Likeness(made_at=now(), kind=kind, document_id=one, other_id=other, share=0.9)
            session.add(row)
            session.flush()
            return row.id

    def join(self, kind: str, one: str, other: str) -> tuple[int, str]:
        number = self.offer(kind, one, other)
        problem = self.act(lambda session: deciding.say_yes(session, number, BY))
        if not problem and kind == "version":
            problem = self.act(lambda session: deciding.carry_out_join(session, number, BY, now()))
        return number, problem

    def joined(self, kind: str, one: str, other: str) -> int:
        number, problem = self.join(kind, one, other)
        assert problem == ""
        return number

    def part(self, number: int) -> str:
        def answer(session: Session) -> str:
            decided = deciding.last_decision(session, number)
            assert decided is not None
            problem = deciding.undo(session, decided, BY)
            if not problem and decided.kind == deciding.JOIN_VERSION:
                return deciding.carry_out_part(session, number, BY, now())
            return problem

        said: str = self.act(answer)
        return said

    def undo(self, kind: str) -> str:
        """Undo the last decision of a kind."""

        def undone(session: Session) -> str:
            last = select(Decision.id).where(Decision.kind == kind).order_by(Decision.id.desc())
            decided = decisions.get(session, session.scalars(last).first() or 0)
            assert decided is not None
            return undoing.undo(session, decided, BY)

        said: str = self.act(undone)
        return said

    def purge(self, document: str) -> None:
        def purged(session: Session) -> None:
            found = traces(session, document)
            assert found is not None
            hide(session, found.documents)
            session.flush()
            remove(session, found)

        self.act(purged)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("empty")
    open_catalogue(data).close()
    return data


@pytest.fixture
def desk(tmp_path: Path, empty: Path) -> Iterator[Desk]:
    made = Desk(shutil.copytree(empty, tmp_path / "data"))
    yield made
    made.catalogue.close()


def test_parting_two_formats_lets_out_nothing_of_a_talk_that_was_taken_down(desk: Desk) -> None:
    pdf, deck, third = desk.add("pdf"), desk.add("deck"), desk.add("third")
    desk.joined("format", deck, third)
    number = desk.joined("format", pdf, deck)
    desk.on(pdf, taking_down.take_down, "skäl")
    assert desk.visible() == set()
    assert desk.part(number) == ""
    assert desk.visible() == set()
    assert desk.row(deck).held_for == ["review"]
    desk.on(deck, publishing.release)
    assert desk.visible() == {deck, third}


def test_a_format_hidden_with_its_first_stays_so_when_that_becomes_second(desk: Desk) -> None:
    pdf, deck, third = desk.add("pdf"), desk.add("deck"), desk.add("third")
    desk.joined("format", deck, third)
    desk.on(deck, taking_down.take_down, "skäl")
    desk.joined("format", pdf, deck)
    assert desk.visible() == {pdf}


def test_formats_part_though_one_of_them_was_purged_or_parted_itself(desk: Desk) -> None:
    pdf, deck, third, fourth = (desk.add(key) for key in ("pdf", "deck", "third", "fourth"))
    desk.joined("format", deck, third)
    parted = desk.joined("format", deck, fourth)
    number = desk.joined("format", pdf, deck)
    assert desk.part(parted) == ""
    desk.purge(third)
    assert desk.part(number) == ""
    assert [desk.row(each).format_of for each in (pdf, deck, fourth)] == [None, None, None]


def test_a_version_joins_no_talk_beside_that_of_the_document_it_goes_on_as(desk: Desk) -> None:
    older, newer, third, first = desk.add("gammal"), desk.add("ny"), desk.add("third"), desk.add("first")
    desk.joined("format", older, third)
    desk.joined("format", first, newer)
    desk.act(lambda session: store.withdraw(session.get_one(Document, older)))
    _, problem = desk.join("version", older, newer)
    assert "andra format" in problem
    assert desk.visible() == {newer, third, first}


@pytest.mark.parametrize("hidden", ["older", "newer"])
def test_joining_versions_lets_out_neither_that_was_hidden(desk: Desk, hidden: str) -> None:
    older = desk.add("gammal", visibility="hidden" if hidden == "older" else "public")
    newer = desk.add("ny", visibility="hidden" if hidden == "newer" else "public")
    if hidden == "newer":
        desk.on(older, publishing.decide, {"visibility": "public"})
    desk.act(lambda session: store.withdraw(session.get_one(Document, older)))
    number = desk.joined("version", older, newer)
    assert desk.visible() == set()
    assert desk.row(older).held_for == ["review"]
    assert desk.part(number) == ""
    assert desk.visible() == ({newer} if hidden == "older" else set())
    assert desk.row(older).held_at is None


@pytest.mark.parametrize("who", ["older", "newer"])
def test_joining_versions_shows_no_notes_that_were_not_shown(desk: Desk, who: str) -> None:
    older, newer = desk.add("gammal", gone=True), desk.add("ny")
    if who == "older":
        desk.on(older, publishing.decide, {"publish_notes": True})
    else:
        desk.on(newer, publishing.decide, {"publish_notes": True})
    desk.joined("version", older, newer)
    assert desk.row(older).publish_notes
    assert desk.visible() == set()
    desk.on(older, publishing.release)
    assert desk.visible() == {older}


def test_a_version_does_not_leave_a_talk_that_was_taken_down_since(desk: Desk) -> None:
    older, newer, first = desk.add("gammal", gone=True), desk.add("ny"), desk.add("first")
    number = desk.joined("version", older, newer)
    talk = desk.joined("format", first, older)
    desk.on(first, taking_down.take_down, "skäl")
    assert "andra format" in desk.part(number)
    assert desk.visible() == set()
    assert (desk.part(talk), desk.part(number)) == ("", "")
    assert desk.visible() == set()


def test_a_version_leaves_a_talk_whose_first_format_was_purged(desk: Desk) -> None:
    older, newer, first = desk.add("gammal"), desk.add("ny"), desk.add("first")
    desk.joined("format", first, older)
    desk.act(lambda session: store.withdraw(session.get_one(Document, older)))
    number = desk.joined("version", older, newer)
    desk.purge(first)
    assert desk.part(number) == ""
    assert (desk.row(older).format_of, desk.row(newer).format_of) == (None, None)
    assert desk.visible() == set()


def test_what_was_decided_of_a_document_is_not_undone_while_it_goes_on_as_another(desk: Desk) -> None:
    older, newer = desk.add("gammal", gone=True), desk.add("ny")
    desk.on(newer, taking_down.take_down, "skäl")
    desk.on(newer, correcting.correct, {"title": Given("Rättad")})
    number = desk.joined("version", older, newer)
    for kind in (taking_down.DECISION, correcting.DECISION):
        assert "ingår i ett annat" in desk.undo(kind)
    assert desk.row(older).taken_down_at is not None
    assert desk.part(number) == ""
    assert desk.undo(taking_down.DECISION) == ""
    assert desk.visible() == {newer}


def test_a_take_down_of_a_document_that_goes_on_as_another_takes_that_down(desk: Desk) -> None:
    older, newer = desk.add("gammal", gone=True), desk.add("ny")
    desk.joined("version", older, newer)
    desk.on(newer, taking_down.take_down, "skäl")
    assert desk.visible() == set()
    with desk.catalogue.read() as session:
        assert taking_down.latest(session, older) is not None


def test_an_answer_of_a_purged_proposal_says_nothing_of_the_next_with_its_number(desk: Desk) -> None:
    pdf, deck, other = desk.add("pdf"), desk.add("deck"), desk.add("other")
    number = desk.joined("format", pdf, deck)
    desk.purge(deck)
    assert desk.joined("format", pdf, other) == number
    with desk.catalogue.read() as session:
        made = decisions.of_document(session, pdf)
    assert desk.act(lambda session: undoing.undo(session, made[-1], BY)) != ""
    assert desk.row(other).format_of == pdf
    assert desk.part(number) == ""


def test_what_was_asked_of_a_proposal_is_not_done_to_the_next_with_its_number(desk: Desk) -> None:
    older, newer, others = desk.add("gammal", gone=True), desk.add("ny"), desk.add("annan", gone=True)
    number = desk.offer("version", older, newer)
    asked_at = now()
    desk.act(lambda session: session.delete(session.get_one(Likeness, number)))
    assert desk.offer("version", others, newer) == number
    assert desk.act(lambda s: deciding.carry_out_join(s, number, BY, asked_at)) != ""
    assert desk.row(newer).joined_to is None


def test_what_a_purge_emptied_is_told_and_cannot_be_undone(desk: Desk) -> None:
    document = desk.add("borta", speakers=["Anna Ek"])
    desk.on(document, correcting.correct, {"title": Given("Rättad")})

    def renamed(session: Session) -> None:
        person = session.scalars(select(Person)).one()
        merging.rename(session, BY, person, "Anna Alm")

    desk.act(renamed)
    desk.purge(document)
    for kind in (correcting.DECISION, merging.RENAMED):
        assert desk.undo(kind) == undoing.NOT_UNDOABLE


def test_a_purge_leaves_what_was_decided_of_a_folder_called_as_a_speaker(desk: Desk) -> None:
    document = desk.add("borta", speakers=["kommunen"])
    desk.act(lambda session: rules.put(session, BY, "kommunen", True))
    desk.purge(document)
    with desk.catalogue.read() as session:
        assert people.by_slug(session, "kommunen") is None
        [decided] = decisions.of_subjects(session, [rules.DECISION], ["kommunen"])
        assert decided.after is True


def test_a_purge_of_a_joined_document_holds_its_other_format(desk: Desk) -> None:
    older, newer, deck = desk.add("gammal", gone=True), desk.add("ny"), desk.add("deck")
    desk.joined("format", newer, deck)
    desk.joined("version", older, newer)
    desk.purge(older)
    assert desk.visible() == set()
    assert desk.row(deck).held_for == ["review"]
    with desk.catalogue.read() as session:
        assert list(session.scalars(select(Document.id))) == [deck]


def test_an_item_of_a_listing_follows_its_document_into_another_and_back(desk: Desk) -> None:
    older, newer = desk.add("slutlig", gone=True), desk.add("slutlig_v2")
    page, address = "https://www.example.org/", "https://www.example.org/d/slutlig_v2.pdf"

    def listed(title: str) -> proposals.Proposal:
        desk.act(lambda session: items.record(session, page, [Item(address, 1, title, "Serie")]))
        [found] = desk.act(lambda session: proposals.of_page(session, page))
        return found

    def accept(document: str, title: str) -> str:
        row = listed(title).number
        said: str = desk.act(lambda session: accepting.accept(session, BY, row, document))
        return said

    assert accept(newer, "Som på sidan") == ""
    number = desk.joined("version", older, newer)
    found = listed("Ändrad på sidan")
    assert (found.state, found.document) == (State.CHANGED, older)
    assert accept(older, "Ändrad på sidan") == ""
    assert desk.row(older).title == "Ändrad på sidan"
    assert desk.part(number) == ""
    assert listed("Ändrad på sidan").document == newer
    assert accept(newer, "Ändrad igen") == ""
    assert desk.row(newer).title == "Ändrad igen"
