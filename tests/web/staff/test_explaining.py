"""What the archive explains to staff is English on an English page: states, notices, what cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from flask import Flask

from archive.catalogue.folder.events import Standing
from archive.catalogue.folder.status import FileStatus
from archive.folder import attention
from archive.folder.explaining import PASSED_OVER, explain
from archive.folder.outcomes import Outcome, PlaceState, Progress
from tests.web.language.test_untold import untold
from tests.web.staff.conftest import Staff
from web.staff import explaining

WHY = "left out: the pages after the first 500"


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/personal/?lang=en"):
        yield


def file(state: PlaceState, reason: str = "", outcome: str = "", **values: object) -> FileStatus:
    made = explain(state, outcome=outcome, reason=reason, **values)  # type: ignore[arg-type]
    return FileStatus("a.pdf", state.value, reason, None, outcome, "2026-11-23T10:00:00+00:00", made)


def test_every_state_of_a_file_is_told_in_english() -> None:
    outcomes = ["", *map(str, Outcome)]
    found = [
        file(state, reason, outcome, tried_again=again, ocr=ocr, home=home)
        for state, outcome, reason, again, ocr, home in product(
            PlaceState, outcomes, ("", WHY), (False, True), (0, 1, 2), ("", "b/ö.pdf")
        )
        if outcome or state is not PlaceState.REFUSED
    ]
    found += [file(PlaceState.WAITING, progress=each) for each in Progress]
    found += [file(PlaceState.SKIPPED, reason) for reason in (*PASSED_OVER, "cannot be read: denied")]
    found += [file(PlaceState.REFUSED, "the installation lacks x, which reads it", Outcome.DAMAGED)]
    for each in found:
        said, before = explaining.of_file(each).explained, each.explained
        assert said.label != before.label
        assert (said.reason == before.reason) == (not before.reason), before
        assert (said.remedy == before.remedy) == (not before.remedy), before
        if each.reason == WHY and "(" in before.reason:
            assert f"({WHY})." in said.reason


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("folder.disk", "", "New files are not read until there is more room. "),
        ("file.a/b.pdf", "a/b.pdf: cannot be read: permission denied", "Cannot be read: permission denied."),
        ("file.", "the folder: cannot be read: denied", "Cannot be read: denied."),
        (
            "file._serie.txt:3:not understood: 'x'",
            "_serie.txt, line 3: not understood: 'x'",
            "Not understood: 'x'.",
        ),
        ("file.x", "a.pdf: ValueError: broken", "Something went wrong when the file was to be taken in. "),
        ("unheard-of", "x", "The error has been noted in the log."),
    ],
)
def test_every_notice_is_told_in_english(key: str, text: str, reason: str) -> None:
    standing = Standing(key, text, degraded=False, since=datetime(2026, 11, 23, tzinfo=UTC))
    said, before = explaining.of_notice(standing), attention.explained(key, text)
    assert said.reason.startswith(reason)
    assert said.heading != before.heading
    assert not before.remedy or said.remedy != before.remedy
    assert (said.path, said.line) == (before.path, before.line)


@pytest.mark.parametrize("key", [attention.GUARD, attention.ANOTHER, attention.ABSENT, attention.FAILED])
def test_what_holds_the_archive_up_is_told_in_english(key: str) -> None:
    test_every_notice_is_told_in_english(key, "", "")


def test_what_cannot_be_done_is_told_in_english() -> None:
    modules = Path("archive/catalogue/staff").rglob("*.py")
    sentences = {said for each in modules for said in untold(each) if said.endswith(".")}
    assert len(sentences) > 15
    assert {said for said in sentences if explaining.told(said) == said} == set()


def test_staff_who_read_swedish_are_told_in_swedish(app: Flask) -> None:
    with app.test_request_context("/personal/?lang=sv"):
        assert explaining.told("Dokumentet finns inte längre.") == "Dokumentet finns inte längre."
        refused = file(PlaceState.REFUSED, outcome=Outcome.ENCRYPTED)
        assert explaining.of_file(refused) == refused


def test_an_answer_that_came_too_late_is_told_in_the_language_of_the_page(staff: Staff) -> None:
    sent = {"csrf_token": staff.token("/personal/")}
    answer = staff.client.post("/personal/forslag/999/nej?lang=en", data=sent, follow_redirects=True)
    assert "The proposal has changed meanwhile. See how it stands now." in answer.text
    assert "<h1>Proposals</h1>" in answer.text  # the same word as the search's suggestions, in Swedish
    assert ">Documents</a>" in answer.text
