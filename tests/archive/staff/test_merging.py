"""One person of several spellings, as staff say, and several again."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.naming import people
from archive.catalogue.staff import decisions, requests, undoing
from archive.catalogue.staff.corrections import merging
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.tables import Document, Person
from tests.archive.staff.conftest import AddDocument, said

EVA = "eva.exempel"


def speakers(document: Document) -> list[str]:
    return [speaker.person.name for speaker in document.speakers]


def named(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def undo(session: Session, number: int | None) -> str:
    return undoing.undo(session, last(session, number), EVA)


def last(session: Session, number: int | None = None) -> Decided:
    decided = decisions.get(session, number) if number else decisions.latest(session, 1)[0]
    assert decided is not None
    return decided


@pytest.fixture
def two(add_document: AddDocument) -> tuple[Document, Document]:
    return add_document(speakers=["Helene Lööw"]), add_document(speakers=["H. Lööw", "Bo Al"])


def test_of_two_persons_one_is_made_and_two_again(session: Session, two: tuple[Document, Document]) -> None:
    first, second = two
    kept, gone = named(session, "Helene Lööw"), named(session, "H. Lööw")
    revisions = first.revision, second.revision
    number = merging.merge(session, EVA, kept, gone)
    assert speakers(second) == ["Helene Lööw", "Bo Al"]
    assert (first.revision, second.revision) == (revisions[0], revisions[1] + 1)
    assert [asked.kind for asked in requests.waiting(session)] == [requests.FOLLOW]
    assert people.by_slug(session, "h-loow") is kept
    assert people.by_spelling(session, "h. lööw") is kept
    assert people.new_slug(session, "H Lööw") == "h-loow-2", "the former address stays theirs"
    assert undo(session, number) == ""
    assert speakers(second) == ["H. Lööw", "Bo Al"]
    again = people.by_slug(session, "h-loow")
    assert again is not None
    assert again.name == "H. Lööw"
    assert kept.former_slugs == []
    assert undo(session, last(session).id) == "", "and merged once more"
    assert speakers(second) == ["Helene Lööw", "Bo Al"]
    assert people.by_slug(session, "h-loow") is kept


def test_both_in_one_document_are_one_speaker(session: Session, add_document: AddDocument) -> None:
    document = add_document(speakers=["Anna Ek", "A. Ek"])
    number = merging.merge(session, EVA, named(session, "Anna Ek"), named(session, "A. Ek"))
    assert speakers(document) == ["Anna Ek"]
    assert undo(session, number) == ""
    assert speakers(document) == ["Anna Ek", "A. Ek"]


def test_what_the_file_says_later_is_the_same_person(
    session: Session, two: tuple[Document, Document]
) -> None:
    merging.merge(session, EVA, named(session, "Helene Lööw"), named(session, "H. Lööw"))
    store.restate(session, two[0], two[0].source, said({"speakers": ["H. LÖÖW"]}))
    assert speakers(two[0]) == ["Helene Lööw"]


def test_a_person_gets_another_name_and_keeps_the_old_address(
    session: Session, two: tuple[Document, Document]
) -> None:
    person, revision = named(session, "H. Lööw"), two[1].revision
    number = merging.rename(session, EVA, person, "Hélène Lööw")
    assert speakers(two[1]) == ["Hélène Lööw", "Bo Al"]
    assert two[1].revision > revision
    assert person.slug == "helene-loow-2"
    assert people.by_slug(session, "h-loow") is person
    assert merging.rename(session, EVA, person, "Hélène Lööw") is None
    assert undo(session, number) == ""
    assert (person.name, person.slug) == ("H. Lööw", "h-loow")
    assert people.by_slug(session, "helene-loow-2") is person, "what was copied meanwhile leads on too"


def test_a_spelling_is_given_and_taken(session: Session, two: tuple[Document, Document]) -> None:
    person = named(session, "Helene Lööw")
    given = merging.add_alias(session, EVA, person, "Lööw, Helene")
    store.restate(session, two[1], two[1].source, said({"speakers": ["lööw, helene"]}))
    assert speakers(two[1]) == ["Helene Lööw"]
    assert merging.add_alias(session, EVA, person, "Bo Al") is None, "it means somebody else"
    assert merging.remove_alias(session, EVA, person, "helene lööw") is None, "it is the name"
    assert undo(session, given) == ""
    assert speakers(two[1]) == ["lööw, helene"]
    assert undo(session, last(session).id) == ""
    assert speakers(two[1]) == ["Helene Lööw"]


def test_what_cannot_be_put_back_says_so(session: Session, two: tuple[Document, Document]) -> None:
    person = named(session, "H. Lööw")
    renamed = merging.rename(session, EVA, person, "Hans Lööw")
    merged = merging.merge(session, EVA, named(session, "Helene Lööw"), person)
    assert "ändrats" in undo(session, renamed)
    assert undo(session, merged) == ""
    assert undo(session, renamed) == ""
    assert speakers(two[1]) == ["H. Lööw", "Bo Al"]


def test_nobody_is_merged_with_themselves(session: Session, two: tuple[Document, Document]) -> None:
    person = named(session, "Bo Al")
    assert merging.merge(session, EVA, person, person) is None
