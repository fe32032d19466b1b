"""An archive over a folder of small text files, reconciled without the search."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, documents, open_catalogue
from archive.catalogue.documents import Document, Withdrawn
from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Entry
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from ingest.folder.report import Report


@dataclass
class Archive:
    """A folder, its archive, and what a test asks of them."""

    settings: Settings
    catalogue: Catalogue

    @property
    def folder(self) -> Path:
        return self.settings.archive.folder

    def put(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def reconcile(self, *, confirm_withdraw: bool = False) -> Report:
        return Reconciler(self.catalogue, self.settings).run(confirm_withdraw=confirm_withdraw)

    def entry(self, path: str) -> Entry:
        with self.catalogue.read() as session:
            return ledger.entries(session)[path]

    def document_at(self, path: str) -> Document:
        found = self.document(str(self.entry(path).document))
        assert isinstance(found, Document)
        return found

    def document(self, document: str, version: int | None = None) -> Document | Withdrawn | None:
        with self.catalogue.read() as session:
            return documents.get(session, document, self.settings.publish, version)

    def text_of(self, document: Document) -> str:
        with self.catalogue.read() as session:
            page = documents.get_page(session, document, 1, self.settings.publish)
        assert page is not None
        return page.text


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "folder"
    folder.mkdir()
    settings = Settings(
        archive=ArchiveSettings(folder=folder, data=tmp_path / "run"),
        ingest=IngestSettings(settle_seconds=0),
    )
    catalogue = open_catalogue(settings.archive.data)
    yield Archive(settings, catalogue)
    catalogue.close()
