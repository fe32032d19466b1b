"""The watcher: what is dropped into the folder is taken in, by events and by polling alone."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from archive.catalogue.folder.events import degradations
from archive.catalogue.folder.status import status
from archive.settings import IngestSettings
from ingest.folder.watch import Watcher
from tests.ingest.folder.conftest import Archive


@contextmanager
def watching(archive: Archive, ingest: IngestSettings) -> Iterator[list[int]]:
    settings = archive.settings.model_copy(update={"ingest": ingest})
    followed: list[int] = []
    watcher = Watcher(archive.catalogue, settings, lambda: followed.append(1))
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        yield followed
    finally:
        watcher.stop()
        thread.join(20)
        assert not thread.is_alive()


def documents(archive: Archive) -> int:
    with archive.catalogue.read() as session:
        return status(session).documents


def reasons(archive: Archive) -> tuple[str, ...]:
    with archive.catalogue.read() as session:
        return degradations(session)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "it does not hold after 20 seconds"
        threading.Event().wait(0.02)


@pytest.mark.parametrize(
    "ingest",
    [
        IngestSettings(settle_seconds=0.2, events=False, poll_seconds=0.3),
        IngestSettings(settle_seconds=0.2, events=True, poll_seconds=600),
    ],
    ids=["polling alone", "events"],
)
def test_what_is_dropped_is_taken_in(archive: Archive, ingest: IngestSettings) -> None:
    archive.put("först.txt", "fanns före starten")
    with watching(archive, ingest) as followed:
        wait_until(lambda: documents(archive) == 1)
        archive.put("ny/andra.txt", "kom sedan")
        wait_until(lambda: documents(archive) == 2)
        assert followed


def test_a_round_that_fails_is_told_and_tried_again(archive: Archive) -> None:
    failing = threading.Event()
    failing.set()

    def follow() -> None:
        if failing.is_set():
            raise ZeroDivisionError("a mistake of ours")

    ingest = IngestSettings(settle_seconds=0, events=False, poll_seconds=0.2)
    settings = archive.settings.model_copy(update={"ingest": ingest})
    watcher = Watcher(archive.catalogue, settings, follow)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        wait_until(lambda: any("a mistake of ours" in reason for reason in reasons(archive)))
        failing.clear()
        wait_until(lambda: not reasons(archive))
    finally:
        watcher.stop()
        thread.join(20)


def test_stopping_ends_the_round_after_the_file_in_hand(archive: Archive) -> None:
    for number in range(40):
        archive.put(f"{number}.txt", f"text {number}")
    ingest = IngestSettings(settle_seconds=0, events=False, workers=1)
    settings = archive.settings.model_copy(update={"ingest": ingest})
    watcher = Watcher(archive.catalogue, settings, lambda: None)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    wait_until(lambda: documents(archive) > 0)
    watcher.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert documents(archive) < 40


def test_the_index_follows_while_many_files_are_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.folder.watch._FOLLOW_EVERY", 0)
    for number in range(5):
        archive.put(f"{number}.txt", f"text {number}")
    with watching(archive, IngestSettings(settle_seconds=0, poll_seconds=600)) as followed:
        wait_until(lambda: documents(archive) == 5)
    assert len(followed) >= 5
