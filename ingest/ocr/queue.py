"""Working through the queue of pages that are to be read from their pictures, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import structlog

from archive.catalogue import Catalogue, jobs, unasked
from archive.catalogue.jobs import MOST_TRIES, JobState, Key
from archive.kept.lock import LockHeld, writer_lock
from archive.kept.originals import Originals
from archive.settings import Settings
from ingest.folder.applying.failures import concerns_every_file, in_words
from ingest.ocr.claiming import claimed
from ingest.ocr.recognising import reading
from ingest.ocr.recognising.reading import NotRead, Read
from ingest.ocr.recognising.tesseract import Tesseract, is_better
from ingest.ocr.task import Task, next_task
from ingest.ocr.writing import write_failed, write_read
from ingest.sandbox.process import Cancelled, Running

log = structlog.get_logger("ingest.ocr")

_LOCK_TRIES = 2.0  # seconds that the lock is waited for before looking whether to stop


class Done(Enum):
    """What one step through the queue did."""

    NOTHING = "nothing waits, or what does is read by others"
    READ = "a page was read"
    FAILED = "a page could not be read"
    STOPPED = "it was told to stop"


class Queue:
    """The queue as one reader works through it; threads may share one."""

    def __init__(self, catalogue: Catalogue, settings: Settings, tesseract: Tesseract) -> None:
        """Read with this tesseract."""
        self._catalogue, self._settings, self._tesseract = catalogue, settings, tesseract
        self._originals = Originals(settings.archive.data)
        self._running = Running()
        self._stop = threading.Event()

    def stop(self) -> None:
        """End what is being read; it is read anew another time."""
        self._stop.set()
        self._running.cancel()

    def ask_again(self) -> None:
        """Let pages wait that nobody asked for yet, another tesseract failed on, or this one reads better."""
        name = self._tesseract.name
        with self._catalogue.write() as session:
            failed = jobs.tools(session, JobState.FAILED) - {name}
            worse = {tool for tool in jobs.tools(session, JobState.DONE) if is_better(name, tool)}
            jobs.ask_again(session, JobState.FAILED, failed)
            jobs.ask_again(session, JobState.DONE, worse)
            unasked.ask(session)

    def step(self) -> Done:
        """Read the next page that nobody else reads; what is wrong with the machine is raised."""
        elsewhere: set[Key] = set()
        while not self._stop.is_set():
            with self._catalogue.read() as session:
                most = self._settings.ingest.max_page_chars
                task = next_task(session, self._originals, most, elsewhere)
            if task is None:
                return Done.NOTHING
            with claimed(self._settings.archive.data, task.waiting.key) as mine:
                if mine:
                    return self._carry_out(task)
            elsewhere.add(task.waiting.key)
        return Done.STOPPED

    def _carry_out(self, task: Task) -> Done:
        key, tries = task.waiting.key, task.waiting.tries
        if tries >= MOST_TRIES:
            return self._write(key, f"it was begun {tries} times and never came to an end")
        with self._catalogue.write() as session:
            if not jobs.begin(session, key):
                return Done.NOTHING  # another was quicker, or it is gone
        try:
            return self._write(key, self._read(task))
        except Exception as error:
            called_off = isinstance(error, Cancelled)
            if called_off or concerns_every_file(error):  # through no fault of the page
                with self._catalogue.write() as session:
                    jobs.put_back(session, key)
            if called_off:
                return Done.STOPPED
            raise

    def _read(self, task: Task) -> Read | str:
        """Return a page as it is read, or why it is not."""
        try:
            if task.waiting.format != "pdf":
                return f"pages of the format {task.waiting.format or 'unknown'} cannot be drawn"
            return reading.read(task.picture, self._tesseract, self._running)
        except NotRead as error:
            return str(error)
        except Cancelled:
            raise
        except Exception as error:
            if concerns_every_file(error):
                raise
            log.exception("reading a page from its picture went wrong", page=task.waiting.page)
            return in_words(error)

    def _write(self, key: Key, read: Read | str) -> Done:
        """Write what came of a page, the writer's lock held for that alone."""
        tool = self._tesseract.name
        with self._writing(), self._catalogue.write() as session:
            if isinstance(read, str):
                wanted = write_failed(session, key, tool, read)
            else:
                wanted = write_read(session, key, read, tool, self._settings.publish)
        if wanted and isinstance(read, str):
            log.warning("a page could not be read by OCR", version=key[0], page=key[1], reason=read)
        return Done.FAILED if isinstance(read, str) else Done.READ

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the writer's lock, however long others have it; raise Cancelled where told to stop."""
        while not self._stop.is_set():
            try:
                with writer_lock(self._settings.archive.data, "OCR", _LOCK_TRIES):
                    yield
                    return
            except LockHeld:
                continue
        raise Cancelled
