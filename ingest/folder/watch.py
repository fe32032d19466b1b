"""Watching the folder: reconcile again and again, sooner where the file system says something moved.

Events only hint (decision 4): on a network share there are none, and polling alone finds all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import structlog
from watchfiles import watch as file_events

from archive.catalogue import Catalogue
from archive.catalogue.folder import events
from archive.catalogue.staff import requests
from archive.kept.lock import LockHeld, writer_lock
from archive.settings import Settings
from ingest.folder.reconciler import Progress, Reconciler
from ingest.folder.report import Report

log = structlog.get_logger("ingest.watch")

_READ_FOR = 5.0  # seconds, so that of many files dropped at once none keeps a take-down waiting
_LOOK_EVERY = 0.5  # seconds, for what staff ask
_FOLLOW_EVERY = 2.0  # seconds, so that of many files dropped at once the first are found at once


class _Stopped(Exception):  # noqa: N818 - what happened to the round
    """The watcher was told to stop."""


class Watcher:
    """Reconciles until told to stop.

    `follow` is called now and then during a long reconciliation and after each, lock held.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        follow: Callable[[], object],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """Watch the folder of these settings; `before` is called before each round, lock held."""
        self._settings = settings
        self._catalogue = catalogue
        self._reconciler = Reconciler(catalogue, settings)
        self._reconciler.settling.patience = settings.ingest.patience_seconds
        self._follow = follow
        self._before = before
        self._followed = time.monotonic()
        self._stop = threading.Event()
        self._wake = threading.Event()

    def stop(self) -> None:
        """End after the file that is being worked on; safe to call from a signal handler."""
        self._stop.set()
        self._wake.set()

    def run(self) -> None:
        """Watch until :meth:`stop`. What goes wrong in one round is logged and tried again."""
        if self._settings.ingest.events:
            threading.Thread(target=self._listen, name="file-events", daemon=True).start()
        while not self._stop.is_set():
            pause = self._pause_after(self._round())
            self._wait(min(pause, self._settings.ingest.poll_seconds))
            self._wake.clear()
        self._reconciler.close()

    def _wait(self, pause: float) -> None:
        """Wait so many seconds, or until something moves in the folder or staff ask for something."""
        until = time.monotonic() + pause
        while (left := until - time.monotonic()) > 0 and not self._wake.wait(min(left, _LOOK_EVERY)):
            with self._catalogue.read() as session:
                if requests.any_waiting(session):
                    return

    def _pause_after(self, report: Report | None) -> float:
        """Return how long to wait after a round: not at all where files wait for their turn."""
        if report is not None and report.unread and not report.paused:
            return 0.0
        if report is not None and report.waits:
            return max(self._settings.ingest.settle_seconds, 0.2)
        return self._settings.ingest.poll_seconds

    def _round(self) -> Report | None:
        """Reconcile once and let the index follow; None where that was not possible."""
        settings = self._settings
        try:
            with writer_lock(settings.archive.data, "the watcher", settings.archive.lock_wait):
                self._before()
                progress = Progress(advance=self._advance, look=self._go_on)
                report = self._reconciler.run(progress=progress, seconds=_READ_FOR)
                self._follow()
                self._tell({})
        except _Stopped:
            return None
        except LockHeld as held:
            log.info("the watcher waits its turn", holder=str(held))
            return None
        except Exception as error:  # whatever it is, the watcher must not stop for ever
            log.exception("this round of the watcher failed; it will be tried again")
            self._tell({"failed": f"the watcher's last round failed: {type(error).__name__}: {error}"[:500]})
            return None
        self._log(report)
        return report

    def _go_on(self, _path: str) -> None:
        if self._stop.is_set():
            raise _Stopped

    def _advance(self, path: str) -> None:
        """Let the index follow what is done so far, then go on."""
        self._go_on(path)
        if time.monotonic() - self._followed >= _FOLLOW_EVERY:
            self._follow()
            self._followed = time.monotonic()

    def _tell(self, failure: dict[str, str]) -> None:
        """Let `/healthz` and `status` say that rounds fail, if the catalogue can still be written."""
        try:
            with self._catalogue.write() as session:
                events.set_notices(session, "watcher.", failure, degraded=True)
        except Exception:
            log.exception("that the watcher fails could not be noted in the catalogue")

    def _log(self, report: Report) -> None:
        if report.did_something:
            log.info(
                "folder reconciled",
                added=report.added,
                changed=report.changed,
                moved=report.moved,
                withdrawn=report.withdrawn,
                refused=len(report.refused),
            )

    def _listen(self) -> None:
        folder: Path = self._settings.archive.folder
        while not self._stop.is_set():
            try:
                for _changes in file_events(folder, stop_event=self._stop, watch_filter=None, debounce=400):
                    self._wake.set()
            except (OSError, RuntimeError) as error:
                log.info("no file system events just now; polling goes on", reason=str(error))
            self._stop.wait(self._settings.ingest.poll_seconds)
