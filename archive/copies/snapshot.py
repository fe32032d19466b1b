"""The catalogue as it was at one moment, in a file of its own, with nothing in it that opens a door.

Staff stay by their names, since their decisions do; what is kept of their passwords does not go along.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from archive.catalogue.staff.signing.users import hashed
from archive.copies.files import CopyError, sync

_WAIT = 60.0  # seconds for whoever holds the database


def take(catalogue: Path, target: Path) -> None:
    """Copy the catalogue, consistent also while others write to it; it is on the disk then.

    `VACUUM INTO` reads one moment of it and copies no free page, so nothing deleted goes along.
    Raises :class:`CopyError` where the disk is full or the catalogue damaged.
    """
    try:
        with closing(sqlite3.connect(catalogue, timeout=_WAIT, isolation_level=None)) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        _lock_out(target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise CopyError(f"the catalogue cannot be copied to {target}: {error}") from error
    sync(target)


def settle(catalogue: Path) -> None:
    """Bring all of a catalogue that was opened into the one file, on the disk then."""
    with closing(sqlite3.connect(catalogue, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    sync(catalogue)


def originals(catalogue: Path) -> Mapping[str, int]:
    """Return SHA-256 and size in bytes of every original that a version of the catalogue refers to."""
    with closing(sqlite3.connect(catalogue, timeout=_WAIT)) as source:
        return dict(source.execute("SELECT sha256, max(size) FROM versions GROUP BY sha256"))


def schema(catalogue: Path) -> str:
    """Return the revision of a catalogue's schema."""
    with closing(sqlite3.connect(catalogue, timeout=_WAIT)) as source:
        return str(source.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _lock_out(copied: Path) -> None:
    """Give every user of the copy a password that nobody knows, so that none can be tried out on it."""
    nobody = hashed(secrets.token_hex(32))
    with closing(sqlite3.connect(copied, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")  # the old hashes leave no bytes either
        copy.execute("UPDATE users SET password_hash = ?, session_key = ''", (nobody,))
