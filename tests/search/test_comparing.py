"""Index and catalogue compared both ways, and brought together again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from archive.catalogue import Catalogue, tables
from archive.dates import now
from archive.pages import Page
from archive.settings import Settings
from search import indexer
from search.indexer.comparing import Differences, differences, index_again
from search.language.analyser import Analyser
from search.opening import open_engine
from tests.search.archives import add, change, new_catalogue

ANALYSER = Analyser()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[tuple[Catalogue, Settings]]:
    catalogue, settings = new_catalogue(tmp_path)
    add(catalogue, "ett", ["samverkan", "avhoppare"])
    add(catalogue, "två", ["tryggve", Page(2, "dold", hidden=True)])
    add(catalogue, "dolt", ["hemligt"], taken_down_at=now())
    follow(catalogue, settings)
    yield catalogue, settings
    catalogue.close()


def follow(catalogue: Catalogue, settings: Settings) -> None:
    indexer.follow(catalogue, settings.archive.data, settings, ANALYSER)


def compare(catalogue: Catalogue, settings: Settings) -> Differences:
    with catalogue.read() as session:
        return differences(session, open_engine(settings).pages_held(), settings.publish)


def test_what_was_just_indexed_agrees(archive: tuple[Catalogue, Settings]) -> None:
    assert compare(*archive) == Differences()


def test_what_only_waits_is_no_difference(archive: tuple[Catalogue, Settings]) -> None:
    catalogue, settings = archive
    add(catalogue, "nytt", ["nyss"])
    change(catalogue, "ett", taken_down_at=now())
    assert compare(catalogue, settings) == Differences()


def test_each_difference_is_named_and_put_right(archive: tuple[Catalogue, Settings]) -> None:
    catalogue, settings = archive
    other = settings.archive.data / "other"
    lying, _ = new_catalogue(other)  # an index made by another archive
    add(lying, "ett", ["samverkan"])
    add(lying, "främmande", ["annat"])
    indexer.follow(lying, settings.archive.data, settings, ANALYSER)
    lying.close()
    with catalogue.write() as session:  # marks that are believed
        session.execute(update(tables.Document).values(indexed_revision=tables.Document.revision))
    found = compare(catalogue, settings)
    assert found == Differences(lacking=("två",), left_over=("främmande",), other_pages=("ett",))
    with catalogue.write() as session:
        index_again(session, (*found.lacking, *found.left_over, *found.other_pages))
    follow(catalogue, settings)
    assert compare(catalogue, settings) == Differences()
    assert open_engine(settings).pages_held() == {"ett": 2, "två": 1}
