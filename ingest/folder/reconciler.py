"""One reconciliation from end to end: scan, plan, apply, and say what holds it up."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from archive.catalogue import Catalogue
from archive.catalogue.folder import events, facts, ledger, rounds
from archive.catalogue.folder.ledger import Entry
from archive.dates import now
from archive.folder.outcomes import PlaceState
from archive.kept.ids.following import follow
from archive.kept.originals import Originals
from archive.purging.purged import PurgedList
from archive.settings import Settings
from ingest.folder import requested
from ingest.folder.applying import retrying
from ingest.folder.applying.apply import apply
from ingest.folder.applying.failures import concerns_every_file
from ingest.folder.applying.intake import limits_of
from ingest.folder.applying.work import Work
from ingest.folder.likeness import finding
from ingest.folder.reconcile import Gone, Guard, Ledger, Place, Plan, Scan, plan, without_blocked
from ingest.folder.recovering.recover import recover
from ingest.folder.report import Report
from ingest.folder.scanning.scan import scan
from ingest.folder.scanning.settling import Settling
from ingest.folder.sweeping import sweep
from ingest.sandbox import Pool

log = structlog.get_logger("ingest.folder")


_PRUNE_EVERY = 3600.0  # seconds
_FOLDER = "folder"  # the fact that tells device and inode of the folder that was read last
_NOTHING = ledger.Fingerprint(0, 0, 0)


def _ignore(_path: str) -> None:
    return


@dataclass
class Progress:
    """How a reconciliation tells how far it is; the calls may come often.

    What `advance` or `look` raises ends the reconciliation between two files.
    """

    begin: Callable[[int], None] = _ignore  # type: ignore[assignment]
    advance: Callable[[str], None] = _ignore
    look: Callable[[str], None] = _ignore  # at each file that the scan comes to


@dataclass(frozen=True, slots=True)
class _Decided:
    """What one look at ledger and folder gave."""

    entries: Mapping[str, Entry]  # the whole ledger, also what is passed over
    known: Ledger
    found: Scan
    plan: Plan
    seconds: float  # that it took


@dataclass
class Reconciler:
    """Reconciles the folder with the catalogue. The caller holds the writer's lock.

    Files may go on being read after a :meth:`run` that was given a time; :meth:`close` ends that.
    """

    catalogue: Catalogue
    settings: Settings
    settling: Settling = field(init=False)
    _pool: Pool | None = field(init=False, default=None)
    _mended: bool = field(init=False, default=False)
    _retry: bool = field(init=False, default=False)
    _asking: requested.Asking = field(init=False, default=requested.Asking())
    _pruned: float = field(init=False, default=-_PRUNE_EVERY)

    def __post_init__(self) -> None:
        """Remember growing files from one reconciliation to the next."""
        self.settling = Settling(self.settings.ingest.settle_seconds)

    def run(
        self,
        *,
        confirm_withdraw: bool = False,
        wait: bool = False,
        retry: bool = False,
        progress: Progress | None = None,
        seconds: float | None = None,
    ) -> Report:
        """Reconcile once.

        With `wait`, what may be growing or on its way back is looked at a second time after the
        settling time, so that a single run takes in what was copied or removed a moment ago. With
        `seconds`, new files are hashed and read for about so long, or for as long as the folder
        takes to look through; what is left is reported as unread, for the next run to go on with.
        With `retry` every file that was refused is read again.
        """
        self._retry = retry
        try:
            report = self._run(confirm_withdraw, wait, progress or Progress(), seconds)
        except BaseException:
            self.close()
            raise
        if not report.unread:
            self.close()
        return report

    def close(self) -> None:
        """End whatever is still being read."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _run(self, confirmed: bool, wait: bool, progress: Progress, seconds: float | None) -> Report:
        if not self._mended:
            recover(self.catalogue, self.settings, progress.look)
        requested.carry_out(self.catalogue, self.settings)
        self._asking = requested.of_the_plan(self.catalogue)
        confirmed = confirmed or self._asking.confirm_withdraw
        decided = self._decide(confirmed, progress, seconds)
        if wait and _is_unsettled(decided.found):
            time.sleep(self.settings.ingest.settle_seconds)
            decided = self._decide(confirmed, progress, seconds)
        found, actions = decided.found, decided.plan.actions
        report = Report(unchanged=decided.plan.unchanged)
        report.leaving = sorted(found.leaving | found.leaving_descriptors)
        report.waiting = sorted(found.growing_descriptors)
        progress.begin(len(actions))
        self._pool = self._pool or Pool(limits_of(self.settings), self.settings.ingest.workers)
        apply(
            Work(self.catalogue, self.settings, report, decided.entries, progress.advance),
            self._pool,
            actions,
            decided.known.documents,
            None if seconds is None else max(seconds, decided.seconds),
            mend=not self._mended,
        )
        self._mended = not report.problems
        self._note_skipped(decided)
        self._say_what_holds_up(found, decided.plan, report)
        requested.finish(self.catalogue, self._asking)
        self._find_alike()
        self._prune()
        return report

    def _find_alike(self) -> None:
        """Look for newer versions and other formats to propose; that can wait where it fails."""
        try:
            finding.find(self.catalogue)
        except Exception as error:
            if concerns_every_file(error):
                raise
            log.exception("no likeness could be looked for")

    @property
    def _guard(self) -> Guard:
        return Guard(self.settings.ingest.guard_share, self.settings.ingest.guard_minimum)

    def _prune(self) -> None:
        """Forget, now and then, files and events of long ago, and originals that nothing refers to."""
        if time.monotonic() - self._pruned < _PRUNE_EVERY:
            return
        with self.catalogue.write() as session:
            ledger.prune_removed(session, now() - timedelta(days=self.settings.ingest.keep_removed_days))
            events.prune(session, now() - timedelta(days=self.settings.archive.keep_events_days))
        being_read = self._pool.in_hand if self._pool else frozenset()
        sweep(self.catalogue, Originals(self.settings.archive.data), being_read, self._guard)
        follow(self.catalogue, self.settings.archive.data)
        self._pruned = time.monotonic()

    def _decide(self, confirmed: bool, progress: Progress, seconds: float | None) -> _Decided:
        began = time.monotonic()
        with self.catalogue.read() as session:
            entries = ledger.entries(session)
            documents = ledger.latest_hashes(session)
        standing = {p: e for p, e in entries.items() if e.state != PlaceState.SKIPPED}
        reading = retrying.readers(limits_of(self.settings))
        due = retrying.due(standing, reading, now(), asked=self._retry or self._asking.retry_all)
        due |= {path for path in self._asking.retry if path in standing and _was_refused(standing[path])}
        known = Ledger(standing, documents, due)
        folder, largest = self.settings.archive.folder, limits_of(self.settings).file_bytes
        found = scan(folder, known.entries, self.settling, progress.look, seconds, largest)
        found = without_blocked(found, PurgedList(self.settings.archive.data).blocked() - documents.keys())
        if not confirmed:
            found = self._unless_another_is_in_its_place(found, standing)
        planned = plan(known, found, self._guard, confirmed=confirmed)
        return _Decided(entries, known, found, planned, time.monotonic() - began)

    def _unless_another_is_in_its_place(self, found: Scan, standing: Mapping[str, Entry]) -> Scan:
        """Take an empty folder that is not the one read before for a share that is not mounted."""
        if found.absent:
            return found
        folder = self.settings.archive.folder
        try:
            about = folder.stat()
        except OSError as error:
            return Scan(absent=f"the folder {folder} cannot be read: {error.strerror}")
        present = f"{about.st_dev}:{about.st_ino}"
        with self.catalogue.read() as session:
            before = facts.get(session, _FOLDER)
        empty = not (found.files or found.skipped or found.unreadable)
        if not empty and present != before:
            with self.catalogue.write() as session:
                facts.put(session, _FOLDER, present)
        if not empty or not standing or before in ("", present):
            return found
        return Scan(
            absent=f"the folder {folder} is empty and not the one that was read before: "
            "is its share mounted? If this is meant, run `helixarkiv ingest --confirm-withdraw`",
            another=True,
        )

    def _note_skipped(self, decided: _Decided) -> None:
        """Keep in the ledger what is passed over, and why, so that each file is explained."""
        found, entries = decided.found, decided.entries
        if found.absent:
            return
        gone = [p for p, e in entries.items() if e.state == PlaceState.SKIPPED and p not in found.skipped]
        skipped = [
            Entry(path, _NOTHING, "", "", PlaceState.SKIPPED, reason=reason)
            for path, reason in found.skipped.items()
        ]
        new = [entry for entry in skipped if entries.get(entry.path) != entry]
        if not gone and not new:
            return
        with self.catalogue.write() as session:
            for path in gone:
                known = ledger.entry_at(session, path)
                if known is not None and known.state == PlaceState.SKIPPED:  # it may be a document now
                    ledger.forget(session, path)
            for entry in new:
                known = ledger.entry_at(session, entry.path)
                if known is None or known.state == PlaceState.SKIPPED:  # a file may be leaving
                    ledger.put(session, entry)

    def _say_what_holds_up(self, found: Scan, decided: Plan, report: Report) -> None:
        holding: dict[str, str] = {}
        if found.absent:
            holding["another" if found.another else "absent"] = found.absent
        if report.paused:
            holding["disk"] = report.paused
        if decided.held:
            holding["guard"] = (
                f"{len(decided.held)} files are gone from the folder at once, or hold what another held: "
                "more than the guard allows, so nothing was withdrawn. If this is meant, run "
                "`helixarkiv ingest --confirm-withdraw`"
            )
        report.held = " ".join(holding.values())
        broken = {path: f"{path or 'the folder'}: {reason}" for path, reason in found.unreadable.items()}
        broken |= found.problems
        broken |= {problem: problem for problem in report.problems}
        report.problems = list(broken.values())
        with self.catalogue.write() as session:
            new = events.set_notices(session, "folder.", holding, degraded=True)
            new += events.set_notices(session, "file.", broken, degraded=False)
            rounds.note_held(session, [_path(action) for action in decided.held])
            rounds.note_looked(session)
        for text in new:  # once, not in every round
            log.warning("the folder needs attention", problem=text)


def _path(action: Gone | Place) -> str:
    return action.path if isinstance(action, Gone) else action.seen.path


def _was_refused(entry: Entry) -> bool:
    return entry.state == PlaceState.REFUSED


def _is_unsettled(found: Scan) -> bool:
    """Tell whether something may be growing or on its way back."""
    growing = any(not (seen.sha256 or seen.queued or seen.too_large) for seen in found.files.values())
    return bool(found.leaving or found.leaving_descriptors or found.growing_descriptors or growing)
