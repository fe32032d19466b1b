"""The queue worked through: with tesseract, without, with one that fails, and after a kill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import jobs
from archive.catalogue.folder import ledger
from archive.catalogue.jobs import MOST_TRIES
from archive.folder.outcomes import Progress
from archive.kept.lock import writer_lock
from ingest.ocr.background import PictureReader
from ingest.ocr.queue import Done, Queue
from ingest.ocr.recognising import reading, tesseract
from ingest.ocr.recognising.tesseract import Tesseract, is_better
from tests.ingest.folder.conftest import Archive
from tests.ingest.ocr.conftest import counts, page_of, want, work
from tests.ingest.ocr.scans import sample, scan, words, words_of, wrong
from tests.ingest.readers.pdf.making import make

SLIDE = sample("Psykisk*.pdf", 2)


Program = Callable[[str], Tesseract]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """Let tesseract do what a script does, under the same roof: a file of a test may not run there."""

    def scripted(script: str) -> Tesseract:
        monkeypatch.setattr(reading, "_MODESTLY", ("sh", "-c", script))
        return Tesseract("tesseract", "5.3.0", english=True, turns=False)

    return scripted


def blank(archive: Archive, path: str = "a.pdf", pages: int = 1) -> int:
    make(archive.folder / path, *[lambda canvas: None] * pages)
    archive.reconcile()
    return want(archive, path)


def test_a_scan_is_read_with_boxes_and_confidence(archive: Archive, real: Tesseract) -> None:
    scan([SLIDE], archive.folder / "skannad.pdf")
    archive.reconcile()
    want(archive, "skannad.pdf")
    assert work(archive, real) == [Done.READ]
    found = page_of(archive, "skannad.pdf")
    expected = words_of(SLIDE)
    assert wrong(expected, words(found.text)) <= 0.05 * len(expected)
    assert found.language == "sv"
    assert found.coverage.reader == f"tesseract {real.version} swe"
    assert 0.8 < (found.coverage.confidence or 0) <= 1
    assert " ".join(word.text for word in found.words) == " ".join(found.text.split())
    assert all(0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1 for w in found.words for x0, y0, x1, y1 in w.boxes)
    assert work(archive, real) == []


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(
    archive: Archive, real: Tesseract, quarters: int
) -> None:
    if not real.turns:
        pytest.skip(
            "needs tesseract's knowledge of orientation (osd), which is not installed on this machine"
        )
    scan([SLIDE], archive.folder / "skannad.pdf", turned=quarters)
    archive.reconcile()
    want(archive, "skannad.pdf")
    assert work(archive, real) == [Done.READ]
    found, expected = page_of(archive, "skannad.pdf"), words_of(SLIDE)
    assert wrong(sorted(expected), sorted(words(found.text))) <= 0.1 * len(expected)
    longest = max(found.words, key=lambda word: len(word.text))  # stands where it is seen: its box is turned
    ((x0, y0, x1, y1),) = longest.boxes
    assert (x1 - x0 > y1 - y0) == (quarters == 2)


def test_a_page_in_english_is_read_in_english_beside(archive: Archive, real: Tesseract) -> None:
    if not real.english:
        pytest.skip("needs tesseract's English, which is not installed on this machine")
    lines = (
        "The county administrative board has published",
        "what the members of the network have said",
        "about",
    )
    good = make(
        archive.folder.parent / "english.pdf",
        lambda canvas: [canvas.drawString(72, 700 - 20 * n, line) for n, line in enumerate(lines)],
    )
    scan([(good, 0)], archive.folder / "a.pdf")
    archive.reconcile()
    want(archive, "a.pdf")
    work(archive, real)
    found = page_of(archive, "a.pdf")
    assert words(found.text) == " ".join(lines).split()
    assert (found.language, found.coverage.reader) == ("en", f"tesseract {real.version} swe+eng")


def test_a_blank_page_says_that_nothing_is_on_it(archive: Archive, real: Tesseract) -> None:
    blank(archive)
    assert work(archive, real) == [Done.READ]
    found = page_of(archive, "a.pdf")
    assert (found.text, found.coverage.confidence) == ("", 0.0)
    assert found.remarks == ("OCR found nothing to read on this page.",)
    assert archive.entry("a.pdf").outcome == "no-text"


def test_a_page_that_tesseract_fails_on_is_told_and_not_tried_again(
    archive: Archive, program: Program
) -> None:
    blank(archive)
    failing = program("exit 3")
    assert work(archive, failing) == [Done.FAILED]
    assert "tesseract failed on it: exit code 3" in page_of(archive, "a.pdf").remarks[0]
    queue = Queue(archive.catalogue, archive.settings, failing)
    queue.ask_again()
    assert queue.step() is Done.NOTHING
    better = Queue(archive.catalogue, archive.settings, replace(failing, version="5.4.0"))
    better.ask_again()
    assert better.step() is Done.FAILED


def test_what_was_read_stands_where_a_second_look_fails(archive: Archive, program: Program) -> None:
    page = "1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t100\\t100\\t-1\\t"
    word = "5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t30\\t10\\t50\\tosäkert"
    blank(archive)
    unsure = program(
        f'case "$*" in *"--psm 1"*) exit 3 ;; esac\nprintf "head\\n{page}\\n{word}\\n" > page.tsv',
    )
    assert work(archive, replace(unsure, turns=True)) == [Done.READ]
    assert page_of(archive, "a.pdf").text == "osäkert"


def test_a_page_that_takes_too_long_is_given_up(
    archive: Archive, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank(archive)
    monkeypatch.setattr(reading, "READING", replace(reading.READING, wall_seconds=1.0))
    assert work(archive, program("exec sleep 60")) == [Done.FAILED]
    assert counts(archive).failed == 1
    assert "it took more than 1 s" in page_of(archive, "a.pdf").remarks[0]


def test_an_answer_that_makes_no_sense_is_a_failure(archive: Archive, program: Program) -> None:
    blank(archive)
    assert work(archive, program("echo nonsense > page.tsv")) == [Done.FAILED]
    assert "makes no sense" in page_of(archive, "a.pdf").remarks[0]


def test_what_was_begun_and_killed_again_and_again_is_given_up(archive: Archive, real: Tesseract) -> None:
    version = blank(archive)
    for _ in range(MOST_TRIES):
        with archive.catalogue.write() as session:
            assert jobs.begin(session, (version, 1))
    assert work(archive, real) == [Done.FAILED]
    assert "never came to an end" in page_of(archive, "a.pdf").remarks[0]


def test_others_who_write_are_waited_for_and_stopping_ends_the_wait(
    archive: Archive, real: Tesseract, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank(archive)
    queue = Queue(archive.catalogue, archive.settings, real)
    monkeypatch.setattr("ingest.ocr.queue._LOCK_TRIES", 0.0)
    read = reading.read

    def then_stop(*arguments: object) -> object:
        found = read(*arguments)  # type: ignore[arg-type]
        queue.stop()
        return found

    monkeypatch.setattr(reading, "read", then_stop)
    with writer_lock(archive.settings.archive.data, "another", 0):
        assert queue.step() is Done.STOPPED
    assert counts(archive).waiting == 1
    with archive.catalogue.read() as session:
        assert (waiting := jobs.next_waiting(session)) is not None and waiting.tries == 0


def test_new_files_go_first(archive: Archive, real: Tesseract) -> None:
    blank(archive)
    reader = PictureReader(archive.catalogue, archive.settings, lambda: real)
    assert reader._may_go_on()
    with archive.catalogue.write() as session:
        ledger.put(session, replace(archive.entry("a.pdf"), progress=Progress.QUEUED))
    assert not reader._may_go_on()


def test_without_tesseract_pages_wait_and_the_log_says_what_to_install(
    archive: Archive, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    blank(archive)
    assert "tesseract-ocr" in str(tesseract.find(str(tmp_path / "none")))
    (no_swedish := tmp_path / "english").write_text("#!/bin/sh\necho tesseract 5.3.0; echo eng\n")
    no_swedish.chmod(0o755)
    assert "tesseract-ocr-swe" in str(tesseract.find(str(no_swedish)))
    reader = PictureReader(
        archive.catalogue, archive.settings, lambda: tesseract.find(str(tmp_path / "none"))
    )
    assert [reader._step(), reader._step()] == [Done.NOTHING, Done.NOTHING]
    assert capfd.readouterr().out.count("tesseract-ocr-swe") == 1
    assert counts(archive).waiting == 1


def test_a_newer_tesseract_or_one_with_more_languages_is_better() -> None:
    assert is_better("tesseract 5.5.0 swe", "tesseract 5.3.0 swe")
    assert is_better("tesseract 5.3.0 swe+eng", "tesseract 5.3.0 swe")
    assert not is_better("tesseract 5.3.1 swe", "tesseract 5.3.0 swe")
    assert not is_better("tesseract 5.3.0 swe", "tesseract 5.3.0 swe+eng")
