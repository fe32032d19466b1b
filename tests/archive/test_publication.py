"""What readers may see of a document, and what they may not, by every way of asking for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, documents, listings, open_catalogue, publication, store, tables
from archive.catalogue.documents import Document, Withdrawn
from archive.catalogue.values import Origin, Statement
from archive.folder.outcomes import Outcome
from archive.pages import Page
from archive.settings import PublishSettings

CLOSED = PublishSettings()
LATER = datetime.now(UTC) + timedelta(days=30)
EARLIER = datetime.now(UTC) - timedelta(days=30)

PAGES = (
    Page(1, "Samverkan"),
    Page(2, "Dold bild", hidden=True),
    Page(3, "Avslutning", notes="Säg detta", comments=("Stryk?",)),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    catalogue: Catalogue = open_catalogue(tmp_path)
    with catalogue.write() as session:
        yield session
    catalogue.close()


def content(pages: tuple[Page, ...] = PAGES, seed: int = 1) -> store.Content:
    return store.Content(
        sha256=f"{seed:064x}",
        size=10,
        format="pptx",
        file_name="a.pptx",
        modified_at=EARLIER,
        outcome=Outcome.COMPLETE,
        reason="",
        reader="test",
        page_count=len(pages),
        pages=pages,
    )


def said(**values: Any) -> tuple[Statement, ...]:
    stated = {"title": "En titel", "speakers": ["Anna Ek"], **values}
    return tuple(Statement(field, Origin.SIDECAR, value) for field, value in stated.items())


def add(session: Session, pages: tuple[Page, ...] = PAGES, seed: int = 1, **values: Any) -> tables.Document:
    return store.add_document(session, content(pages, seed), f"I/{seed}.pptx", said(series="I", **values))


def readable(session: Session, document: tables.Document, settings: PublishSettings = CLOSED) -> Document:
    session.flush()
    found = documents.get(session, document.id, settings)
    assert isinstance(found, Document)
    return found


def seen_anywhere(session: Session, document: tables.Document) -> set[str]:
    """Return the ways of asking that show the document."""
    session.flush()
    series, person = document.series_id, document.speakers[0].person_id
    ways = {
        "get": [documents.get(session, document.id, CLOSED)],
        "get_many": documents.get_many(session, [document.id], CLOSED).values(),
        "in_series": documents.in_series(session, series, CLOSED),
        "by_speaker": documents.by_speaker(session, person, CLOSED),
        "newest": documents.newest(session, 10, CLOSED),
        "listing": documents.listing(session, 0, 10, CLOSED)[1],
    }
    shown = {way for way, found in ways.items() if any(isinstance(item, Document) for item in found)}
    shown |= {"listing's total"} if documents.listing(session, 0, 10, CLOSED)[0] else set()
    shown |= {"all_series"} if listings.all_series(session) else set()
    return shown | ({"all_speakers"} if listings.all_speakers(session) else set())


def test_a_public_document_is_seen_everywhere(session: Session) -> None:
    document = add(session)
    assert len(seen_anywhere(session, document)) == 9
    assert document.published_at is not None


@pytest.mark.parametrize(
    "values",
    [
        {"visibility": "hidden"},
        {"visibility": "hidden", "embargo_until": EARLIER.isoformat()},
        {"embargo_until": LATER.isoformat()},
        {"visibility": "embargoed", "embargo_until": LATER.isoformat()},
        {"visibility": "embargoed"},
    ],
)
def test_what_was_never_published_is_as_if_it_never_was(session: Session, values: dict[str, Any]) -> None:
    document = add(session, **values)
    assert seen_anywhere(session, document) == set()
    assert documents.get(session, document.id, CLOSED) is None


def test_an_embargo_passes_by_itself(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    document = add(session, embargo_until=LATER.isoformat())
    assert seen_anywhere(session, document) == set()
    monkeypatch.setattr("archive.catalogue.documents.now", lambda: LATER)
    assert readable(session, document).published_at == LATER


def test_an_embargo_that_is_prolonged_publishes_nothing_in_between(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = add(session, embargo_until=LATER.isoformat())
    longer = LATER + timedelta(days=30)
    store.restate(session, document, document.source, said(series="I", embargo_until=longer.isoformat()))
    monkeypatch.setattr("archive.catalogue.documents.now", lambda: LATER)
    assert documents.get(session, document.id, CLOSED) is None
    assert document.published_at == longer


def test_what_was_published_and_is_hidden_is_told_to_be_gone(session: Session) -> None:
    document = add(session)
    store.restate(session, document, document.source, said(series="I", visibility="hidden"))
    assert seen_anywhere(session, document) == set()
    assert documents.get(session, document.id, CLOSED) == Withdrawn(document.id)


def test_a_withdrawn_document_is_told_to_be_gone_until_it_is_back(session: Session) -> None:
    document = add(session)
    published = document.published_at
    store.withdraw(document)
    assert seen_anywhere(session, document) == set()
    assert documents.get(session, document.id, CLOSED) == Withdrawn(document.id)
    store.restore(document)
    assert readable(session, document).published_at == published


def test_what_staff_took_down_is_gone(session: Session) -> None:
    document = add(session)
    document.taken_down_at = EARLIER
    assert seen_anywhere(session, document) == set()
    assert documents.get(session, document.id, CLOSED) == Withdrawn(document.id)


def test_the_index_is_told_what_must_not_be_found(session: Session) -> None:
    document, other = add(session), add(session, seed=2)
    session.flush()
    for row in (document, other):
        row.in_index, row.indexed_revision = True, row.revision
    session.flush()
    assert publication.not_to_be_found(session, datetime.now(UTC)) == frozenset()
    store.restate(session, document, document.source, said(series="I", publish_hidden_slides=True))
    assert publication.not_to_be_found(session, datetime.now(UTC)) == {document.id}
    document.indexed_revision = document.revision
    store.restate(session, other, other.source, said(series="I", visibility="hidden"))
    assert publication.not_to_be_found(session, datetime.now(UTC)) == {other.id}


@pytest.mark.parametrize(
    ("settings", "values", "shown"),
    [
        (CLOSED, {}, [1, 3]),
        (PublishSettings(hidden_slides=True), {}, [1, 2, 3]),
        (CLOSED, {"publish_hidden_slides": True}, [1, 2, 3]),
        (PublishSettings(hidden_slides=True), {"publish_hidden_slides": False}, [1, 3]),
    ],
)
def test_hidden_slides_show_as_the_document_says_else_the_setting(
    session: Session, settings: PublishSettings, values: dict[str, Any], shown: list[int]
) -> None:
    document = readable(session, add(session, **values), settings)
    assert document.page_count == len(shown)
    assert [head.number for head in documents.page_heads(session, document, settings)] == shown
    assert sorted(documents.get_pages(session, document, [1, 2, 3], settings)) == shown
    assert (documents.get_page(session, document, 2, settings) is not None) == (2 in shown)
    assert documents.neighbours(session, document, 1, settings) == (None, shown[1])
    assert documents.neighbours(session, document, 3, settings) == (shown[-2], None)
    assert documents.versions(session, document, settings)[0].page_count == len(shown)


@pytest.mark.parametrize(
    ("settings", "values", "notes"),
    [
        (CLOSED, {}, ""),
        (PublishSettings(notes=True), {}, "Säg detta"),
        (CLOSED, {"publish_notes": True}, "Säg detta"),
        (PublishSettings(notes=True), {"publish_notes": False}, ""),
    ],
)
def test_notes_show_as_the_document_says_else_the_setting_and_comments_never(
    session: Session, settings: PublishSettings, values: dict[str, Any], notes: str
) -> None:
    document = readable(session, add(session, **values), settings)
    page = documents.get_page(session, document, 3, settings)
    assert page is not None
    assert (page.notes, page.comments) == (notes, ())


@pytest.mark.parametrize(
    ("page", "settings", "served"),
    [
        (PAGES[0], CLOSED, True),
        (PAGES[1], CLOSED, False),
        (PAGES[1], PublishSettings(hidden_slides=True), True),
        (replace(PAGES[0], notes="x"), CLOSED, False),
        (replace(PAGES[0], notes="x"), PublishSettings(notes=True), True),
        (replace(PAGES[0], comments=("x",)), PublishSettings(notes=True, hidden_slides=True), False),
        (replace(PAGES[0], comments=("x",)), PublishSettings(originals=True), True),
    ],
)
def test_an_original_is_served_where_it_holds_nothing_withheld(
    session: Session, page: Page, settings: PublishSettings, served: bool
) -> None:
    assert readable(session, add(session, (replace(page, number=1),)), settings).original is served


def test_each_version_keeps_its_pages_and_what_it_withholds(session: Session) -> None:
    document = add(session)
    store.add_version(session, document, content((Page(1, "Ny"),), seed=2), "I/1.pptx", said(series="I"))
    latest = readable(session, document)
    old = documents.get(session, document.id, CLOSED, version=1)
    assert isinstance(old, Document)
    assert (latest.version, latest.page_count, latest.original) == (2, 1, True)
    assert (old.version, old.latest, old.page_count, old.original) == (1, 2, 2, False)
    assert documents.get(session, document.id, CLOSED, version=3) is None
    assert documents.get_page(session, old, 2, CLOSED) is None
    assert [note.number for note in documents.versions(session, latest, CLOSED)] == [2, 1]


def test_people_of_withheld_documents_are_not_named(session: Session) -> None:
    add(session, speakers=["Anna Ek"])
    hidden = add(session, seed=2, speakers=["Bo Al", "anna  EK"], visibility="hidden")
    session.flush()
    assert [(person.name, person.documents) for person in listings.all_speakers(session)] == [("Anna Ek", 1)]
    assert listings.speaker_by_slug(session, "bo-al") is None
    assert [speaker.person.name for speaker in hidden.speakers] == ["Bo Al", "Anna Ek"]


def test_series_stand_in_order_of_their_numbers_and_what_has_none_last(session: Session) -> None:
    for seed, series in enumerate(("", "Övrigt", "Seminarium X", "Seminarium IX", "Seminarium II"), start=1):
        store.add_document(session, content(seed=seed), f"{seed}", said(series=series))
    session.flush()
    assert [series.name for series in listings.all_series(session)] == [
        "Seminarium II",
        "Seminarium IX",
        "Seminarium X",
        "Övrigt",
        "Utan serie",
    ]
