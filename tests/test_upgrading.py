"""What an upgrade will do is told before, and done by the same command; the search answers on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue import CatalogueError, jobs, open_catalogue, tables, unasked
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


def test_scanned_pages_archived_before_there_was_ocr_are_told_and_asked_for_once(tmp_path: Path) -> None:
    catalogue, _ = new_catalogue(tmp_path)
    texts = {"helt": ["", " \n", "Text om samverkan " * 9], "tunt": ["", "sid. 2", "Text om samverkan " * 9]}
    for name, pages in texts.items():
        add(catalogue, name, pages)
    add(catalogue, "annat", [""])  # an empty page, but no picture
    with catalogue.write() as session:
        for version in session.scalars(select(tables.Version)):
            version.format = "pdf"
            version.counts = {"pages_with_image_only": 0 if version.document_id == "annat" else 2}
    assert outlook(tmp_path).pages_for_ocr == 4
    with catalogue.write() as session:
        assert (unasked.ask(session), unasked.ask(session)) == (4, 0)
    with catalogue.read() as session:
        assert jobs.counts(session).waiting == 4
        asked = session.execute(select(tables.Job.page).order_by(tables.Job.version_id, tables.Job.page))
        assert [page for (page,) in asked] == [1, 2, 1, 2]
        row = session.get_one(tables.PageRow, (1, 2))
        assert row.coverage == {"wants": "scan"}
    catalogue.close()
    assert outlook(tmp_path).pages_for_ocr == 0


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
    with closing(sqlite3.connect(archive.data / "catalogue.sqlite")) as database, database:
        database.execute("UPDATE versions SET format = 'pdf', counts = '{\"pages_with_image_only\": 1}'")
    manifest = next((archive.data / "index").rglob("manifest.json"))
    manifest.write_text(manifest.read_text().replace("; analyser ", "; analyser 0"))
    told = archive.run("upgrade", "--check")
    assert told.returncode == 0
    assert "the old one answers until the new one is there: less than a minute" in told.stdout
    assert "1 scanned pages of documents archived before there was OCR" in told.stdout
    older = archive.json("search", "samverkan")
    assert older["matching_documents"] == 1
    assert archive.json("upgrade")["index"] == "answers_meanwhile"
    again = archive.json("upgrade", "--check")
    assert (again["index"], again["pages_for_ocr"]) == ("stays", 0)
    assert archive.json("search", "samverkan")["matching_documents"] == 1
