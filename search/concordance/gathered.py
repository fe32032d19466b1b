"""All lines of a concordance, gathered once, counted and put in order on disk.

They are one reading of index and catalogue: what is counted is what is shown. SQLite's private
temporary database holds them, in memory while they are few, and sorts them within bounded memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType

from archive.catalogue.documents import Document
from search.concordance.lines import Line
from search.concordance.sorting import key

_AT_ONCE = 500


class Gathered:
    """Lines in an order of :data:`search.concordance.sorting.ORDERS`; close it to let go of the disk."""

    def __init__(self, order: str) -> None:
        """Hold no line yet."""
        self._order = order
        self._documents: dict[str, Document] = {}
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute(
            "CREATE TABLE line (sort TEXT, document TEXT, page INTEGER, label TEXT,"
            " mark INTEGER, before TEXT, middle TEXT, after TEXT)"
        )

    def __enter__(self) -> Gathered:
        """Hold lines until the block ends."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of them."""
        self._database.close()

    def add(self, lines: Iterable[Line]) -> None:
        """Take up lines, in the order of the results."""
        self._database.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(self._row, lines))

    @property
    def total(self) -> int:
        """How many lines there are."""
        return int(self._database.execute("SELECT count(*) FROM line").fetchone()[0])

    def lines(self, first: int = 0, count: int = -1) -> Iterator[Line]:
        """Yield lines in order, a window of them where asked."""
        found = self._database.execute(
            "SELECT document, page, label, mark, before, middle, after FROM line"
            " ORDER BY sort, rowid LIMIT ? OFFSET ?",
            (count, first),
        )
        while rows := found.fetchmany(_AT_ONCE):
            for document, *rest in rows:
                yield Line(self._documents[document], *rest)

    def _row(self, line: Line) -> tuple[str | int, ...]:
        document = self._documents.setdefault(line.document.id, line.document)
        return (
            key(line, self._order),
            document.id,
            line.page,
            line.label,
            line.mark,
            line.left,
            line.middle,
            line.right,
        )
