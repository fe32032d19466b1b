import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from archive.catalogue import CatalogueError, open_catalogue
from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Fingerprint
from archive.catalogue.folder.status import status
from archive.catalogue.tables import Base, Event
from archive.dates import now

ROOT = Path(__file__).parents[2]


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


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    """A data folder of the first schema, which holds one refused file."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "archive" / "migrations"))
    engine = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO places (path, size, mtime_ns, ctime_ns, sha256, descriptors, state, outcome, "
                "reason, reader, seen_at, changed_at) VALUES ('a.pdf', 1, 2, 3, 'ab', '', 'refused', "
                "'damaged', 'broken', '', '2026-01-02 03:04:05', '2026-01-02 03:04:05')"
            )
        )
    engine.dispose()
    return tmp_path


def test_an_upgrade_keeps_what_is_there_and_a_copy_of_it(first_schema: Path) -> None:
    catalogue = open_catalogue(first_schema)
    with catalogue.read() as session:
        entry = ledger.entry_at(session, "a.pdf")
        (file,) = status(session).files
    catalogue.close()
    assert entry is not None
    assert (entry.fingerprint, entry.reason) == (Fingerprint(1, 2, 3), "broken")
    assert (entry.progress, entry.tries, entry.retry_at) == ("", 0, None)
    assert (file.state, file.since) == ("refused", "2026-01-02T03:04:05+00:00")
    (copy,) = first_schema.glob("catalogue.*.schema-0001.sqlite")
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT path FROM places").fetchall() == [("a.pdf",)]


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
