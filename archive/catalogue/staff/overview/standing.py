"""Where a document stands before its readers, as staff are told it: all that keeps it away, or published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from archive.catalogue.tables import Document


class Standing(StrEnum):
    """One thing that keeps a document from readers; PUBLISHED where there is none."""

    JOINED = "joined"  # goes on as a version of another document
    TAKEN_DOWN = "taken-down"
    HELD = "held"  # waits to be reviewed
    HIDDEN = "hidden"
    EMBARGOED = "embargoed"
    WITH_FORMAT = "with-format"  # the first format of the same talk is kept away
    WITHDRAWN = "withdrawn"  # no place in the folder holds it any more
    PUBLISHED = "published"


def standings(session: Session, document: Document, moment: datetime) -> tuple[Standing, ...]:
    """Return everything that keeps a document from readers at this moment, or that it is published.

    It is published just where :func:`archive.catalogue.publication.is_visible` holds.
    """
    found = [Standing.JOINED] if document.joined_to is not None else []
    found += _held_back(document, moment)
    first = session.get(Document, document.format_of) if document.format_of else None
    if first is not None and _held_back(first, moment):
        found.append(Standing.WITH_FORMAT)
    if document.withdrawn_at is not None:
        found.append(Standing.WITHDRAWN)
    return tuple(found) or (Standing.PUBLISHED,)


def _held_back(document: Document, moment: datetime) -> list[Standing]:
    found = []
    if document.taken_down_at is not None:
        found.append(Standing.TAKEN_DOWN)
    if document.held_at is not None:
        found.append(Standing.HELD)
    until = document.embargo_until
    if document.visibility == "embargoed" and until is not None:
        found += [Standing.EMBARGOED] if until > moment else []
    elif document.visibility != "public":
        found.append(Standing.HIDDEN)
    return found
