"""The sample material as an archive of its own, in a folder that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue, documents, open_catalogue
from archive.settings import Settings
from bench.relevance.ranking.collection import Document
from ingest.folder.reconciler import Reconciler
from search import indexer
from search.ask import Search
from search.language.analyser import Analyser
from search.opening import open_search

_MATERIAL = Path(__file__).resolve().parents[2] / "data" / "material"
_ALL = 1000  # documents and pages of one: more than the sample has


@dataclass(frozen=True, slots=True)
class SampleArchive:
    """The sample material, read, catalogued and indexed."""

    settings: Settings
    catalogue: Catalogue
    search: Search

    def pages(self) -> tuple[Document, ...]:
        """Return each page that readers may see as a document of its own, its heading first."""
        publish = self.settings.publish
        found = []
        with self.catalogue.read() as session:
            for document in documents.listing(session, 0, _ALL, publish)[1]:
                for page in documents.get_pages(session, document, range(_ALL), publish).values():
                    name = f"{document.title[:40]}, {page.label or page.number}"
                    found.append(Document(name, "", (f"{page.title}\n{page.text}",)))
        return tuple(found)


@contextmanager
def sample_archive() -> Iterator[SampleArchive]:
    """Read the sample material as `helixarkiv ingest` does, and open the search of it."""
    with tempfile.TemporaryDirectory(prefix="helixarkivet-bench-") as data:
        settings = Settings.model_validate({"archive": {"folder": _MATERIAL, "data": Path(data)}})
        catalogue = open_catalogue(settings.archive.data)
        try:
            Reconciler(catalogue, settings).run(wait=True)
            indexer.follow(catalogue, settings.archive.data, settings, Analyser())
            yield SampleArchive(settings, catalogue, open_search(settings, catalogue))
        finally:
            catalogue.close()
