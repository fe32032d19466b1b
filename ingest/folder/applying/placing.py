"""Known bytes and gone paths: what of a plan is carried out without reading a file."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.tables import Document, Version
from archive.folder.outcomes import PlaceState, Progress
from ingest.folder.applying.intake import limits_of
from ingest.folder.applying.refusing import refuse, too_large
from ingest.folder.applying.work import Work, batches
from ingest.folder.reconcile import Gone, Place, Redescribe, Refuse, Wait


def carry_out(work: Work, actions: Sequence[Place | Redescribe | Gone | Wait | Refuse]) -> None:
    """Carry out each action in a transaction of its own; what fails stops no other."""
    waiting = [action.seen for action in actions if isinstance(action, Wait)]
    for action in actions:
        path = action.path if isinstance(action, Gone) else action.seen.path
        with work.at_the_cost_of(path):
            match action:
                case Place():
                    _place(work, action)
                case Redescribe():
                    _redescribe(work, action)
                case Gone():
                    _gone(work, action)
                case Refuse(seen):
                    limits = limits_of(work.settings)
                    refuse(work, limits, seen, too_large(seen, limits))
        work.advance(path)
    if waiting:
        with work.at_the_cost_of(waiting[0].path):
            work.wait(*waiting)


def carry_out_twins(work: Work, actions: Iterable[Place], until: float | None) -> None:
    """Place further copies of bytes that were read just now; refuse them where those were refused.

    Of the same broken bytes a hundred thousand may come at once, as empty files: they are written many
    to a transaction, and what is not come to by `until` (of `time.monotonic`) is left unread.
    """
    alike: dict[str, list[Place]] = {}
    for action in actions:
        alike.setdefault(action.seen.sha256, []).append(action)
    for sha256, places in alike.items():
        with work.catalogue.read() as session:
            held = ledger.latest_holder(session, sha256) is not None
            twin = None if held else ledger.refused_with(session, sha256)
        for some in batches(places) if held or twin else ():
            if until is not None and time.monotonic() >= until:
                work.report.unread += [action.seen.path for action in some]
            elif twin is None:
                carry_out(work, some)
            else:
                _refuse_like(work, twin, some)


def _place(work: Work, action: Place) -> None:
    """Let bytes that a document has already stand at one more path, or at another."""
    seen = action.seen
    with work.catalogue.write() as session:
        document = ledger.latest_holder(session, seen.sha256)
        if document is None:
            return  # its twin still waits, so the next scan plans it anew
        if action.moved_from:
            ledger.forget(session, action.moved_from)
        version = session.scalars(
            select(Version).where(Version.document_id == document).order_by(Version.number.desc())
        ).first()
        entry = Entry(
            path=seen.path,
            fingerprint=seen.fingerprint,
            sha256=seen.sha256,
            descriptors=seen.descriptors,
            state=PlaceState.DUPLICATE,  # of the document's places one is chosen as its home
            outcome=version.outcome if version else "",
            reason=version.reason if version else "",
            reader=version.reader if version else "",
            document=document,
        )
        ledger.put(session, entry)


def _refuse_like(work: Work, twin: Entry, places: Sequence[Place]) -> None:
    """The same bytes were refused under another name in this plan: say the same of these."""
    with work.at_the_cost_of(places[0].seen.path), work.catalogue.write() as session:
        for seen in (action.seen for action in places):
            document = work.still_stands_for(session, seen)
            same = replace(twin, path=seen.path, fingerprint=seen.fingerprint, descriptors=seen.descriptors)
            ledger.put(session, replace(same, document=document, progress=Progress.NONE))
    for action in places:
        work.refused(action.seen.path, twin.outcome, twin.reason)
        work.advance(action.seen.path)


def _redescribe(work: Work, action: Redescribe) -> None:
    seen = action.seen
    if action.restate and work.describing(seen) is None:
        work.report.waiting.append(seen.path)
        return
    with work.catalogue.write() as session:
        known = ledger.entry_at(session, seen.path)
        if known is None:
            return
        entry = replace(
            known, fingerprint=seen.fingerprint, descriptors=seen.descriptors, progress=Progress.NONE
        )
        ledger.put(session, entry)
        document = session.get(Document, known.document) if known.document else None
        if document is None or not action.restate or document.source != seen.path:
            work.report.unchanged += 1
        elif work.restate(session, document, seen.path):
            events.record(session, "redescribed", document.id)
            work.report.changed += 1
        else:
            work.report.unchanged += 1


def _gone(work: Work, action: Gone) -> None:
    with work.catalogue.write() as session:
        ledger.note_removed(session, action.path)
