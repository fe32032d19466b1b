"""Fixity: every original that a version refers to is there, and its bytes are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import Version
from archive.kept.originals import Originals, digest


@dataclass(frozen=True, slots=True)
class Checked:
    """One original that was checked; `problem` is "" where it is as it was."""

    document: str
    version: int
    sha256: str
    problem: str


def check_originals(catalogue: Catalogue, originals: Originals) -> Iterator[Checked]:
    """Check every original against its hash, in order of document and version."""
    with catalogue.read() as session:
        query = select(Version.document_id, Version.number, Version.sha256)
        rows = session.execute(query.order_by(Version.document_id, Version.number)).all()
    for document, number, sha256 in rows:
        yield Checked(document, number, sha256, _problem(originals, sha256))


def _problem(originals: Originals, sha256: str) -> str:
    try:
        found = digest(originals.path(sha256))
    except FileNotFoundError:
        return "the original is missing"
    except OSError as error:
        return f"the original cannot be read: {error.strerror or error}"
    return "" if found == sha256 else f"the original's bytes have changed: they are now {found}"
