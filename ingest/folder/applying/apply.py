"""Carrying out a plan, so that nobody waits for what takes long.

What is known, described anew or gone comes first, then reading for a bounded time. What stands on
bytes that are known thus is found at its new path before another file's bytes are read at its old
one, and a document that must go does not wait until a thousand others have come. Each file is one
catalogue transaction, so that a kill loses none.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from ingest.folder.applying import placing
from ingest.folder.applying.homes import Homes
from ingest.folder.applying.intake import Intake
from ingest.folder.applying.work import Work
from ingest.folder.reconcile import Action, Add, Change, Place
from ingest.sandbox import Pool

TWINS_SHARE = 0.5
"""Of the time for reading, how long further copies of what was just read may take beside it."""


def apply(
    work: Work,
    pool: Pool,
    actions: Collection[Action],
    known: Collection[str],
    seconds: float | None,
    *,
    mend: bool,
) -> None:
    """Carry out the actions, then see that each document agrees with its places.

    `known` are the hashes that documents have. After so many `seconds` of reading (None: when all
    is read) the rest is left to the next round. With `mend` every document is looked at also where
    nothing is to be done: the round before may have been killed. Needs the writer's lock.
    """
    work.originals.sweep()
    reads = [action for action in actions if isinstance(action, Add | Change)]
    places = [action for action in actions if not isinstance(action, Add | Change)]
    fresh = [a for a in places if isinstance(a, Place) and a.seen.sha256 not in known]
    later = {action.seen.path for action in fresh}
    at_once = [a for a in places if not (isinstance(a, Place) and a.seen.path in later)]
    placing.carry_out(work, sorted(at_once, key=lambda action: not isinstance(action, Place)))
    if mend or at_once:
        _settle(work)
    if not reads:
        return
    intake = Intake(work, pool)
    intake.read(reads, None if seconds is None else time.monotonic() + seconds)
    until = None if seconds is None else time.monotonic() + seconds * TWINS_SHARE
    placing.carry_out_twins(work, [a for a in fresh if a.seen.sha256 in intake.done], until)
    work.report.unread += [a.seen.path for a in fresh if a.seen.sha256 not in intake.done]
    if intake.done:
        _settle(work)


def _settle(work: Work) -> None:
    homes = Homes(work.catalogue, work.report, work.restate)
    for document, source in homes.unsettled():
        with work.at_the_cost_of(source):
            homes.settle(document)
