"""What staff answer to a proposal, and taking the answer back.

A further version is asked of the watcher, which holds the writer's lock; the rest is done at once.
Each decision is recorded when it has been carried out; its `subject` is the proposal's number.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.alike.joined import VERSION
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.joining import formats, versions
from archive.catalogue.tables import Decision, Likeness

FORMAT = "format"
"""The kind of likeness between two formats of one talk."""

JOIN_VERSION, JOIN_FORMAT, DECLINE = "join-version", "join-format", "decline-likeness"
"""Kinds of decisions; the first is a kind of request too."""

PART_VERSION = "part-version"
"""The kind of request that undoes a further version."""

KINDS = (JOIN_VERSION, JOIN_FORMAT, DECLINE)

_CHANGED = "Förslaget har ändrats under tiden. Se hur det står nu."


def say_yes(session: Session, number: int, by: str, first: str = "") -> str:
    """Take up a proposal; `first` names which of two formats comes first (by default as proposed).

    Returns in Swedish why it cannot be, "" when it is done, or asked of the watcher.
    """
    offered = session.get(Likeness, number)
    if offered is None or offered.state != "open":
        return _CHANGED
    if offered.kind == VERSION:
        problem = versions.why_not(session, offered)
        if not problem:
            requests.ask(session, by, JOIN_VERSION, str(number))
        return problem
    chosen = first if first in (offered.document_id, offered.other_id) else offered.document_id
    problem = formats.join(session, offered, chosen)
    if not problem:
        other = offered.detail["second"]
        decisions.record(session, by, JOIN_FORMAT, chosen, subject=str(number), after={"other": other})
    return problem


def say_no(session: Session, number: int, by: str) -> str:
    """Decline a proposal for good; return in Swedish why not, "" when done."""
    offered = session.get(Likeness, number)
    if offered is None or offered.state != "open":
        return _CHANGED
    offered.state = "declined"
    about = {"other": offered.other_id}
    decisions.record(session, by, DECLINE, offered.document_id, subject=str(number), after=about)
    return ""


def carry_out_join(session: Session, number: int, by: str, asked_at: datetime) -> str:
    """Make the further version that was asked for; return in Swedish why not, "" when done."""
    offered = _since(session, number, asked_at)
    if offered is None or offered.state == "declined":
        return _CHANGED
    if offered.state == "accepted":
        return ""
    problem = versions.join(session, offered)
    if not problem:
        about = {"other": offered.other_id}
        decisions.record(session, by, JOIN_VERSION, offered.document_id, subject=str(number), after=about)
    return problem


def carry_out_part(session: Session, number: int, by: str, asked_at: datetime) -> str:
    """Undo the further version as was asked for; return in Swedish why not, "" when done."""
    accepted = _since(session, number, asked_at)
    if accepted is None:
        return _CHANGED
    problem = versions.part(session, accepted)
    decided = _decision(session, JOIN_VERSION, number)
    if not problem and decided is not None:
        decisions.mark_undone(session, decided, by)
    return problem


def undo(session: Session, decided: Decided, by: str) -> str:
    """Take a decision back; return in Swedish why it cannot be, "" when it is done or asked of the watcher.

    The proposal is open again then.
    """
    likeness = _since(session, int(decided.subject), decided.at)
    if likeness is None:
        return "Ett av dokumenten finns inte längre."
    if decided.kind == JOIN_VERSION:
        problem = versions.why_not_part(session, likeness) if likeness.state == "accepted" else ""
        if not problem:
            requests.ask(session, by, PART_VERSION, str(likeness.id))
        return problem
    if decided.kind == JOIN_FORMAT:
        problem = formats.part(session, likeness)
    else:
        problem, likeness.state = "", "open"
    if not problem:
        decisions.mark_undone(session, decided.id, by)
    return problem


def last_decision(session: Session, number: int) -> Decided | None:
    """Return the decision on a proposal that counts now."""
    found = [_decision(session, kind, number) for kind in KINDS]
    numbers = [each for each in found if each is not None]
    return decisions.get(session, max(numbers)) if numbers else None


def _since(session: Session, number: int, moment: datetime) -> Likeness | None:
    """Return a proposal if it was there at a moment: its number may be that of one that is gone since."""
    row = session.get(Likeness, number)
    return row if row is not None and row.made_at <= moment else None


def _decision(session: Session, kind: str, number: int) -> int | None:
    query = session.query(Decision.id).filter(
        Decision.kind == kind,
        Decision.subject == str(number),
        Decision.undone_at.is_(None),
        Decision.at >= select(Likeness.made_at).where(Likeness.id == number).scalar_subquery(),
    )
    row = query.order_by(Decision.id.desc()).first()
    return row[0] if row else None
