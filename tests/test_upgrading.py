"""What an upgrade will do is told before, and done by the same command; the search answers on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.catalogue import CatalogueError, open_catalogue
from archive.catalogue.folder import facts
from archive.catalogue.outlook import INDEXED_A_SECOND, outlook
from archive.settings import PublishSettings
from search.indexer import Indexer
from search.indexer.outlook import Fate, fate
from search.language.analyser import Analyser
from tests.installed import Installed
from tests.search.archives import add, new_catalogue


def test_a_catalogue_that_is_up_to_date_stays(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    coming = outlook(tmp_path)
    assert (coming.schema, coming.steps, coming.seconds, coming.fits) == (coming.newest, (), 0.0, True)


def test_each_step_to_come_is_named(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0002'")
    coming = outlook(tmp_path)
    assert coming.schema == "0002"
    assert coming.steps[0].startswith("Staff, what they decide and ask for")
    assert len(coming.steps) == int(coming.newest) - 2


def test_a_newer_catalogue_and_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        outlook(tmp_path)
    open_catalogue(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CatalogueError, match="newer"):
        outlook(tmp_path)


def test_the_fate_of_the_index_and_how_long_it_took_are_known(tmp_path: Path) -> None:
    catalogue, settings = new_catalogue(tmp_path)
    assert fate(tmp_path, settings.publish) is Fate.IS_AWAY_MEANWHILE
    add(catalogue, "a", ["samverkan"] * 120)
    Indexer(catalogue, tmp_path, settings, Analyser()).rebuild()
    with catalogue.read() as session:
        assert float(facts.get(session, INDEXED_A_SECOND)) == outlook(tmp_path).pages_a_second > 0
    catalogue.close()
    assert outlook(tmp_path).pages == 120
    assert fate(tmp_path, settings.publish) is Fate.STAYS
    assert fate(tmp_path, PublishSettings(notes=True)) is Fate.IS_AWAY_MEANWHILE
    manifest = next((tmp_path / "index").rglob("manifest.json"))
    manifest.write_text(manifest.read_text().replace("; analyser ", "; analyser 0"))
    assert fate(tmp_path, settings.publish) is Fate.ANSWERS_MEANWHILE


def test_the_command_says_what_it_will_do_and_does_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("samverkan")
    archive = Installed(folder, tmp_path / "run")
    archive.json("ingest")
    manifest = next((archive.data / "index").rglob("manifest.json"))
    manifest.write_text(manifest.read_text().replace("; analyser ", "; analyser 0"))
    told = archive.run("upgrade", "--check")
    assert told.returncode == 0
    assert "the old one answers until the new one is there: less than a minute" in told.stdout
    older = archive.json("search", "samverkan")
    assert older["matching_documents"] == 1
    assert archive.json("upgrade")["index"] == "answers_meanwhile"
    assert archive.json("upgrade", "--check")["index"] == "stays"
    assert archive.json("search", "samverkan")["matching_documents"] == 1
