"""Finding proposals: what the event log says has come, changed or gone is compared with its like.

A document is compared with those that vanished in the last :data:`WITHIN` (a newer version?) and with
those of the other format in its own folder (the same talk?); one that vanished, with those that came
lately. The log is followed from where the last round stopped, for a bounded time in each round.
"""

from __future__ import annotations

import time
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.alike.likeness import ALIKE
from archive.catalogue.folder import facts
from archive.catalogue.tables import Document, Event
from archive.dates import now
from ingest.folder.likeness.offering import drop_stale, offer_format, offer_version
from ingest.folder.likeness.same_folder import FORMATS, Folder
from ingest.folder.likeness.shelf import Shelf
from ingest.folder.likeness.sketching import sketched

WITHIN = timedelta(days=30)
"""How long after a file vanished another is taken to be its newer version."""

_NEW = ("added", "changed", "ocr")  # what a scan says is known when it has been read
_CAME = (*_NEW, "restored", "moved")
_WENT = "withdrawn"
_FEW = 3  # candidates of one document that are offered
_SECONDS = 1.0  # of a round; what is left waits for the next
_AT_ONCE = 20  # events in one transaction
_FOLLOWED = "likeness.followed"  # the fact that tells the last event looked at


def find(catalogue: Catalogue, seconds: float = _SECONDS) -> bool:
    """Follow the event log for about so long and make proposals; tell whether some of it is left.

    The caller holds the writer's lock.
    """
    until = time.monotonic() + seconds
    with catalogue.read() as session:
        if not _waiting(session, 1):
            return False
    round_ = _Round()
    while time.monotonic() < until:
        with catalogue.write() as session:
            if not round_.follow(session, until):
                return False
    return True


def _waiting(session: Session, count: int) -> list[tuple[int, str, str | None]]:
    """Return number, kind and document of the next events that matter here."""
    followed = int(facts.get(session, _FOLLOWED) or 0)
    query = (
        select(Event.id, Event.kind, Event.document_id)
        .where(Event.id > followed, Event.kind.in_((*_CAME, _WENT)), Event.document_id.is_not(None))
        .order_by(Event.id)
        .limit(count)
    )
    return [(number, kind, document) for number, kind, document in session.execute(query)]


class _Round:
    """One round's look at the log; what is compared with many is read once."""

    def __init__(self) -> None:
        self._vanished: Shelf | None = None
        self._recent: Shelf | None = None
        self._folders: dict[str, Folder] = {}

    def follow(self, session: Session, until: float) -> bool:
        """Look at some more events; tell whether there were any."""
        events = _waiting(session, _AT_ONCE)
        followed = 0
        for number, kind, document in events:
            row = session.get(Document, document)
            # Where it came and went since, a later event says so
            if row is not None and row.joined_to is None and (row.withdrawn_at is None) == (kind != _WENT):
                self._look_at(session, row, kind)
            followed = number
            if time.monotonic() >= until:
                break
        if events:
            facts.put(session, _FOLLOWED, str(followed))
        return bool(events)

    def _look_at(self, session: Session, row: Document, kind: str) -> None:
        drop_stale(session, row)
        own = next(sketched(session, Document.id == row.id), None)
        if own is None:
            return
        if kind == _WENT:
            for alike, document in self._lately(session).near(own.packed, ALIKE)[:_FEW]:
                offer_version(session, row.id, document, alike)
        if kind in _NEW:
            for alike, document in self._lost(session).near(own.packed, ALIKE)[:_FEW]:
                offer_version(session, document, row.id, alike)
        if kind != _WENT and row.format in FORMATS and row.format_of is None:
            for alike, other in self._folder(session, row.source).same_talk(row, own.packed)[:_FEW]:
                offer_format(session, own, other, alike)

    def _lost(self, session: Session) -> Shelf:
        if self._vanished is None:
            self._vanished = Shelf(sketched(session, Document.withdrawn_at > now() - WITHIN))
        return self._vanished

    def _lately(self, session: Session) -> Shelf:
        if self._recent is None:
            came = (Document.withdrawn_at.is_(None), Document.created_at > now() - WITHIN)
            self._recent = Shelf(sketched(session, *came))
        return self._recent

    def _folder(self, session: Session, path: str) -> Folder:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = Folder(session, folder)
        return self._folders[folder]
