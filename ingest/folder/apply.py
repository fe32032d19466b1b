"""Carrying out a plan: one catalogue transaction for each file, so that a kill loses none.

Files are read from the kept original, not from the folder, so that what is catalogued, what is
kept and what was hashed are the same bytes whatever happens in the folder meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, events, ledger, store
from archive.catalogue.ledger import Entry
from archive.catalogue.tables import Document, Version
from archive.catalogue.values import Origin
from archive.originals import Originals
from archive.outcomes import Outcome, PlaceState
from archive.settings import Settings
from ingest.describe import describe
from ingest.describe.descriptors import DescriptorReader
from ingest.folder.failures import concerns_every_file, in_words
from ingest.folder.homes import Homes
from ingest.folder.reconcile import Action, Add, Change, Gone, Place, Redescribe, Seen, Wait
from ingest.folder.report import RefusedFile, Report
from ingest.readers.reading import Limits
from ingest.sandbox import Reading, read_files

log = structlog.get_logger("ingest.folder")

_READ_IN_THE_FILE = frozenset({Origin.EMBEDDED, Origin.PAGE, Origin.CONTENT})


class Applier:
    """Carries out the actions of one plan and fills its report. Needs the writer's lock."""

    def __init__(
        self, catalogue: Catalogue, settings: Settings, report: Report, advance: Callable[[str], None]
    ) -> None:
        """Work on this catalogue; call `advance` with the path of each file that is done."""
        self._catalogue = catalogue
        self._settings = settings
        self._folder = settings.archive.folder
        self._originals = Originals(settings.archive.data)
        self._descriptors = DescriptorReader(self._folder)
        self._report = report
        self._advance = advance

    def apply(self, actions: tuple[Action, ...]) -> None:
        """Carry out the actions, then see that each document agrees with its places.

        What stands on bytes that are known comes first, so that a document that moved is found at
        its new path before another file's bytes are read at its old one.
        """
        self._originals.sweep()
        known = self._known_hashes()
        placed, reads, rest = [], [], []
        for action in actions:
            if isinstance(action, Add | Change):
                reads.append(action)
            elif isinstance(action, Place) and action.seen.sha256 in known:
                placed.append(action)
            else:
                rest.append(action)
        self._each(placed)
        self._read(reads)
        self._each(rest)
        homes = Homes(self._catalogue, self._report, self._restate)
        for document, source in homes.unsettled():
            with self._at_the_cost_of(source):
                homes.settle(document)

    def _each(self, actions: Iterable[Place | Redescribe | Gone | Wait]) -> None:
        for action in actions:
            path = action.path if isinstance(action, Gone) else action.seen.path
            with self._at_the_cost_of(path):
                match action:
                    case Place():
                        self._place(action)
                    case Redescribe():
                        self._redescribe(action)
                    case Gone():
                        self._gone(action)
                    case Wait():
                        self._wait(action.seen)
            self._advance(path)

    @contextmanager
    def _at_the_cost_of(self, path: str) -> Iterator[None]:
        """Let what goes wrong with one file stop no other. It is told, and tried again next time.

        What is wrong with the disk or the database is wrong with every file, and ends the round.
        """
        try:
            yield
        except Exception as error:
            if concerns_every_file(error):
                raise
            log.exception("a file could not be followed", path=path)
            self._report.problems.append(f"{path}: {in_words(error)}")

    def _known_hashes(self) -> frozenset[str]:
        with self._catalogue.read() as session:
            return frozenset(ledger.latest_hashes(session))

    def _read(self, actions: list[Add | Change]) -> None:
        """Read files on all cores; each is catalogued as soon as it is read."""
        by_original: dict[Path, Add | Change] = {}
        limits = limits_of(self._settings)
        kept = self._kept(actions, by_original, limits)
        workers = self._settings.ingest.workers
        with closing(read_files(kept, limits, workers, lambda o: _name(by_original[o].seen))) as readings:
            for original, reading in readings:
                action = by_original.pop(original)
                with self._at_the_cost_of(action.seen.path):
                    self._catalogue_it(action, reading)
                self._advance(action.seen.path)

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
        self._refuse(action.seen, reading)

    def _kept(
        self, actions: list[Add | Change], by_original: dict[Path, Add | Change], limits: Limits
    ) -> Iterator[Path]:
        """Yield each file's kept original, copied just before it is read."""
        for action in actions:
            original = None
            with self._at_the_cost_of(action.seen.path):
                original = self._keep(action.seen, limits)
            if original is None:
                self._advance(action.seen.path)
            else:
                by_original[original] = action
                yield original

    def _keep(self, seen: Seen, limits: Limits) -> Path | None:
        """Copy a file to the originals; None where it is not what the scan saw, or may fill the disk."""
        if seen.fingerprint.size > limits.file_bytes:
            self._refuse(seen, _too_large(seen, limits))
            return None
        try:
            sha256, _ = self._originals.keep(self._folder / seen.path)
        except FileNotFoundError:
            return None  # the next scan will say that it is gone
        if sha256 != seen.sha256:
            self._wait(seen)
            return None
        return self._originals.path(sha256)

    def _archive(self, action: Add | Change, reading: Reading) -> None:
        seen = action.seen
        found = self._descriptors.find(seen.path)
        statements = describe(seen.path, reading.summary, reading.pages, found)
        content = _content(seen, reading)
        with self._catalogue.write() as session:
            if isinstance(action, Change):
                document = session.get_one(Document, action.document)
                store.add_version(session, document, content, seen.path, statements)
                self._report.changed += 1
            else:
                document = store.add_document(session, content, seen.path, statements)
                self._report.added += 1
            ledger.put(session, _entry(seen, PlaceState.ARCHIVED, reading, document.id))
            kind = "changed" if isinstance(action, Change) else "added"
            events.record(session, kind, document.id, version=document.version, outcome=content.outcome.value)
        self._count(reading.outcome)
        self._report.pages += len(reading.pages)
        log.info("file archived", path=seen.path, outcome=reading.outcome.value, pages=len(reading.pages))

    def _refuse(self, seen: Seen, reading: Reading) -> None:
        with self._catalogue.write() as session:
            document = self._still_stands_for(session, seen)
            ledger.put(session, _entry(seen, PlaceState.REFUSED, reading, document))
            events.record(session, "refused", document, sha256=seen.sha256, outcome=reading.outcome.value)
            referred = session.scalar(select(Version.id).where(Version.sha256 == seen.sha256))
        if referred is None:
            self._originals.discard(seen.sha256)
        self._count(reading.outcome)
        self._report.refused.append(RefusedFile(seen.path, reading.outcome.value, reading.reason))
        log.warning("file refused", path=seen.path, outcome=reading.outcome.value, reason=reading.reason)

    def _place(self, action: Place) -> None:
        """Let bytes that a document has already stand at one more path, or at another."""
        seen = action.seen
        with self._catalogue.write() as session:
            document = ledger.latest_holder(session, seen.sha256)
            if document is None:
                self._refuse_like_its_twin(session, seen)
                return
            if action.moved_from:
                ledger.remove(session, action.moved_from)
            version = session.scalars(
                select(Version).where(Version.document_id == document).order_by(Version.number.desc())
            ).first()
            entry = Entry(
                path=seen.path,
                fingerprint=seen.fingerprint,
                sha256=seen.sha256,
                descriptors=seen.descriptors,
                state=PlaceState.DUPLICATE,  # of the document's places one is chosen in _settle
                outcome=version.outcome if version else "",
                reader=version.reader if version else "",
                document=document,
            )
            ledger.put(session, entry)

    def _refuse_like_its_twin(self, session: Session, seen: Seen) -> None:
        """The same bytes were refused under another name in this plan: say the same of these."""
        twin = next(iter(ledger.with_hash(session, seen.sha256)), None)
        if twin is None or twin.state != PlaceState.REFUSED:
            return  # its twin still waits, so the next scan plans it anew
        document = self._still_stands_for(session, seen)
        same = replace(twin, path=seen.path, fingerprint=seen.fingerprint, descriptors=seen.descriptors)
        ledger.put(session, replace(same, document=document))
        self._count(Outcome(twin.outcome))
        self._report.refused.append(RefusedFile(seen.path, twin.outcome, twin.reason))

    def _still_stands_for(self, session: Session, seen: Seen) -> str | None:
        """Return the document whose older version a path goes on to stand for when it is refused.

        What came with the refused bytes may say something new of it: that it is to be hidden.
        """
        before = ledger.entry_at(session, seen.path)
        document = session.get(Document, before.document) if before and before.document else None
        if before is None or document is None:
            return None
        if document.source == seen.path and before.descriptors != seen.descriptors:
            self._restate(session, document, seen.path)
        return document.id

    def _redescribe(self, action: Redescribe) -> None:
        seen = action.seen
        with self._catalogue.write() as session:
            known = ledger.entry_at(session, seen.path)
            if known is None:
                return
            entry = replace(known, fingerprint=seen.fingerprint, descriptors=seen.descriptors)
            ledger.put(session, entry)
            document = session.get(Document, known.document) if known.document else None
            if document is None or not action.restate or document.source != seen.path:
                self._report.unchanged += 1
            elif self._restate(session, document, seen.path):
                events.record(session, "redescribed", document.id)
                self._report.changed += 1
            else:
                self._report.unchanged += 1

    def _gone(self, action: Gone) -> None:
        with self._catalogue.write() as session:
            ledger.remove(session, action.path)

    def _wait(self, seen: Seen) -> None:
        self._report.waiting.append(seen.path)
        with self._catalogue.write() as session:
            if ledger.entry_at(session, seen.path) is None:
                entry = Entry(seen.path, seen.fingerprint, "", seen.descriptors, PlaceState.WAITING)
                ledger.put(session, replace(entry, reason="still growing"))

    def _restate(self, session: Session, document: Document, path: str) -> bool:
        statements = describe(path, None, (), self._descriptors.find(path))
        return store.restate(session, document, path, statements, keep=_READ_IN_THE_FILE)

    def _count(self, outcome: Outcome) -> None:
        self._report.outcomes[outcome.value] = self._report.outcomes.get(outcome.value, 0) + 1


