"""Making pictures beside the watcher's rounds, in its process, after everything else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable

import structlog
from sqlalchemy import exists, select

from archive.catalogue import Catalogue
from archive.catalogue.folder import events
from archive.catalogue.tables import Place, Version
from archive.folder.outcomes import Progress
from archive.kept.pictures import Pictures
from archive.settings import Settings
from ingest.picturing import made as notes
from ingest.picturing import placing, room, slides, wanted
from ingest.picturing.made import Made
from ingest.picturing.making import Maker
from ingest.picturing.wanted import Wanted
from ingest.sandbox.process import Cancelled, Running

log = structlog.get_logger("ingest.picturing")

EVENT = "no-pictures"
"""The kind of event that tells that a file has no pictures, and why."""

PAUSE = 1.0
"""Seconds between two looks for what is new, and at what goes before it."""

_AFTER_TROUBLE = 60.0  # seconds until the next try where something is wrong with the machine
_TIDY_EVERY = 50  # files, so that the room is kept to while much is made
_MAKERS = "pictures 1"  # raise it, and everything is drawn anew


class PictureMaker:
    """Makes what is missing, the newest first, until :meth:`stop`.

    New files go first: while any is being read, or stands in line, no further file is begun.
    """

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        """Prepare; nothing is started yet."""
        self._catalogue, self._settings = catalogue, settings
        self._pictures = Pictures(settings.archive.data)
        libreoffice = slides.find(settings.pictures.libreoffice)
        self._tool = ", ".join(filter(None, (_MAKERS, slides.version(libreoffice))))
        self._running = Running()
        self._maker = Maker(catalogue, settings.archive.data, libreoffice, self._tool, self._running)
        self._stop = threading.Event()
        self._seen = (-1, -1)  # the stamp of the catalogue when all was made last
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)

    def start(self) -> None:
        """Begin, unless the settings say that there are no pictures."""
        if self._settings.pictures.enabled:
            self._thread.start()

    def stop(self) -> None:
        """End; what is being drawn just now is drawn at the next start."""
        self._stop.set()
        self._running.cancel()
        if self._thread.is_alive():
            self._thread.join()

    def missing(self) -> list[Wanted]:
        """Return the files that pictures are still to be made of, the newest first."""
        with self._catalogue.read() as session:
            every = wanted.newest(session)
        found: dict[str, Wanted] = {}
        for each in every:
            if each.sha256 not in found and self._is_missing(each):
                found[each.sha256] = each
        return list(found.values())

    def step(self, each: Wanted, advance: Callable[[int], None] = lambda _count: None) -> Made | None:
        """Make the pictures of one file; what goes wrong with it is noted, and told to staff."""
        made = self._maker.make(each, advance)
        if made is not None and (made.reason or made.failed):
            reason = made.reason or f"{len(made.failed)} pages could not be drawn"
            log.warning("pictures are missing", document=each.document, reason=reason)
            with self._catalogue.write() as session:
                events.record(session, EVENT, each.document, reason=reason)
        return made

    def _run(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            pause = PAUSE
            try:
                self.look()
            except Cancelled:
                return
            except Exception:
                log.exception("pictures could not be made; it will be tried again")
                pause = _AFTER_TROUBLE

    def look(self) -> None:
        """Make what is missing, as long as nothing goes before it; where all is made, see what is new."""
        with self._catalogue.read() as session:
            stamp = wanted.stamp(session)
        if stamp == self._seen or not self._may_go_on():
            return
        with self._catalogue.write() as session:
            placing.spread(session)
        for count, each in enumerate(self.missing()):
            if self._stop.is_set() or not self._may_go_on():
                return
            if count and not count % _TIDY_EVERY:
                self.tidy()
            self.step(each)
        self.tidy()
        self._seen = stamp

    def _may_go_on(self) -> bool:
        """Tell whether no file waits to be read, and there is room on the disk."""
        free = shutil.disk_usage(self._settings.archive.data).free
        if free < self._settings.ingest.min_free_mb << 20:
            return False
        busy = exists().where(Place.progress.in_((Progress.QUEUED.value, Progress.READING.value)))
        with self._catalogue.read() as session:
            return not session.scalar(select(busy))

    def tidy(self) -> None:
        """Sweep out what is of no version, and keep to the room that the settings give."""
        with self._catalogue.read() as session:
            known = frozenset(session.scalars(select(Version.sha256)))
            newest_first = [each.sha256 for each in wanted.newest(session)]
        room.sweep(self._pictures, known)
        most = round(self._settings.pictures.max_gb * 1e9)
        if lost := room.make_room(self._pictures, newest_first, most):
            log.info("pictures made room for newer ones", files=lost, max_gb=self._settings.pictures.max_gb)

    def _is_missing(self, each: Wanted) -> bool:
        made = notes.read(self._pictures.folder(each.sha256))
        if made is None or made.tool.partition(",")[0] != _MAKERS:
            return True
        return bool(made.reason or made.failed) and made.tool != self._tool
