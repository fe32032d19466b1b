"""Facts that outlive a run and belong to no document, such as which folder was read last."""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.catalogue.tables import Fact


def get(session: Session, key: str) -> str:
    """Return a fact, "" where it was never stated."""
    fact = session.get(Fact, key)
    return fact.value if fact else ""


def put(session: Session, key: str, value: str) -> None:
    """State a fact."""
    session.merge(Fact(key=key, value=value))
