"""Fixity: every original that a version refers to is there, and its bytes are what they were.

Whoever was checked longest ago comes first, and each result is written down within seconds, so that
a check that is called off, or has a set time, goes on the next time where it ended.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.tables import OriginalCheck, Version
from archive.dates import now
from archive.kept.originals import Originals, digest

_NOTED_EVERY = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Wrong:
    """A version whose original is not as it was."""

    document: str
    version: int
    sha256: str
    problem: str


def check(
    catalogue: Catalogue, originals: Originals, since: datetime, seconds: float | None = None
) -> Iterator[str]:
    """Check the originals that were not checked since then; yield the hash of each that was.

    Ends after so many seconds, at least one original later.
    """
    began = noted = time.monotonic()
    found: dict[str, str] = {}
    try:
        for sha256 in _due(catalogue, since):
            found[sha256] = problem(originals, sha256)
            present = time.monotonic()
            if present - noted >= _NOTED_EVERY:
                _note(catalogue, found)
                found, noted = {}, present
            yield sha256
            if seconds is not None and present - began >= seconds:
                return
    finally:
        _note(catalogue, found)


def left(catalogue: Catalogue, since: datetime) -> int:
    """Return how many originals were not checked since then."""
    return len(_due(catalogue, since))


def wrong(session: Session) -> tuple[Wrong, ...]:
    """Return what is wrong with originals by the last check of each, in order of document and version."""
    query = (
        select(Version.document_id, Version.number, Version.sha256, OriginalCheck.problem)
        .join(OriginalCheck, OriginalCheck.sha256 == Version.sha256)
        .where(OriginalCheck.problem != "")
        .order_by(Version.document_id, Version.number)
    )
    return tuple(Wrong(*row) for row in session.execute(query))


def last_checked(session: Session, sha256: str) -> OriginalCheck | None:
    """Return when an original was last checked, and what was wrong; None where it never was."""
    return session.get(OriginalCheck, sha256)


def problem(originals: Originals, sha256: str) -> str:
    """Read an original, and return what is wrong with it in English, "" where nothing is."""
    try:
        found = digest(originals.path(sha256))
    except FileNotFoundError:
        return "the original is missing"
    except OSError as error:
        return f"the original cannot be read: {error.strerror or error}"
    return "" if found == sha256 else f"the original's bytes have changed: they are now {found}"


def note(session: Session, found: Iterable[tuple[str, str]]) -> None:
    """Write down the hashes that were checked just now, each with what is wrong."""
    moment = now()
    for sha256, what in found:
        session.merge(OriginalCheck(sha256=sha256, checked_at=moment, problem=what))


def _note(catalogue: Catalogue, found: dict[str, str]) -> None:
    if found:
        with catalogue.write() as session:
            note(session, found.items())


def _due(catalogue: Catalogue, since: datetime) -> list[str]:
    """Return the hashes of originals that were not checked since then, whoever waits longest first."""
    checked = OriginalCheck.checked_at
    query = (
        select(Version.sha256)
        .outerjoin(OriginalCheck, OriginalCheck.sha256 == Version.sha256)
        .where(or_(checked.is_(None), checked < since))
        .group_by(Version.sha256)
        .order_by(func.coalesce(checked, ""), Version.sha256)
    )
    with catalogue.read() as session:
        return list(session.scalars(query))
