"""What a round of the watcher leaves to be known: when it looked at the folder, what the guard holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from archive.catalogue.folder import facts
from archive.dates import now

_LOOKED, _HELD = "last-round", "guard-held"
_MOST_PATHS = 100


@dataclass(frozen=True, slots=True)
class Held:
    """What the guard holds back: how many files, and the paths of the first 100."""

    total: int = 0
    paths: tuple[str, ...] = ()


def note_looked(session: Session) -> None:
    """Note that the folder has been looked through just now."""
    facts.put(session, _LOOKED, now().isoformat(timespec="seconds"))


def looked(session: Session) -> datetime | None:
    """Return when the folder was last looked through; None where it never was."""
    stated = facts.get(session, _LOOKED)
    return datetime.fromisoformat(stated) if stated else None


def note_held(session: Session, paths: Sequence[str]) -> None:
    """Note what the guard holds back; nothing where it holds nothing."""
    said = json.dumps([len(paths), list(paths[:_MOST_PATHS])]) if paths else ""
    if facts.get(session, _HELD) != said:
        facts.put(session, _HELD, said)


def held(session: Session) -> Held:
    """Return what the guard holds back."""
    said = facts.get(session, _HELD)
    if not said:
        return Held()
    total, paths = json.loads(said)
    return Held(total, tuple(paths))
