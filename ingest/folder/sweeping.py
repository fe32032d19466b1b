"""Removing originals that no version refers to: a kill between keeping and cataloguing a file leaves one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import structlog
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import Version
from archive.kept.originals import KEPT_FOR, Originals
from ingest.folder.reconcile import Guard

log = structlog.get_logger("ingest.folder")


def sweep(
    catalogue: Catalogue,
    originals: Originals,
    being_read: Collection[Path],
    guard: Guard,
    seconds: float = KEPT_FOR,
) -> int:
    """Remove them, and return how many there were. Needs the writer's lock.

    Nothing is removed where they are more than the guard allows: a catalogue that was lost, or is older
    than the originals, must not take with it what it is to be made whole from.
    """
    with catalogue.read() as session:
        referred = set(session.scalars(select(Version.sha256)))
    found = [path for path in originals.unreferenced(referred, seconds) if path not in being_read]
    if len(found) >= guard.minimum and len(found) > guard.share * (len(referred) + len(found)):
        log.warning(
            "many originals are in no catalogue, so none was removed: is it the right one?", count=len(found)
        )
        return 0
    for path in found:
        originals.discard(path.name)
    if found:
        log.info("originals that nothing refers to were removed", count=len(found))
    return len(found)
