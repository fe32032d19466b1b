"""Taking files in: kept, read in the sandbox, and archived or refused.

Files are read from the kept original, not from the folder, so that what is catalogued, what is
kept and what was hashed are the same bytes whatever happens in the folder meanwhile. Reading goes
on from one round to the next: a file that is read when a round ends is taken in by the one that
comes after, if that still plans it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import select

from archive.catalogue import store
from archive.catalogue.alike import likeness
from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.tables import Document, Version
from archive.catalogue.values import effective
from archive.folder.outcomes import Outcome, PlaceState, Progress
from archive.kept.ids.following import follow
from archive.settings import Settings
from ingest.describe import describe
from ingest.describe.warnings import find
from ingest.folder.applying.arriving import held_for
from ingest.folder.applying.failures import concerns_every_file, in_words
from ingest.folder.applying.refusing import refuse, too_large
from ingest.folder.applying.work import Work
from ingest.folder.reconcile import Add, Change, Seen
from ingest.readers.reading import Limits
from ingest.sandbox import Pool, Reading

log = structlog.get_logger("ingest.folder")


class Intake:
    """Takes in what a plan wants read, in a bounded time. `done` counts the hashes taken in."""

    def __init__(self, work: Work, pool: Pool) -> None:
        """Read with this pool, which may still be busy with what an earlier round began."""
        self._work = work
        self._pool = pool
        self._limits = limits_of(work.settings)
        self.done: set[str] = set()

    def read(self, actions: Sequence[Add | Change], until: float | None) -> None:
        """Read files on all cores; each is catalogued as soon as it is read.

        `until` is a time of `time.monotonic`; what is not taken in by then is reported as unread.
        """
        wanted = {self._original(action.seen): action for action in actions}
        waiting = [action for path, action in wanted.items() if path not in self._pool.in_hand]
        waiting.reverse()
        self._work.note(Progress.QUEUED, *(action.seen for action in waiting))
        while True:
            while waiting and self._pool.has_room and not _is_over(until) and self._has_space(waiting[-1]):
                self._begin(waiting.pop(), wanted)
            if not self._pool.in_hand or _is_over(until):
                break
            left = None if until is None else max(0.0, until - time.monotonic())
            for original, reading in self._pool.ready(left):
                self._take(original, reading, wanted.pop(original, None))
        self._work.report.unread += [action.seen.path for action in wanted.values()]

    def _has_space(self, action: Add | Change) -> bool:
        """Tell whether a file can be kept and the set space stays free; if not, reading pauses."""
        least = self._work.settings.ingest.min_free_mb << 20
        free = shutil.disk_usage(self._work.settings.archive.data).free
        if free >= least + action.seen.fingerprint.size:
            return True
        self._work.report.paused = (
            f"reading is paused: {free >> 20} MiB are free on the disk of archive.data, and with less than "
            f"{least >> 20} beside the next file nothing is read. Free some space there"
        )
        return False

    def _original(self, seen: Seen) -> Path:
        return self._work.originals.path(seen.sha256)

    def _begin(self, action: Add | Change, wanted: dict[Path, Add | Change]) -> None:
        """Keep a file and begin to read it; leave it out where it is not what the scan saw."""
        kept = False
        with self._work.at_the_cost_of(action.seen.path):
            kept = self._keep(action)
        if kept:
            self._work.note(Progress.READING, action.seen)
            self._pool.start(self._original(action.seen), _name(action.seen))
        else:
            del wanted[self._original(action.seen)]
            self._work.advance(action.seen.path)

    def _keep(self, action: Add | Change) -> bool:
        """Copy a file to the originals; not where it is not what the scan saw, or may fill the disk."""
        seen = action.seen
        if seen.fingerprint.size > self._limits.file_bytes:
            self._refuse(seen, too_large(seen, self._limits), _moved_from(action))
            return False
        try:
            folder = self._work.settings.archive.folder
            sha256, _ = self._work.originals.keep(folder / seen.path, folder)
        except FileNotFoundError:
            return False  # the next scan will say that it is gone
        if sha256 != seen.sha256:
            self._discard(sha256)
            self._work.wait(seen)
            return False
        return True

    def _take(self, original: Path, reading: Reading, action: Add | Change | None) -> None:
        """Take in what was read; drop it where the folder no longer holds it so."""
        if action is None:
            self._discard(original.name)
            return
        with self._work.at_the_cost_of(action.seen.path):
            self._catalogue_it(action, reading)
        self.done.add(action.seen.sha256)
        self._work.advance(action.seen.path)

    def _catalogue_it(self, action: Add | Change, reading: Reading) -> None:
        """Archive or refuse a file. One that cannot be catalogued is refused, and not read for ever."""
        if reading.outcome.archived:
            try:
                self._archive(action, reading)
                return
            except Exception as error:
                if concerns_every_file(error):
                    raise
                log.exception("a file could not be catalogued", path=action.seen.path)
                reason = f"it was read, but cannot be catalogued: {in_words(error)}"
                reading = Reading(Outcome.DAMAGED, reason, reading.format)
        self._refuse(action.seen, reading, _moved_from(action))

    def _archive(self, action: Add | Change, reading: Reading) -> None:
        seen, work = action.seen, self._work
        found = work.describing(seen)
        if found is None:  # what describes it is being written: the next round takes it in
            work.wait(seen)
            return
        statements = describe(seen.path, reading.summary, reading.pages, found)
        title = str(effective(statements)["title"].value)
        warnings = find(_name(seen), [title], reading.pages)
        content = replace(_content(seen, reading), warnings=warnings)
        publish = work.settings.publish
        with work.catalogue.write() as session:
            if isinstance(action, Change):
                document = session.get_one(Document, action.document)
                reasons = held_for(session, seen.path, seen.sha256, warnings, publish, document.id)
                store.add_version(session, document, content, seen.path, statements, reasons)
                work.report.changed += 1
            else:
                reasons = held_for(session, seen.path, seen.sha256, warnings, publish)
                document = store.add_document(session, content, seen.path, statements, reasons)
                work.report.added += 1
            ledger.forget(session, _moved_from(action))
            ledger.put(session, _entry(seen, reading, document.id))
            kind = "changed" if isinstance(action, Change) else "added"
            events.record(session, kind, document.id, version=document.version, outcome=content.outcome.value)
            if reasons:
                events.record(session, "held", document.id, reasons=list(reasons))
        follow(work.catalogue, work.settings.archive.data, {seen.sha256})
        work.count(reading.outcome)
        work.report.pages += len(reading.pages)
        log.info("file archived", path=seen.path, outcome=reading.outcome.value, pages=len(reading.pages))

    def _refuse(self, seen: Seen, reading: Reading, moved_from: str = "") -> None:
        refuse(self._work, self._limits, seen, reading, moved_from)
        self._discard(seen.sha256)

    def _discard(self, sha256: str) -> None:
        """Remove an original that no version refers to and nobody reads."""
        with self._work.catalogue.read() as session:
            referred = session.scalar(select(Version.id).where(Version.sha256 == sha256))
        if referred is None and self._work.originals.path(sha256) not in self._pool.in_hand:
            self._work.originals.discard(sha256)


def _is_over(until: float | None) -> bool:
    return until is not None and time.monotonic() >= until


def _moved_from(action: Add | Change) -> str:
    return action.moved_from if isinstance(action, Change) else ""


def _name(seen: Seen) -> str:
    return seen.path.rpartition("/")[2]


def limits_of(settings: Settings) -> Limits:
    """Return what one file may cost, by the settings."""
    ingest = settings.ingest
    return Limits(
        pages=ingest.max_pages,
        page_chars=ingest.max_page_chars,
        text_bytes=ingest.max_text_mb << 20,
        file_bytes=ingest.max_file_mb << 20,
        memory_bytes=ingest.memory_mb << 20,
        cpu_seconds=ingest.cpu_seconds,
        wall_seconds=ingest.timeout_seconds,
        pdf_reader=ingest.pdf_reader,
    )


def _entry(seen: Seen, reading: Reading, document: str) -> Entry:
    return Entry(
        path=seen.path,
        fingerprint=seen.fingerprint,
        sha256=seen.sha256,
        descriptors=seen.descriptors,
        state=PlaceState.ARCHIVED,
        outcome=reading.outcome.value,
        reason=reading.reason,
        reader=reading.summary.reader if reading.summary else "",
        document=document,
    )


def _content(seen: Seen, reading: Reading) -> store.Content:
    modified_at = datetime.fromtimestamp(seen.fingerprint.mtime_ns / 1e9, UTC)
    return content_of(seen.sha256, seen.fingerprint.size, _name(seen), modified_at, reading)


def content_of(sha256: str, size: int, name: str, modified_at: datetime, reading: Reading) -> store.Content:
    """Return a file as it was read, for the catalogue."""
    summary = reading.summary
    return store.Content(
        sha256=sha256,
        size=size,
        format=reading.format,
        file_name=name,
        modified_at=modified_at,
        outcome=reading.outcome,
        reason=reading.reason,
        reader=summary.reader if summary else "",
        page_count=len(reading.pages),
        pages=reading.pages,
        embedded=summary.embedded if summary else {},
        outline=[[e.level, e.title, e.page] for e in summary.outline] if summary else [],
        counts=summary.counts if summary else {},
        sketch=likeness.sketch(page.text for page in reading.pages),
        attachments=[asdict(each) for each in summary.attachments] if summary else [],
    )
