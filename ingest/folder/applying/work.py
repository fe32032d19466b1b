"""What carrying out a plan works with: the catalogue, what describes files, and the round's report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, store
from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.tables import Document
from archive.catalogue.values import Origin
from archive.folder.outcomes import Outcome, PlaceState, Progress
from archive.kept.originals import Originals
from archive.settings import Settings
from ingest.describe import describe
from ingest.describe.descriptors import DescriptorReader, Descriptors
from ingest.folder.applying.arriving import hold_what_comes_out
from ingest.folder.applying.failures import concerns_every_file, in_words
from ingest.folder.reconcile import Seen
from ingest.folder.report import RefusedFile, Report

log = structlog.get_logger("ingest.folder")

_REASONS = {
    Progress.GROWING: "still growing",
    Progress.QUEUED: "waits for its turn to be read",
    Progress.READING: "is being read",
}
_NOTE_FOR = 2.0  # seconds of a round, so that a mass drop keeps nobody waiting for being listed
_BATCH = 100  # files to a transaction, which others who write wait for
_READ_IN_THE_FILE = frozenset({Origin.EMBEDDED, Origin.PAGE, Origin.CONTENT})
_T = TypeVar("_T")


def batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield so many items at a time as go into one transaction."""
    for first in range(0, len(items), _BATCH):
        yield items[first : first + _BATCH]


@dataclass
class Work:
    """One round's work. `advance` is called with the path of each file that is done.

    `entries` is the ledger as the round found it.
    """

    catalogue: Catalogue
    settings: Settings
    report: Report
    entries: Mapping[str, Entry]
    advance: Callable[[str], None]
    originals: Originals = field(init=False)
    _descriptors: DescriptorReader = field(init=False)

    def __post_init__(self) -> None:
        """Find originals and descriptors by the settings."""
        self.originals = Originals(self.settings.archive.data)
        self._descriptors = DescriptorReader(self.settings.archive.folder)

    @contextmanager
    def at_the_cost_of(self, path: str) -> Iterator[None]:
        """Let what goes wrong with one file stop no other. It is told, and tried again next time.

        What is wrong with the disk or the database is wrong with every file, and ends the round.
        """
        try:
            yield
        except Exception as error:
            if concerns_every_file(error):
                raise
            log.exception("a file could not be followed", path=path)
            self.report.problems.append(f"{path}: {in_words(error)}")

    def describing(self, seen: Seen) -> Descriptors | None:
        """Return what describes a file; None where that is not what the scan saw.

        Then it is being written just now, and the next scan sees it whole.
        """
        found = self._descriptors.find(seen.path)
        return found if found.unread or found.digest == seen.descriptors else None

    def restate(self, session: Session, document: Document, path: str) -> bool:
        """Say anew what the files at a path say of a document; tell whether readers see a change."""
        statements = describe(path, None, (), self._descriptors.find(path))
        if hold_what_comes_out(session, document, path, self.settings.publish):
            events.record(session, "held", document.id, reasons=document.held_for)
        return store.restate(session, document, path, statements, keep=_READ_IN_THE_FILE)

    def wait(self, *files: Seen) -> None:
        """Note files that are still growing, or stand in line to be hashed."""
        queued = [seen for seen in files if seen.queued]
        growing = [seen for seen in files if not seen.queued]
        self.report.unread += [seen.path for seen in queued]
        self.report.waiting += [seen.path for seen in growing]
        self.note(Progress.QUEUED, *queued)
        self.note(Progress.GROWING, *growing)

    def note(self, progress: Progress, *files: Seen) -> None:
        """Note what is being done with files, beside what became of them before.

        Of very many only those that it comes to in a moment: the rest is noted by the next round.
        """
        new = [seen for seen in files if not self._is_noted(progress, seen.path)]
        until = time.monotonic() + _NOTE_FOR
        for some in batches(new):
            if time.monotonic() >= until:
                return
            with self.catalogue.write() as session:
                for seen in some:
                    self._note(session, progress, seen)

    def _note(self, session: Session, progress: Progress, seen: Seen) -> None:
        known = ledger.entry_at(session, seen.path)
        if known is None or known.state == PlaceState.SKIPPED:
            known = Entry(seen.path, seen.fingerprint, "", seen.descriptors, PlaceState.WAITING)
        reason = _REASONS[progress] if known.state == PlaceState.WAITING else known.reason
        ledger.put(session, replace(known, progress=progress, reason=reason))

    def _is_noted(self, progress: Progress, path: str) -> bool:
        before = self.entries.get(path)
        return before is not None and before.progress == progress

    def still_stands_for(self, session: Session, seen: Seen, moved_from: str = "") -> str | None:
        """Return the document whose older version a path goes on to stand for when it is refused.

        What came with the refused bytes may say something new of it: that it is to be hidden.
        """
        before = ledger.entry_at(session, seen.path)
        if moved_from and (before is None or before.document is None):
            before = ledger.entry_at(session, moved_from)
        document = session.get(Document, before.document) if before and before.document else None
        if before is None or document is None:
            return None
        if document.source == seen.path and before.descriptors != seen.descriptors:
            self.restate(session, document, seen.path)
        return document.id

    def refused(self, path: str, outcome: str, reason: str) -> None:
        """Count a file that was refused."""
        self.count(Outcome(outcome))
        self.report.refused.append(RefusedFile(path, outcome, reason))

    def count(self, outcome: Outcome) -> None:
        """Count what became of reading a file."""
        self.report.outcomes[outcome.value] = self.report.outcomes.get(outcome.value, 0) + 1
