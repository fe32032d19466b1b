"""Refusing a file: the ledger says why, and when it is read again."""

from __future__ import annotations

import structlog

from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.dates import now
from archive.folder.outcomes import Outcome, PlaceState
from ingest.folder.applying import retrying
from ingest.folder.applying.work import Work
from ingest.folder.reconcile import Seen
from ingest.readers.reading import Limits
from ingest.sandbox import Reading

log = structlog.get_logger("ingest.folder")


def refuse(work: Work, limits: Limits, seen: Seen, reading: Reading, moved_from: str = "") -> None:
    """Note that a file was refused. The path goes on to stand for the older version of its document."""
    with work.catalogue.write() as session:
        before = ledger.entry_at(session, seen.path)
        document = work.still_stands_for(session, seen, moved_from)
        ledger.forget(session, moved_from)
        entry = Entry(
            path=seen.path,
            fingerprint=seen.fingerprint,
            sha256=seen.sha256,
            descriptors=seen.descriptors,
            state=PlaceState.REFUSED,
            outcome=reading.outcome.value,
            reason=reading.reason,
            reader=retrying.readers(limits),
            document=document,
        )
        ledger.put(session, retrying.refusal(entry, before, now(), passing=reading.passing))
        events.record(session, "refused", document, sha256=seen.sha256, outcome=reading.outcome.value)
    work.refused(seen.path, reading.outcome.value, reading.reason)
    log.warning("file refused", path=seen.path, outcome=reading.outcome.value, reason=reading.reason)


def too_large(seen: Seen, limits: Limits) -> Reading:
    """Return what is said of a file of more bytes than are read."""
    size, most = seen.fingerprint.size >> 20, limits.file_bytes >> 20
    return Reading(Outcome.TOO_LARGE, f"{size} MiB; at most {most} are read")
