"""What opening a catalogue with this program will do to it; nothing is done here."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import unasked
from archive.catalogue.database import CatalogueError, scripts

_COPIED_A_SECOND = 50 << 20  # bytes: a slow disk, synced


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an upgrade of the catalogue means. Sizes in bytes, times in seconds."""

    schema: str  # as it is
    newest: str  # as this program makes it
    steps: tuple[str, ...]  # what each revision between does, the first first
    size: int
    free: int  # on its disk
    seconds: float
    pages: int  # of the latest versions: all that an index may hold
    pages_a_second: float  # that were last indexed; 0 where that is not known
    pages_for_ocr: int  # scanned, of documents that were archived before there was OCR

    @property
    def fits(self) -> bool:
        """Whether there is room for the copy that is made before, and for what SQLite needs."""
        return not self.steps or self.free >= 2 * self.size


def outlook(data: Path) -> Outlook:
    """Return what opening the catalogue of a data folder will do; it is only read.

    Raises :class:`CatalogueError` where there is none, or its schema is newer than this program's.
    """
    path = data / "catalogue.sqlite"
    if not path.is_file():
        raise CatalogueError(f"there is no catalogue in {data} yet; the first `helixarkiv ingest` makes it")
    directory = scripts()
    newest = directory.get_current_head() or ""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        schema = _value(connection, "SELECT version_num FROM alembic_version") or ""
        pages = _value(connection, "SELECT coalesce(sum(page_count), 0) FROM documents")
        for_ocr = unasked.count(connection)
        rate = _value(connection, "SELECT value FROM facts WHERE key = ?", INDEXED_A_SECOND)
    known = {script.revision: script for script in directory.walk_revisions()}
    if schema not in known:
        raise CatalogueError(f"the catalogue {path} has schema {schema}, newer than this program knows")
    between = [] if schema == newest else list(directory.iterate_revisions(newest, schema))
    size = path.stat().st_size
    return Outlook(
        schema=str(schema),
        newest=newest,
        steps=tuple(_first_lines(script.doc for script in reversed(between))),
        size=size,
        free=shutil.disk_usage(data).free,
        seconds=2 * size / _COPIED_A_SECOND if between else 0.0,
        pages=int(str(pages)),
        pages_a_second=float(str(rate)) if rate else 0.0,
        pages_for_ocr=for_ocr,
    )


INDEXED_A_SECOND = "pages-indexed-a-second"
"""The fact in which the indexer leaves how quick it was."""


def _value(connection: sqlite3.Connection, query: str, *values: str) -> object:
    row = connection.execute(query, values).fetchone()
    return row[0] if row else None


def _first_lines(docs: Iterable[str]) -> list[str]:
    return [doc.strip().splitlines()[0] for doc in docs]
