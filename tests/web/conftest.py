"""An archive in a temporary folder, the application over it, and clients of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import documents, open_catalogue
from archive.kept.originals import Originals
from archive.settings import ArchiveSettings, PublishSettings, Settings, WebSettings
from search.indexer import Indexer
from search.language.analyser import Analyser
from search.results import SimilarPage
from tests.web import material
from tests.web.answering import Answering
from web import create_app
from web.site import keep


@dataclass(frozen=True)
class Archive:
    """A filled archive: where its data is, and the ids of its documents by key."""

    data: Path
    ids: dict[str, str]

    def settings(self, publish: PublishSettings | None = None, **web: Any) -> Settings:
        return Settings(
            archive=ArchiveSettings(folder=self.data.parent / "folder", data=self.data),
            web=WebSettings(**web),
            publish=publish or PublishSettings(),
        )


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that no test changes."""
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


def make_archive(data: Path, *, filled: bool = True, indexed: bool = True) -> Archive:
    """Make an archive and its index."""
    catalogue = open_catalogue(data)
    made = Archive(data, material.fill(catalogue, Originals(data)) if filled else {})
    if indexed:
        Indexer(catalogue, data, made.settings(), Analyser()).follow()
    catalogue.close()
    return made


@pytest.fixture(scope="session")
def app(archive: Archive) -> Flask:
    return as_tested(create_app(archive.settings()))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def answering_app(archive: Archive) -> Flask:
    """An application whose search tells everything that a page can show."""
    made = as_tested(create_app(archive.settings()))
    site = made.extensions["helixarkivet"]
    with site.catalogue.read() as session:
        deck = documents.get(session, archive.ids["bildspel"], site.settings.publish)
    similar = (SimilarPage(deck, 2, "2", "Så gör vi"), SimilarPage(deck, 4, "4", "Tack"))
    keep(made.extensions, replace(site, search=Answering(site.search, similar)))
    return made


@pytest.fixture
def answering(answering_app: Flask) -> FlaskClient:
    return answering_app.test_client()


@pytest.fixture
def client_with(archive: Archive) -> Callable[..., FlaskClient]:
    """A client of an application with other settings over the same archive."""
    return lambda **web: as_tested(create_app(archive.settings(**web))).test_client()


def as_tested(app: Flask) -> Flask:
    app.config["TESTING"] = True
    return app


@pytest.fixture
def own_archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive that the test may change."""
    yield make_archive(tmp_path / "data")
