"""What staff ask to be fetched, beside the watcher's rounds: it may take minutes, and needs no lock."""

from __future__ import annotations

import threading

import structlog
from sqlalchemy import exists, select

from archive.catalogue import Catalogue
from archive.catalogue.staff import requests
from archive.catalogue.staff.harvesting import accepting
from archive.catalogue.staff.harvesting.items import State
from archive.catalogue.staff.requests import Asked
from archive.catalogue.tables import Harvested
from archive.settings import Settings
from ingest.harvest.fetching.bringing import bring
from ingest.harvest.fetching.connecting import Network

log = structlog.get_logger("ingest.harvest")

PAUSE = 1.0
"""Seconds between two files, so that no site is pressed; and between two looks for what staff ask."""

_FAILED = "Något gick fel. Felet har antecknats i loggen."


class Fetcher:
    """Fetches in a thread, one file at a time, what staff ask for, until :meth:`stop`."""

    def __init__(self, catalogue: Catalogue, settings: Settings, network: Network | None = None) -> None:
        """Prepare; nothing is started yet."""
        self._catalogue, self._settings, self._network = catalogue, settings, network
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fetcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is being fetched just now is asked for again at the next start."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(PAUSE):
            try:
                self.look()
            except Exception:
                log.exception("what staff want fetched could not be looked at; it will be tried again")

    def look(self) -> None:
        """Fetch the next file that was asked for, and accept what was fetched and is a document by now."""
        with self._catalogue.read() as session:
            asked = next((each for each in requests.waiting(session) if each.kind == requests.FETCH), None)
            coming = exists().where(Harvested.state == State.COMING, Harvested.fetched != "")
            any_coming = session.scalar(select(coming))
        if asked is not None:
            self._carry_out(asked)
        if any_coming:
            with self._catalogue.write() as session:
                accepting.accept_what_came(session)

    def _carry_out(self, asked: Asked) -> None:
        try:
            again = bool(asked.detail.get("again"))
            problem = bring(
                self._catalogue, self._settings, int(asked.subject), again=again, network=self._network
            )
        except Exception:
            log.exception("a listed file could not be fetched", number=asked.subject)
            problem = _FAILED
        with self._catalogue.write() as session:
            requests.finish(session, asked.id, problem)
