"""Reading pictures beside the watcher's rounds, in its process, after everything else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog
from sqlalchemy import exists, select

from archive.catalogue import Catalogue, jobs
from archive.catalogue.tables import Place
from archive.folder.outcomes import Progress
from archive.settings import Settings
from ingest.ocr.queue import Done, Queue
from ingest.ocr.recognising import tesseract
from ingest.ocr.recognising.tesseract import Tesseract

log = structlog.get_logger("ingest.ocr")

PAUSE = 1.0
"""Seconds between two looks at an empty queue, and at what goes before it."""

_LOOK_FOR_IT_EVERY = 600.0  # seconds: tesseract may be installed while the service runs
_AFTER_TROUBLE = 60.0  # seconds until the next try where something is wrong with the machine


class PictureReader:
    """Reads what waits, in as many threads as the settings say, until :meth:`stop`.

    New files go first: while any is being read, or stands in line, no further page is begun.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        find: Callable[[], Tesseract | str] = tesseract.find,
    ) -> None:
        """Prepare; nothing is started yet. `find` finds tesseract, or tells what to install."""
        self._catalogue, self._settings, self._find = catalogue, settings, find
        self._stop = threading.Event()
        self._queue: Queue | None = None
        self._looked = -_LOOK_FOR_IT_EVERY
        self._told = False
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._run, name=f"ocr-{number}", daemon=True)
            for number in range(settings.ingest.ocr_workers if settings.ingest.ocr == "auto" else 0)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; the page that is being read just now is read at the next start."""
        self._stop.set()
        with self._lock:
            if self._queue is not None:
                self._queue.stop()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            pause = PAUSE
            try:
                if self._may_go_on() and self._step() in (Done.READ, Done.FAILED):
                    pause = 0.0
            except Exception:
                log.exception("pages could not be read from their pictures; it will be tried again")
                pause = _AFTER_TROUBLE

    def _may_go_on(self) -> bool:
        """Tell whether no file waits to be read."""
        busy = exists().where(Place.progress.in_((Progress.QUEUED.value, Progress.READING.value)))
        with self._catalogue.read() as session:
            return not session.scalar(select(busy))

    def _step(self) -> Done:
        queue = self._with_tesseract()
        return queue.step() if queue is not None else Done.NOTHING

    def _with_tesseract(self) -> Queue | None:
        """Return the queue; None where there is nothing to read it with, which is said once."""
        with self._lock:
            if self._queue is not None or time.monotonic() - self._looked < _LOOK_FOR_IT_EVERY:
                return self._queue
            self._looked = time.monotonic()
            found = self._find()
            if isinstance(found, str):
                self._tell(found)
                return None
            self._queue = Queue(self._catalogue, self._settings, found)
            if self._stop.is_set():
                self._queue.stop()
        self._queue.ask_again()
        log.info("pages are read from their pictures with", tool=found.name)
        return self._queue

    def _tell(self, missing: str) -> None:
        with self._catalogue.read() as session:
            waiting = jobs.counts(session).waiting
        if waiting and not self._told:
            log.warning("pages wait for OCR", pages=waiting, reason=missing)
            self._told = True
