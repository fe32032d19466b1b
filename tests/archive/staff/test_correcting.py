"""What staff state wins over the files, stands beside what they say, and is taken back."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, object_session

from archive.catalogue import store
from archive.catalogue.staff import decisions, requests, undoing
from archive.catalogue.staff.corrections import correcting
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.tables import Document, Series
from archive.catalogue.values import Origin
from tests.archive.staff.conftest import AddDocument, said

EVA = "eva.exempel"


def speakers(document: Document) -> list[str]:
    return [speaker.person.name for speaker in document.speakers]


def test_what_staff_state_wins_and_the_index_follows(session: Session, add_document: AddDocument) -> None:
    document = add_document(title="Fel titel", speakers=["Anna Ek"], date="2017")
    before = document.revision
    wanted = {"title": Given("Rätt titel"), "speakers": Given(["Bo Al"]), "date": Given("")}
    numbers = correcting.correct(session, EVA, document, wanted)
    assert (document.title, speakers(document), document.date) == ("Rätt titel", ["Bo Al"], "")
    assert document.revision > before
    assert [asked.kind for asked in requests.waiting(session)] == [requests.FOLLOW]
    made = [decisions.get(session, number) for number in numbers]
    assert [(each.subject, each.before, each.after, each.by) for each in made if each] == [
        ("title", None, {"value": "Rätt titel"}, EVA),
        ("speakers", None, {"value": ["Bo Al"]}, EVA),
        ("date", None, {"value": ""}, EVA),
    ]


def test_what_staff_state_already_is_no_decision(session: Session, add_document: AddDocument) -> None:
    document = add_document(title="Fel titel")
    assert correcting.correct(session, EVA, document, {"title": Given("Rätt"), "date": None})
    before = document.revision
    assert correcting.correct(session, EVA, document, {"title": Given("Rätt"), "date": None}) == ()
    assert document.revision == before


def test_stating_what_the_files_say_changes_nothing_for_readers(
    session: Session, add_document: AddDocument
) -> None:
    document = add_document(title="Titel")
    before = document.revision
    assert correcting.correct(session, EVA, document, {"title": Given("Titel")})
    assert document.revision == before


def test_a_file_that_says_otherwise_since_is_told(session: Session, add_document: AddDocument) -> None:
    document = add_document(title="Fel titel")
    correcting.correct(session, EVA, document, {"title": Given("Rätt titel")})
    assert correcting.sources(session, document.id)["title"].newer is None
    store.restate(session, document, "I/flyttad.pdf", said({"title": "Fel titel"}))
    assert correcting.sources(session, document.id)["title"].newer is None, "it only moved"
    store.restate(session, document, document.source, said({"title": "Ny titel"}))
    title = correcting.sources(session, document.id)["title"]
    assert document.title == "Rätt titel"
    assert title.newer is not None
    assert title.newer.statement.value == "Ny titel"
    assert title.newer.statement.origin is Origin.SIDECAR
    correcting.correct(session, EVA, document, {"title": None})
    assert document.title == "Ny titel"


def test_undoing_asks_for_what_was_decided_since(session: Session, add_document: AddDocument) -> None:
    document = add_document(title="Ett")
    [first] = correcting.correct(session, EVA, document, {"title": Given("Två")})
    [second] = correcting.correct(session, EVA, document, {"title": Given("Tre")})
    decided = decisions.get(session, first)
    assert decided is not None
    assert [each.id for each in undoing.overridden(session, decided)] == [second]
    assert undoing.undo(session, decided, "bo") == ""
    assert document.title == "Ett"
    undone = decisions.get(session, first)
    assert undone is not None
    assert undone.undone_by == "bo"
    assert not undoing.can_undo(undone)
    made = decisions.of_document(session, document.id)
    assert undoing.undo(session, undone, "bo") == "", "asked for twice"
    assert decisions.of_document(session, document.id) == made
    assert undoing.undo(session, made[0], EVA) == "", "and done again"
    assert document.title == "Tre"


def test_what_is_undone_of_a_document_that_is_gone_says_so(
    session: Session, add_document: AddDocument
) -> None:
    document = add_document(title="Ett")
    [number] = correcting.correct(session, EVA, document, {"title": Given("Två")})
    session.delete(document)
    session.flush()
    decided = decisions.get(session, number)
    assert decided is not None
    assert undoing.undo(session, decided, EVA) == correcting.GONE


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["Ett", "Två", "Tre"]),
    "speakers": st.lists(st.sampled_from(["Anna Ek", "Bo Al", "Cia Ås"]), unique=True),
    "date": st.sampled_from(["", "2017", "2017-11-08/2017-11-09"]),
    "position": st.sampled_from([None, 0, 7]),
    "language": st.sampled_from(["", "sv", "en"]),
    "series": st.sampled_from(["", "I", "Ny serie"]),
}
_FIELD = st.sampled_from(sorted(VALUES))
STATED = _FIELD.flatmap(lambda field: st.tuples(st.just(field), st.none() | VALUES[field].map(Given)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), st.lists(STATED, min_size=1, max_size=3).map(dict)),
        st.tuples(st.just("restate"), st.fixed_dictionaries({}, optional=VALUES)),
        st.tuples(st.just("undo"), st.integers(0, 20)),
    ),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_whatever_happens_the_last_decision_on_a_field_counts(
    session: Session, add_document: AddDocument, steps: list[tuple[str, Any]]
) -> None:
    document = add_document(title="Först")
    files: dict[str, Any] = {"title": "Först"}
    staff: dict[str, Given | None] = {}
    for step, about in steps:
        if step == "correct":
            correcting.correct(session, EVA, document, about)
            staff |= about
        elif step == "restate":
            files = about
            store.restate(session, document, document.source, said(about))
        elif made := decisions.of_document(session, document.id):
            decided = made[about % len(made)]
            if decided.undone_at is None:
                staff[decided.subject] = correcting.unpacked(decided.before)
            assert undoing.undo(session, decided, EVA) == ""
        _check(document, files, staff)
    session.expire(document)
    _check(document, files, staff)
    for field in staff:
        [last, *_] = [d for d in decisions.of_document(session, document.id) if d.subject == field] or [None]
        assert correcting.unpacked(last.after if last else None) == staff[field]


def _check(document: Document, files: dict[str, Any], staff: dict[str, Given | None]) -> None:
    """Check that readers meet what staff state, else what the files say."""

    def holds(field: str, default: Any) -> Any:
        given = staff.get(field)
        return given.value if given is not None else files.get(field, default)

    assert document.title == holds("title", document.source)
    assert speakers(document) == holds("speakers", [])
    assert (document.date, document.language) == (holds("date", ""), holds("language", ""))
    assert document.position == holds("position", None)
    session = object_session(document)
    assert session is not None
    assert session.get_one(Series, document.series_id).folder == holds("series", "I")
