"""Opening the catalogue: SQLite set up so that nothing is lost, its schema brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from archive.dates import now

log = structlog.get_logger("archive.catalogue")

_MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_PRAGMAS = (
    "PRAGMA busy_timeout = 15000",  # first, so that the others wait too
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a committed transaction survives a power cut
    "PRAGMA secure_delete = ON",  # what is purged leaves no bytes behind
    "PRAGMA foreign_keys = ON",
)


RESTORING = ".restoring"
"""In a data folder: what a restore that is not finished has brought; nothing else may be done there."""


class CatalogueError(Exception):
    """The catalogue cannot be used; the text says why and what to do."""


class Catalogue:
    """The catalogue in one data folder. Thread-safe; open one for each process."""

    def __init__(self, data: Path) -> None:
        """Open `data`/catalogue.sqlite, made or upgraded first by :meth:`upgrade`."""
        self.path = data / "catalogue.sqlite"
        self._engine = _engine(self.path)
        self._session = sessionmaker(self._engine, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for reading; what it changes is thrown away."""
        with self._session() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are one transaction, committed when the block ends well.

        The transaction takes SQLite's write lock at its start, so it never fails half-way for it.
        """
        with self._session() as session, session.begin():
            session.connection(execution_options={"write": True})
            yield session

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def upgrade(self) -> None:
        """Make the schema, or bring it up to date; copy the database first.

        Of several processes that start at once, one does it while the others wait. Raises
        :class:`CatalogueError` where the schema is newer than this code knows.
        """
        config, known = _config(), scripts()
        with self._engine.connect() as connection:
            if _revision(connection) == known.get_current_head():
                return
        with self._engine.connect() as connection:
            connection.execution_options(write=True)
            with connection.begin():
                current = _revision(connection)
                if current == known.get_current_head():
                    return  # another process was quicker
                self._refuse_newer(current, known)
                if current is not None:
                    self._copy_aside(current)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def _refuse_newer(self, current: str | None, known: ScriptDirectory) -> None:
        if current is not None and current not in {script.revision for script in known.walk_revisions()}:
            raise CatalogueError(
                f"the catalogue {self.path} has schema {current}, newer than this program knows; "
                "upgrade the program, or put back the catalogue's copy from before its upgrade"
            )

    def _copy_aside(self, revision: str) -> None:
        stamp = now().strftime("%Y%m%dT%H%M%SZ")
        copy = self.path.with_name(f"catalogue.{stamp}.schema-{revision}.sqlite")
        needed = self.path.stat().st_size
        if shutil.disk_usage(self.path.parent).free < needed * 2:
            raise CatalogueError(
                f"too little disk space to copy the catalogue ({needed >> 20} MB) before its upgrade"
            )
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        log.info("catalogue copied before its upgrade", copy=copy.name)


def scripts() -> ScriptDirectory:
    """Return the revisions of the schema that this program knows."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's late one
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def open_catalogue(data: Path) -> Catalogue:
    """Make the data folder if need be, open the catalogue in it and bring its schema up to date."""
    if (data / RESTORING).exists():
        raise CatalogueError(f"a restore into {data} was interrupted; run `helixarkiv restore` again")
    try:
        data.mkdir(parents=True, exist_ok=True)
        catalogue = Catalogue(data)
        catalogue.upgrade()
    except CatalogueError:
        raise
    except Exception as error:
        raise CatalogueError(f"the catalogue in {data} cannot be opened: {_cause(error)}") from error
    return catalogue


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
