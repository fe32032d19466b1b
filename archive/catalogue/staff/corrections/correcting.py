"""What staff state of a document: it wins over its files, and stands beside what they say.

A decision of this kind has the field as its subject; before and after are what staff state of it, as
``{"value": …}``, None where they leave it to the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.staff import decisions, requests
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.tables import Document, FieldValue
from archive.catalogue.values import Origin, Statement, effective
from archive.dates import now

DECISION = "correction"
"""The kind of these decisions."""

FIELDS = ("title", "speakers", "date", "series", "organisations", "language", "description", "position")
"""What is corrected here; who may see a document is `archive.catalogue.staff.publication.publishing`'s."""

GONE = "Dokumentet finns inte längre."


@dataclass(frozen=True, slots=True)
class Given:
    """What staff state of a field; an empty value says that there is none."""

    value: Any


@dataclass(frozen=True, slots=True)
class Said:
    """What one origin says of a field, and since when."""

    statement: Statement
    since: datetime


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is said of one field: by staff, and by the files, the strongest first."""

    staff: Said | None = None
    files: tuple[Said, ...] = ()

    @property
    def holds(self) -> Statement | None:
        """Return the statement that counts, None where nobody says anything."""
        strongest = self.staff or next(iter(self.files), None)
        return strongest.statement if strongest else None

    @property
    def given(self) -> Given | None:
        """Return what staff state."""
        return Given(self.staff.statement.value) if self.staff else None

    @property
    def newer(self) -> Said | None:
        """Return what files say otherwise since staff stated theirs."""
        strongest = next(iter(self.files), None)
        if self.staff is None or strongest is None or strongest.since <= self.staff.since:
            return None
        return strongest if strongest.statement.value != self.staff.statement.value else None


def sources(session: Session, document: str) -> Mapping[str, Sources]:
    """Return what is said of each of :data:`FIELDS`."""
    query = select(FieldValue).where(FieldValue.document_id == document, FieldValue.field.in_(FIELDS))
    said: dict[str, list[Said]] = {field: [] for field in FIELDS}
    for row in session.scalars(query):
        statement = Statement(row.field, Origin(row.origin), row.value, row.detail)
        said[row.field].append(Said(statement, row.set_at))
    return {field: _sources(of_field) for field, of_field in said.items()}


def _sources(said: Iterable[Said]) -> Sources:
    rest, ordered = list(said), []
    while rest:  # as they would count, were the stronger ones not there
        [winner] = effective(each.statement for each in rest).values()
        ordered += [each for each in rest if each.statement == winner]
        rest = [each for each in rest if each.statement != winner]
    staff = next((each for each in ordered if each.statement.origin is Origin.STAFF), None)
    return Sources(staff, tuple(each for each in ordered if each is not staff))


def correct(
    session: Session, by: str, document: Document, wanted: Mapping[str, Given | None]
) -> tuple[int, ...]:
    """State fields anew, None to leave one to the files; return the numbers of the decisions.

    What staff state already is no decision. The values are as `archive.stating` returns them.
    """
    known = sources(session, document.id)
    changes = {name: given for name, given in wanted.items() if given != known[name].given}
    numbers = [
        decisions.record(
            session,
            by,
            DECISION,
            document.id,
            subject=name,
            before=_packed(known[name].given),
            after=_packed(given),
        )
        for name, given in changes.items()
    ]
    for name, given in changes.items():
        _state(session, document, name, given)
    if changes and store.reapply(session, document):
        requests.ask(session, by, requests.FOLLOW)
    return tuple(numbers)


def undo(session: Session, decided: Decided, by: str) -> str:
    """State what staff stated before a decision; return in Swedish why that cannot be, "" when done.

    What was decided of the same field since is overridden. This is a decision of its own, so it can
    be undone too.
    """
    document = session.get(Document, decided.document or "")
    if document is None:
        return GONE
    correct(session, by, document, {decided.subject: unpacked(decided.before)})
    return ""


def unpacked(kept: Mapping[str, Any] | None) -> Given | None:
    """Return what staff stated before or after a decision."""
    return None if kept is None else Given(kept["value"])


def _packed(given: Given | None) -> dict[str, Any] | None:
    return None if given is None else {"value": given.value}


def _state(session: Session, document: Document, name: str, given: Given | None) -> None:
    row = session.get(FieldValue, (document.id, name, Origin.STAFF))
    if given is None:
        session.delete(row)
    elif row is None:
        session.add(
            FieldValue(
                document_id=document.id, field=name, origin=Origin.STAFF, value=given.value, set_at=now()
            )
        )
    else:
        row.value, row.set_at = given.value, now()
    session.flush()
