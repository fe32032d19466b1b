"""A document's history: what staff decided of it, by whom, when, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response
from sqlalchemy.orm import Session

from archive.catalogue.staff import decisions, undoing
from archive.catalogue.staff.decisions import Decided
from web.site import site
from web.staff.answers import page
from web.staff.documents.heading import find, heading
from web.staff.documents.telling import Told, moment, told


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as the history shows it; `undone` says when and by whom, "" while it stands."""

    number: int
    at: str
    by: str
    told: Told
    undone_at: str
    undone_by: str
    can_undo: bool


def history(document_id: str) -> Response:
    """Show what was decided of a document, the last first."""
    with site().catalogue.read() as session:
        row = find(session, document_id)
        made = lines(session, decisions.of_document(session, document_id))
        return page("history.html", head=heading(session, row), lines=made)


def lines(session: Session, made: Iterable[Decided]) -> tuple[Line, ...]:
    """Return decisions as a history shows them (staff/history_parts.html)."""
    return tuple(
        Line(
            decided.id,
            moment(decided.at),
            decided.by,
            told(session, decided),
            moment(decided.undone_at) if decided.undone_at else "",
            decided.undone_by,
            undoing.can_undo(decided),
        )
        for decided in made
    )
