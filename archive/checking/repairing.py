"""Putting an original right that is lost or has rotted, from the folder where it still stands whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import structlog
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import Place
from archive.checking import originals as fixity
from archive.kept.originals import Originals, digest

log = structlog.get_logger("archive.checking")


def repair(catalogue: Catalogue, originals: Originals, folder: Path, wrong: Iterable[str]) -> frozenset[str]:
    """Keep anew each of these originals that a file of the folder still is; return their hashes.

    A file is read whole before it is believed. Call with the writer's lock held.
    """
    repaired: set[str] = set()
    for sha256 in sorted(set(wrong)):
        with catalogue.read() as session:
            places = list(session.scalars(select(Place.path).where(Place.sha256 == sha256)))
        if any(_keep(originals, folder, path, sha256) for path in places):
            repaired.add(sha256)
            log.info("an original was put right from the folder", sha256=sha256)
    with catalogue.write() as session:
        fixity.note(session, ((sha256, fixity.problem(originals, sha256)) for sha256 in repaired))
    return frozenset(repaired)


def _keep(originals: Originals, folder: Path, path: str, sha256: str) -> bool:
    """Keep a file of the folder if it is what is wanted, and tell whether it was."""
    try:
        if digest(folder / path, folder) != sha256:
            return False
        return originals.keep(folder / path, folder)[0] == sha256
    except OSError as error:
        log.info("a file of the folder cannot be read", path=path, reason=error.strerror or str(error))
        return False
