"""One of Whoosh's segments, read into arrays once and kept as long as the index holds it.

A segment never changes, save that records of it are marked as deleted, which is not looked at here
(`search.whoosh_engine.snapshot` does). Record numbers are Whoosh's within the segment.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.reading import SegmentReader, TermNotFound

from search.engine import FACETS, EngineUnavailable
from search.whoosh_engine.schema import PARTS, exact_field, keys_field
from search.whoosh_engine.words.wordlist import WordList

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_NONE: Ints = np.empty(0, dtype=np.int64)
_TERMS_AT_ONCE = 500
_SMALL_FIELDS = frozenset(
    name(part) for part in PARTS if part != "text" for name in (exact_field, keys_field)
)


@dataclass(frozen=True, slots=True)
class FacetPairs:
    """Which document carries which value of a facet: one pair for each, `values` numbered by `code`."""

    values: tuple[str, ...]
    document: Ints
    code: Ints


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a segment: a row for each record, a row for each document."""

    document: Ints  # of each record, the number of its document within the segment
    number: Ints  # of each record, its page number; 0 is a front
    length: Ints  # of each record, words in its text
    front: Ints  # of each document, its front record
    ids: tuple[str, ...]
    sort_titles: tuple[str, ...]
    listed: Flags  # of each document, whether its front is a hit of its own
    date_first: Ints
    date_last: Ints
    facets: Mapping[str, FacetPairs]


class Segment:
    """A segment's contents, and its postings on demand. Thread-safe.

    Whoosh's readers of postings share one file position, so one thread at a time reads.
    """

    def __init__(self, reader: SegmentReader) -> None:
        """Read the contents; raise :class:`EngineUnavailable` where records do not add up."""
        self._reader = reader
        self._reading = threading.Lock()
        self._listing = threading.Lock()
        self._words: WordList | None = None
        self._terms: dict[str, frozenset[str]] = {}
        self.id: str = reader.segment().segment_id()
        self.contents = _contents(_fronts(reader))
        weakref.finalize(self, reader.close)

    def postings(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Return the records that hold a term, ascending, and how often each does."""
        if self._lacks(field, term):
            return _NONE, _NONE
        records: list[int] = []
        frequencies: list[float] = []
        with self._reading:
            matcher = self._matcher(field, term)
            while matcher is not None and matcher.is_active():
                records.append(matcher.id())
                frequencies.append(matcher.weight())
                matcher.next()
        return np.array(records, dtype=np.int64), np.array(frequencies, dtype=np.int64)

    def positions(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Return a record and a position for each time a term stands in a field, ascending."""
        if self._lacks(field, term):
            return _NONE, _NONE
        records: list[int] = []
        values: list[bytes] = []
        with self._reading:
            matcher = self._matcher(field, term)
            while matcher is not None and matcher.is_active():
                records.append(matcher.id())
                values.append(matcher.value())
                matcher.next()
        counts = np.fromiter((len(value) // 4 for value in values), dtype=np.int64, count=len(values))
        positions = np.frombuffer(b"".join(values), dtype="<u4").astype(np.int64)
        return np.repeat(np.array(records, dtype=np.int64), counts), positions

    def beginning_with(self, field: str, prefix: str) -> list[tuple[str, int]]:
        """Return each term that begins so, in order, with the number of records that hold it.

        Deleted records that are not merged away yet count.
        """
        start = prefix.encode()
        following = takewhile(
            lambda item: item[0][0] == field and item[0][1].startswith(start),
            self._reader.iter_from(field, prefix),
        )
        found: list[tuple[str, int]] = []
        while some := self._next(following):
            found += [(term.decode(), info.doc_frequency()) for (_, term), info in some]
        return found

    def words(self) -> WordList:
        """Return the exact forms; the first who asks waits while they are read (5 µs a form)."""
        with self._listing:
            if self._words is None:
                counts: Counter[str] = Counter()
                for part in PARTS:
                    for form, records in self.beginning_with(exact_field(part), ""):
                        counts[form] += records
                self._words = WordList(counts)
            return self._words

    def _lacks(self, field: str, term: str) -> bool:
        """Tell where a word is looked for in vain, as most are in titles and names: those are few."""
        if field not in _SMALL_FIELDS:
            return False
        if field not in self._terms:
            self._terms[field] = frozenset(each for each, _ in self.beginning_with(field, ""))
        return term not in self._terms[field]

    def _next(self, following: Iterator[Any]) -> list[Any]:
        """Read on for a moment, so that postings are not waited for while all terms are read."""
        with self._reading:
            return list(islice(following, _TERMS_AT_ONCE))

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None


def _fronts(reader: SegmentReader) -> list[tuple[int, dict[str, Any]]]:
    """Return every front with its record number; deleted ones too, as their pages hold places."""
    fronts = []
    record, size = 0, reader.doc_count_all()
    while record < size:
        stored = reader.stored_fields(record).get("front")
        if stored is None:
            raise EngineUnavailable(f"segment {reader.segment().segment_id()}: record {record} is no front")
        front = json.loads(stored)
        fronts.append((record, front))
        record += 1 + len(front["pages"])
    if record != size:
        raise EngineUnavailable(f"segment {reader.segment().segment_id()} lacks pages")
    return fronts


def _contents(fronts: list[tuple[int, dict[str, Any]]]) -> Contents:
    rows = [row for _, front in fronts for row in ((0, 0), *front["pages"])]
    number, length = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    records = [1 + len(front["pages"]) for _, front in fronts]
    dates = np.array([front["dates"] for _, front in fronts], dtype=np.int64).reshape(-1, 2)
    return Contents(
        document=np.repeat(np.arange(len(fronts)), records),
        number=number,
        length=length,
        front=np.array([record for record, _ in fronts], dtype=np.int64),
        ids=tuple(front["id"] for _, front in fronts),
        sort_titles=tuple(front["sort_title"] for _, front in fronts),
        listed=np.array([front["listed"] for _, front in fronts], dtype=np.bool_),
        date_first=dates[:, 0],
        date_last=dates[:, 1],
        facets={name: _pairs([front["facets"].get(name, ()) for _, front in fronts]) for name in FACETS},
    )


def _pairs(values: list[list[str]]) -> FacetPairs:
    codes: dict[str, int] = {}
    pairs = [
        (document, codes.setdefault(value, len(codes)))
        for document, of_document in enumerate(values)
        for value in dict.fromkeys(of_document)
    ]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return FacetPairs(tuple(codes), table[:, 0], table[:, 1])
