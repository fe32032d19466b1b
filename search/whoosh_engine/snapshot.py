"""The index as of one commit: all segments side by side, numbered through, without what is deleted.

Immutable but for a cache of postings, so that any number of threads can ask of one snapshot while
the engine takes up the next. A *record* is a page or a front, a *document* has one front; both are
numbered from 0 in the order of the segments. No answer may hang on these numbers.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import structlog

from search.engine import FACETS, EngineUnavailable
from search.whoosh_engine.segment import FacetPairs, Flags, Ints, Segment
from search.whoosh_engine.words.wordlist import WordList

log = structlog.get_logger("search.engine")

POSITION_BITS = 20
"""Room for a position in a place: a page of 200,000 characters and its notes hold fewer words."""

_CACHED_VALUES = 8_000_000  # 64 MB: some 4,000 terms of common queries on 50,000 pages


class Snapshot:
    """The committed index; see the module. `segments` come with the records deleted in each."""

    def __init__(self, segments: Sequence[tuple[Segment, Iterable[int]]]) -> None:
        self.segments = tuple(segment for segment, _ in segments)
        contents = [segment.contents for segment in self.segments]
        sizes = [len(c.document) for c in contents]
        self._offsets = [sum(sizes[:index]) for index in range(len(sizes))]
        documents = [len(c.front) for c in contents]
        firsts = [sum(documents[:index]) for index in range(len(documents))]

        live = np.ones(sum(sizes), dtype=np.bool_)
        for offset, (_, deleted) in zip(self._offsets, segments, strict=True):
            live[[offset + record for record in deleted]] = False
        self.live = live
        self.document = _joined(c.document + first for c, first in zip(contents, firsts, strict=True))
        self.number = _joined(c.number for c in contents)
        self.length = _joined(c.length for c in contents)
        self.front = _joined(c.front + at for c, at in zip(contents, self._offsets, strict=True))
        self.ids = tuple(document_id for c in contents for document_id in c.ids)
        self.sort_titles = tuple(title for c in contents for title in c.sort_titles)
        self.date_first = _joined(c.date_first for c in contents)
        self.date_last = _joined(c.date_last for c in contents)
        self.facets = {name: _facet([c.facets[name] for c in contents], firsts) for name in FACETS}

        self.live_documents: Flags = live[self.front]
        listed = np.concatenate([np.empty(0, dtype=np.bool_), *(c.listed for c in contents)])
        self.listed_documents: Flags = self.live_documents & listed
        self.is_page: Flags = live & (self.number > 0)
        self.is_front: Flags = live & (self.number == 0)
        self.front_of_record = self.front[self.document]
        self.pages = int(self.is_page.sum())
        self.documents = int(self.is_front.sum())
        self.average_length = float(self.length[self.is_page].sum()) / max(1, self.pages)
        self._cache = _Cache(_CACHED_VALUES)

    @cached_property
    def document_of_id(self) -> Mapping[str, int]:
        """The number of each document that is not deleted, by its id."""
        return {self.ids[number]: number for number in np.flatnonzero(self.live_documents).tolist()}

    @cached_property
    def rank_of_id(self) -> Ints:
        """The place of each document in order of id."""
        return _ranks(self.ids)

    @cached_property
    def rank_of_title(self) -> Ints:
        """The place of each document in order of title; equal titles share one."""
        return _ranks(self.sort_titles)

    def postings(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Return the records that hold a term, ascending, and how often each does."""
        return self._cache.get((field, term, "frequency"), lambda: self._read(Segment.postings, field, term))

    def occurrences(self, field: str, term: str) -> Ints:
        """Return each time a term stands in a field as record << POSITION_BITS | position, ascending."""

        def read() -> tuple[Ints]:
            records, positions = self._read(Segment.positions, field, term)
            fits = positions < 1 << POSITION_BITS
            return (records[fits] << POSITION_BITS | positions[fits],)

        return self._cache.get((field, term, "positions"), read)[0]

    def forms(self, field: str, prefix: str) -> Mapping[str, int]:
        """Return the terms of a field that begin so, with how many records hold them.

        Records that were deleted count until their segment is merged.
        """

        def read() -> tuple[Counter[str]]:
            counts: Counter[str] = Counter()
            with _whole():
                for segment in self.segments:
                    for term, count in segment.beginning_with(field, prefix):
                        counts[term] += count
            return (counts,)

        return self._cache.get((field, prefix, "forms"), read)[0]

    def words(self) -> tuple[WordList, ...]:
        """Return the exact forms of each segment, those of deleted records too."""
        with _whole():
            return tuple(segment.words() for segment in self.segments)

    def _read(
        self, read: Callable[[Segment, str, str], tuple[Ints, Ints]], field: str, term: str
    ) -> tuple[Ints, Ints]:
        with _whole():
            parts = [read(segment, field, term) for segment in self.segments]
        records = _joined(r + at for (r, _), at in zip(parts, self._offsets, strict=True))
        values = _joined(value for _, value in parts)
        live = self.live[records]
        return records[live], values[live]


@contextmanager
def _whole() -> Iterator[None]:
    """Say that the index is damaged where Whoosh cannot make sense of its files (torn, overwritten).

    They were whole when they were opened; what it raises then depends on where they are torn.
    """
    try:
        yield
    except Exception as error:
        log.exception("the index is damaged")
        raise EngineUnavailable(f"the index is damaged: {type(error).__name__}") from error


_Held = TypeVar("_Held", bound=tuple[Sized, ...])


class _Cache:
    """What was read last of the postings, up to a number of values. Thread-safe."""

    def __init__(self, values: int) -> None:
        self._room = values
        self._held: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...], read: Callable[[], _Held]) -> _Held:
        """Return what is held under a key; read it first where nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                held: _Held = self._held[key]
                return held
        read_now = read()
        with self._lock:
            if key not in self._held:
                self._held[key] = read_now
                self._room -= _size(read_now)
            while self._room < 0:
                _, dropped = self._held.popitem(last=False)
                self._room += _size(dropped)
        return read_now


def _size(held: tuple[Sized, ...]) -> int:
    return 100 + sum(len(part) for part in held)  # a term costs even where nothing holds it


def _joined(arrays: Iterable[Ints]) -> Ints:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays])


def _ranks(values: Sequence[str]) -> Ints:
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], dtype=np.int64)


def _facet(parts: Sequence[FacetPairs], firsts: Sequence[int]) -> FacetPairs:
    """Number values and documents of all segments through."""
    codes: dict[str, int] = {}
    renumbered = [
        np.array([codes.setdefault(v, len(codes)) for v in p.values], dtype=np.int64) for p in parts
    ]
    return FacetPairs(
        tuple(codes),
        _joined(part.document + first for part, first in zip(parts, firsts, strict=True)),
        _joined(numbers[part.code] for part, numbers in zip(parts, renumbered, strict=True)),
    )
