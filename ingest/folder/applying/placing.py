"""Known bytes and gone paths: what of a plan is carried out without reading a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.folder import events, ledger
from archive.catalogue.folder.ledger import Entry
from archive.catalogue.tables import Document, Version
from archive.outcomes import PlaceState, Progress
from ingest.folder.applying.work import Work
from ingest.folder.reconcile import Gone, Place, Redescribe, Seen, Wait


def carry_out(work: Work, actions: Iterable[Place | Redescribe | Gone | Wait]) -> None:
    """Carry out each action in a transaction of its own; what fails stops no other."""
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
                case Wait():
                    work.wait(action.seen)
        work.advance(path)


def _place(work: Work, action: Place) -> None:
    """Let bytes that a document has already stand at one more path, or at another."""
    seen = action.seen
    with work.catalogue.write() as session:
        document = ledger.latest_holder(session, seen.sha256)
        if document is None:
            _refuse_like_its_twin(work, session, seen)
            return
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


def _refuse_like_its_twin(work: Work, session: Session, seen: Seen) -> None:
    """The same bytes were refused under another name in this plan: say the same of these."""
    twin = next(iter(ledger.with_hash(session, seen.sha256)), None)
    if twin is None or twin.state != PlaceState.REFUSED:
        return  # its twin still waits, so the next scan plans it anew
    document = work.still_stands_for(session, seen)
    same = replace(twin, path=seen.path, fingerprint=seen.fingerprint, descriptors=seen.descriptors)
    ledger.put(session, replace(same, document=document, progress=Progress.NONE))
    work.refused(seen.path, twin.outcome, twin.reason)


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
