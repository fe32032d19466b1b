"""The queue of work on single pages."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from archive.catalogue import jobs, store
from archive.catalogue.jobs import JobState
from archive.catalogue.tables import Document
from archive.catalogue.values import Origin, Statement
from archive.folder.outcomes import Outcome
from archive.pages import Coverage, Page, Want
from tests.archive.staff import conftest as staff

session = staff.session
SCAN = Coverage(wants=Want.SCAN)


def add(session: Session, number: int, *wanted: int, of: Document | None = None) -> Document:
    """Add a document of three pages, or a version of one, of which some want OCR."""
    content = store.Content(
        sha256=f"{number:064x}",
        size=1,
        format="pdf",
        file_name="a.pdf",
        modified_at=datetime(2018, 3, 1, tzinfo=UTC),
        outcome=Outcome.NO_TEXT,
        reason="",
        reader="test",
        page_count=3,
        pages=[Page(n, "", coverage=SCAN if n in wanted else Coverage()) for n in (1, 2, 3)],
    )
    said = [Statement("series", Origin.FOLDER, "I")]
    if of is None:
        return store.add_document(session, content, f"{number}.pdf", said)
    store.add_version(session, of, content, f"{number}.pdf", said)
    return of


def order(session: Session) -> list[tuple[str, int]]:
    """Take everything from the queue; return document and page of each."""
    taken = []
    while (waiting := jobs.next_waiting(session)) is not None:
        assert jobs.begin(session, waiting.key)
        assert jobs.end(session, waiting.key, JobState.DONE, "x")
        taken.append((waiting.document, waiting.page))
    return taken


def test_the_newest_comes_first_and_older_versions_last(session: Session) -> None:
    first = add(session, 1, 2)
    second = add(session, 2, 1, 3)
    add(session, 3, 1, of=first)
    assert jobs.counts(session).waiting == 4
    assert jobs.waiting_pages(session) == {first.id: 1, second.id: 2}
    assert order(session) == [(first.id, 1), (second.id, 1), (second.id, 3), (first.id, 2)]
    assert jobs.counts(session).done == 4


def test_what_was_begun_and_never_ended_goes_behind_the_others(session: Session) -> None:
    document = add(session, 1, 1, 2)
    waiting = jobs.next_waiting(session)
    assert waiting is not None and waiting.page == 1
    assert jobs.begin(session, waiting.key)
    assert order(session) == [(document.id, 2), (document.id, 1)]


def test_what_was_called_off_counts_as_not_begun(session: Session) -> None:
    add(session, 1, 1)
    waiting = jobs.next_waiting(session)
    assert waiting is not None
    jobs.begin(session, waiting.key)
    jobs.put_back(session, waiting.key)
    again = jobs.next_waiting(session)
    assert again == waiting


def test_another_tool_is_asked_once_more_and_only_for_what_it_is_asked(session: Session) -> None:
    document = add(session, 1, 1, 2, 3)
    version = document.versions[0].id
    jobs.end(session, (version, 1), JobState.DONE, "old")
    jobs.end(session, (version, 2), JobState.FAILED, "old", "it crashed")
    jobs.end(session, (version, 3), JobState.FAILED, "new", "it crashed")
    assert jobs.tools(session, JobState.FAILED) == {"old", "new"}
    assert jobs.failed_pages(session, version) == (2, 3)
    assert not jobs.any_waiting(session, version)
    jobs.ask_again(session, JobState.FAILED, ["old"])
    assert order(session) == [(document.id, 2)]


def test_what_is_not_in_the_queue_cannot_be_begun_or_ended(session: Session) -> None:
    document = add(session, 1, 1)
    version = document.versions[0].id
    assert not jobs.begin(session, (version, 2))
    assert jobs.end(session, (version, 1), JobState.DONE, "x")
    assert not jobs.end(session, (version, 1), JobState.DONE, "x")
    assert not jobs.begin(session, (version, 1))
