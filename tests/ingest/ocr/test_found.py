"""Scans from the folder to the hits, through the command as it is run; also where it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.jobs import JobState
from archive.catalogue.tables import Job, PageRow, Version
from ingest.ocr.recognising.tesseract import Tesseract
from tests.ingest.ocr.conftest import let_wait
from tests.ingest.ocr.scans import Source, sample, scan, words, words_of, wrong
from tests.installed import Installed

RUNNING_TEXT = [
    *(sample("Vägledning till*.pdf", index) for index in (2, 3, 5, 6)),
    *(sample("Skånes*.pdf", index) for index in (0, 2)),
    *(sample(name, 2) for name in ("Psykisk*.pdf", "Medier*.pdf")),
    sample("BOUNCE*.pdf", 1),
    sample("Center*.pdf", 3),
]
"""Pages whose lines have one order alone: no tables, no boxes beside the text."""

ASKEW = tuple(map(float, os.environ.get("TEST_ASKEW", "1.5").split()))
"""Degrees, each of which costs a reading of all ten; the long runs try more."""


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    (tmp_path / "folder").mkdir()
    every_page = (("HELIXARKIV_SEARCH__PAGES_PER_DOCUMENT", "20"),)
    return Installed(tmp_path / "folder", tmp_path / "run", every_page)


def put(installed: Installed, sources: list[Source], askew: float = 1.0) -> None:
    """Put a scan of these pages into the folder and ingest it; its pages wait."""
    scan(sources, installed.folder / "skannad.pdf", askew=askew)
    installed.json("ingest")
    catalogue = open_catalogue(installed.data)
    with catalogue.write() as session:
        let_wait(session, session.query(Version).order_by(Version.number.desc()).limit(1).one())
    catalogue.close()


def texts(installed: Installed) -> list[str]:
    """Return the text of each page of the latest version of the one document."""
    catalogue = open_catalogue(installed.data)
    with catalogue.read() as session:
        latest = session.query(Version).order_by(Version.number.desc()).limit(1).one()
        rows = session.query(PageRow).where(PageRow.version_id == latest.id).order_by(PageRow.number)
        found = [row.text for row in rows]
    catalogue.close()
    return found


def not_found(installed: Installed, sources: list[Source]) -> list[str]:
    """Return which pages are not found by their longest word, with that word."""
    missing = []
    for number, source in enumerate(sources, 1):
        word = max((word for word in words_of(source) if word.isalpha()), key=len)
        hits = installed.json("search", word)["hits"]
        if number not in [page["number"] for hit in hits for page in hit["pages"]]:
            missing.append(f"{number}: {word}")
    return missing


def test_a_scan_that_ingest_reads_is_found(installed: Installed, real: Tesseract) -> None:
    sources = RUNNING_TEXT[5:7]
    put(installed, sources)
    assert installed.json("ingest")["ocr"]["waiting"] == 2
    told = installed.run("ingest").stdout
    assert "2 pages wait for OCR" in told and "--ocr" in told
    status = installed.json("status")
    assert status["ocr"] == 2
    assert status["files"][0]["explained"]["label"] == "i arkivet men ofullständig"
    assert installed.json("ingest", "--ocr")["ocr"] == {"waiting": 0, "read": 2, "failed": 0, "missing": ""}
    assert not_found(installed, sources) == []
    assert installed.json("status")["files"][0]["explained"]["label"] == "i arkivet"


def test_the_queue_survives_a_kill_and_the_watcher_reads_on(installed: Installed, real: Tesseract) -> None:
    sources = [RUNNING_TEXT[5], RUNNING_TEXT[6], RUNNING_TEXT[7]]
    put(installed, sources)
    catalogue = open_catalogue(installed.data)

    def states() -> list[tuple[str, int]]:
        with catalogue.read() as session:
            return [(job.state, job.tries) for job in session.query(Job).order_by(Job.page)]

    def watch_until(reached: str) -> None:
        watcher = installed.start("watch", stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            until = time.monotonic() + 120
            while time.monotonic() < until:
                now = states()
                if (reached == "begun" and any(tries for _, tries in now)) or (
                    reached == "done" and all(state == JobState.DONE.value for state, _ in now)
                ):
                    return
            raise AssertionError(f"not {reached}: {now}")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(watcher.pid, signal.SIGKILL)
            watcher.wait()

    watch_until("begun")
    assert {state for state, _ in states()} != {JobState.DONE.value}
    watch_until("done")
    catalogue.close()
    assert all(texts(installed))


@pytest.mark.slow
def test_of_ten_scanned_pages_two_words_of_a_hundred_are_wrong_at_most(
    installed: Installed, real: Tesseract
) -> None:
    figures = {}
    for askew in ASKEW:
        put(installed, RUNNING_TEXT, askew)
        assert installed.json("ingest", "--ocr")["ocr"]["waiting"] == 0
        expected = [words_of(source) for source in RUNNING_TEXT]
        read = texts(installed)
        mistakes = sum(wrong(e, words(text)) for e, text in zip(expected, read, strict=True))
        figures[askew] = mistakes / sum(map(len, expected))
    assert all(share <= 0.02 for share in figures.values()), figures
    assert not_found(installed, RUNNING_TEXT) == []
