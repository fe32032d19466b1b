"""The watcher: what is dropped into the folder is taken in, by events and by polling alone."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from archive.catalogue.status import status
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


def wait_for_documents(archive: Archive, count: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with archive.catalogue.read() as session:
            if status(session).documents == count:
                return
        threading.Event().wait(0.05)
    raise AssertionError(f"there are not {count} documents after 20 seconds")


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
        wait_for_documents(archive, 1)
        archive.put("ny/andra.txt", "kom sedan")
        wait_for_documents(archive, 2)
        assert followed
