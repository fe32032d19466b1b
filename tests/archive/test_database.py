import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from archive.catalogue import CatalogueError, open_catalogue
from archive.catalogue.tables import Base, Event
from archive.dates import now


def test_the_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_the_catalogue_is_set_up_so_that_nothing_is_lost(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path)
    with catalogue.read() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
        }
    catalogue.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 15000,
    }


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CatalogueError, match="newer than this program knows"):
        open_catalogue(tmp_path)


def test_an_upgrade_copies_the_database_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = open_catalogue(tmp_path)
    with catalogue.write() as session:
        session.add(Event(at=now(), kind="test"))
    # As if this code knew one revision more than the database has
    monkeypatch.setattr("alembic.script.ScriptDirectory.get_current_head", lambda _self: "0002")
    monkeypatch.setattr("alembic.command.upgrade", lambda *_: None)
    catalogue.upgrade()
    catalogue.close()
    (copy,) = tmp_path.glob("catalogue.*.schema-0001.sqlite")
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT kind FROM events").fetchall() == [("test",)]


def test_what_is_not_committed_leaves_no_trace(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path)

    class Stop(Exception):  # noqa: N818
        pass

    with pytest.raises(Stop), catalogue.write() as session:
        session.add(Event(at=now(), kind="test"))
        session.flush()
        raise Stop
    with catalogue.read() as session:
        assert session.query(Event).count() == 0
    catalogue.close()


def test_a_data_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CatalogueError, match="cannot be opened"):
        open_catalogue(tmp_path / "file")
    (tmp_path / "catalogue.sqlite").write_text("this is no database, however long it may be" * 50)
    with pytest.raises(CatalogueError, match="not a database"):
        open_catalogue(tmp_path)
