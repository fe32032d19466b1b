"""A data folder with a few documents, and what is made of its copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, open_catalogue, store, tables
from archive.catalogue.staff.signing import users
from archive.catalogue.store import Content
from archive.catalogue.values import Origin, Statement
from archive.copies.restoring.restore import Restored, restore
from archive.copies.restoring.source import look
from archive.dates import now
from archive.folder.outcomes import Outcome
from archive.kept.originals import Originals
from archive.pages import Page
from archive.purging import purge

PASSWORD = "ett riktigt långt lösenord"


@dataclass
class Kept:
    """A data folder and its catalogue."""

    data: Path
    catalogue: Catalogue

    def add(self, text: str, name: str, version_of: str = "") -> str:
        """Archive a file; return its document's id."""
        source = self.data / "incoming"
        source.write_bytes(text.encode())
        sha256, size = Originals(self.data).keep(source)
        source.unlink()
        read = Content(
            *(sha256, size, "txt", name, now(), Outcome.COMPLETE, "", "test"),
            page_count=1,
            pages=[Page(1, text, notes=f"anteckning till {name}", comments=("en kommentar",))],
        )
        said = [
            Statement("title", Origin.SIDECAR, f"Om {name}", f"{name}.toml"),
            Statement("title", Origin.FILE_NAME, name, ""),
            Statement("series", Origin.FOLDER, "Träff", ""),
        ]
        with self.catalogue.write() as session:
            if version_of:
                document = session.get_one(tables.Document, version_of)
                store.add_version(session, document, read, f"Träff/{name}", said)
            else:
                document = store.add_document(session, read, f"Träff/{name}", said)
            return document.id

    def purge(self, document: str) -> None:
        found = purge.look(self.catalogue, document, block=True)
        purge.begin(self.catalogue, self.data, found, "begäran", "eva")
        purge.finish(self.catalogue, self.data, [document], lambda: None)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    data = tmp_path / "data"
    catalogue = open_catalogue(data)
    made = Kept(data, catalogue)
    first = made.add("Om samverkan.", "Överenskommelse åäö.txt")
    made.add("Om samverkan, igen.", "Överenskommelse åäö (ny).txt", version_of=first)
    made.add("Om avhoppare.", "Avhoppare.txt")
    with catalogue.write() as session:
        users.add(session, "eva", PASSWORD)
    yield made
    catalogue.close()


def put_back(copy: Path, data: Path, *purged: Path) -> Restored:
    """Restore without making an index."""
    return restore(look(copy), data, purged, lambda _: None)


def told(data: Path) -> dict[str, list[tuple[int, str, str]]]:
    """Return every document of a data folder: number, hash and file name of each version."""
    catalogue = open_catalogue(data)
    try:
        with catalogue.read() as session:
            return {
                row.id: [(version.number, version.sha256, version.file_name) for version in row.versions]
                for row in session.query(tables.Document)
            }
    finally:
        catalogue.close()