def _name(seen: Seen) -> str:
    return seen.path.rpartition("/")[2]


def _too_large(seen: Seen, limits: Limits) -> Reading:
    size, most = seen.fingerprint.size >> 20, limits.file_bytes >> 20
    return Reading(Outcome.TOO_LARGE, f"{size} MiB; at most {most} are read")


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


def _entry(seen: Seen, state: PlaceState, reading: Reading, document: str | None) -> Entry:
    return Entry(
        path=seen.path,
        fingerprint=seen.fingerprint,
        sha256=seen.sha256,
        descriptors=seen.descriptors,
        state=state,
        outcome=reading.outcome.value,
        reason=reading.reason,
        reader=reading.summary.reader if reading.summary else "",
        document=document,
    )


def _content(seen: Seen, reading: Reading) -> store.Content:
    summary = reading.summary
    return store.Content(
        sha256=seen.sha256,
        size=seen.fingerprint.size,
        format=reading.format,
        file_name=_name(seen),
        modified_at=datetime.fromtimestamp(seen.fingerprint.mtime_ns / 1e9, UTC),
        outcome=reading.outcome,
        reason=reading.reason,
        reader=summary.reader if summary else "",
        page_count=len(reading.pages),
        pages=reading.pages,
        embedded=summary.embedded if summary else {},
        outline=[[e.level, e.title, e.page] for e in summary.outline] if summary else [],
        counts=summary.counts if summary else {},
    )
