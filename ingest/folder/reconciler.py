"""One reconciliation from end to end: scan, plan, apply, and say what holds it up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from archive.catalogue import Catalogue, events, ledger
from archive.catalogue.ledger import Entry
from archive.outcomes import PlaceState
from archive.settings import Settings
from ingest.folder.apply import Applier
from ingest.folder.reconcile import Guard, Ledger, Plan, Scan, plan
from ingest.folder.report import Report
from ingest.folder.scan import Settling, scan

log = structlog.get_logger("ingest.folder")


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


@dataclass
class Reconciler:
    """Reconciles the folder with the catalogue. The caller holds the writer's lock."""

    catalogue: Catalogue
    settings: Settings
    settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        """Remember growing files from one reconciliation to the next."""
        self.settling = Settling(self.settings.ingest.settle_seconds)

    def run(
        self, *, confirm_withdraw: bool = False, wait: bool = False, progress: Progress | None = None
    ) -> Report:
        """Reconcile once.

        With `wait`, what may be growing or on its way back is looked at a second time after the
        settling time, so that a single run takes in what was copied or removed a moment ago.
        """
        progress = progress or Progress()
        found, decided = self._decide(confirm_withdraw, progress)
        if wait and (found.leaving or any(not seen.sha256 for seen in found.files.values())):
            time.sleep(self.settings.ingest.settle_seconds)
            found, decided = self._decide(confirm_withdraw, progress)
        report = Report(unchanged=decided.unchanged, leaving=sorted(found.leaving))
        progress.begin(len(decided.actions))
        Applier(self.catalogue, self.settings, report, progress.advance).apply(decided.actions)
        self._note_skipped(found)
        self._say_what_holds_up(found, decided, report)
        return report

    def _decide(self, confirmed: bool, progress: Progress) -> tuple[Scan, Plan]:
        with self.catalogue.read() as session:
            entries = {p: e for p, e in ledger.entries(session).items() if e.state != PlaceState.SKIPPED}
            known = Ledger(entries, ledger.latest_hashes(session))
        found = scan(self.settings.archive.folder, known.entries, self.settling, progress.look)
        guard = Guard(self.settings.ingest.guard_share, self.settings.ingest.guard_minimum)
        return found, plan(known, found, guard, confirmed=confirmed)

    def _note_skipped(self, found: Scan) -> None:
        """Keep in the ledger what is passed over, and why, so that each file is explained."""
        if found.absent:
            return
        with self.catalogue.write() as session:
            entries = ledger.entries(session)
            for path, entry in entries.items():
                if entry.state == PlaceState.SKIPPED and path not in found.skipped:
                    ledger.remove(session, path)
            for path, reason in found.skipped.items():
                passed_over = Entry(path, _NOTHING, "", "", PlaceState.SKIPPED, reason=reason)
                before = entries.get(path, passed_over)
                if before.state == PlaceState.SKIPPED and (path not in entries or before != passed_over):
                    ledger.put(session, passed_over)

    def _say_what_holds_up(self, found: Scan, decided: Plan, report: Report) -> None:
        holding: dict[str, str] = {}
        if found.absent:
            holding["absent"] = found.absent
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
        for text in new:  # once, not in every round
            log.warning("the folder needs attention", problem=text)
