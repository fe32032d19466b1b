"""Each document agrees with its places: of several, one names and describes it, its home.

Made from the ledger alone, so that it also mends what a run that was killed left half-way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, store
from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.tables import Document
from archive.folder.outcomes import PlaceState
from ingest.folder.report import Report


class Homes:
    """Brings documents into line with their places, and counts what that did in a report."""

    def __init__(
        self, catalogue: Catalogue, report: Report, restate: Callable[[Session, Document, str], bool]
    ) -> None:
        """Work on this catalogue; `restate` says anew what the files at a path say of a document."""
        self._catalogue = catalogue
        self._report = report
        self._restate = restate

    def unsettled(self) -> list[tuple[str, str]]:
        """Return id and source of documents that do not agree with their places, also after a kill."""
        with self._catalogue.read() as session:
            held: dict[str, dict[str, PlaceState]] = {}
            for entry in ledger.entries(session).values():
                if entry.document:
                    held.setdefault(entry.document, {})[entry.path] = entry.state
            query = select(Document.id, Document.source, Document.withdrawn_at).where(
                Document.joined_to.is_(None)  # its places are those of the document it went on as
            )
            return [
                (document, source)
                for document, source, withdrawn in session.execute(query)
                if not _agrees(source, withdrawn is not None, held.get(document, {}))
            ]

    def settle(self, document_id: str) -> None:
        """Withdraw a document that stands nowhere; bring back, or describe anew, one that moved."""
        with self._catalogue.write() as session:
            document = session.get_one(Document, document_id)
            places = ledger.places_of(session, document_id)
            if not places:
                store.withdraw(document)
                events.record(session, "withdrawn", document_id)
                self._report.withdrawn += 1
                return
            home = _home(document.source, places)
            for place in places:
                state = PlaceState.ARCHIVED if place == home else PlaceState.DUPLICATE
                if place.state not in (PlaceState.REFUSED, state):
                    ledger.put(session, replace(place, state=state))
            if document.withdrawn_at is not None:
                store.restore(document)
                self._restate(session, document, home.path)
                events.record(session, "restored", document_id)
                self._report.added += 1
            elif document.source != home.path:
                self._restate(session, document, home.path)
                events.record(session, "moved", document_id)
                self._report.moved += 1
            elif home.state == PlaceState.DUPLICATE:  # back after other bytes: perhaps described anew
                self._restate(session, document, home.path)


def _agrees(source: str, withdrawn: bool, places: dict[str, PlaceState]) -> bool:
    """Tell whether a document is where its places say, and one of them is its home."""
    if not places:
        return withdrawn
    home = places.get(source) in (PlaceState.ARCHIVED, PlaceState.REFUSED)
    homes = sum(state == PlaceState.ARCHIVED for state in places.values())
    return not withdrawn and home and homes <= 1


def _home(source: str, places: tuple[Entry, ...]) -> Entry:
    """Choose the place that names and describes a document: where it was, else the first by path."""
    readable = [place for place in places if place.state != PlaceState.REFUSED] or list(places)
    return next((place for place in places if place.path == source), readable[0])
