"""The vocabulary of a snapshot, as one reader may know it at this moment.

Spellings come from the lists of the segments, which also hold the words of records that were deleted
or must not show. What is told is therefore counted anew from the postings, for the few words at hand:
the lists say on how many records a word stands at most, so that counting ends as soon as none that is
left could come before those that were counted.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from search.query.vocabulary import Form
from search.whoosh_engine.schema import PARTS, exact_field, keys_field
from search.whoosh_engine.snapshot import Snapshot
from search.whoosh_engine.words.wordlist import Counted

_EXACT_FIELDS = tuple(exact_field(part) for part in PARTS)
_KEYS_FIELDS = tuple(keys_field(part) for part in PARTS)

_FEWEST_OF_CLOSE = 2  # records; what stands once may itself be misspelt


class LiveVocabulary:
    """A `Vocabulary` for one question. Counts each word once, so it is not to be held on to."""

    def __init__(self, snapshot: Snapshot, exclude: frozenset[str]) -> None:
        """Take the words of a snapshot, without the records of some documents."""
        self._snapshot = snapshot
        known = snapshot.document_of_id
        excluded = [known[document_id] for document_id in exclude if document_id in known]
        self._shown = ~np.isin(snapshot.document, excluded) if excluded else None
        self._counted: dict[str, int] = {}

    def records(self, exact: str) -> int:
        """Return on how many records this form stands."""
        if exact not in self._counted:
            self._counted[exact] = self._count(_EXACT_FIELDS, exact)
        return self._counted[exact]

    def key_records(self, key: str) -> int:
        """Return on how many records this key stands."""
        return self._count(_KEYS_FIELDS, key)

    def spelled(self, folded: str) -> tuple[Form, ...]:
        """Return the forms whose folded spelling is this one, the commonest first."""
        forms = _summed(chain.from_iterable(words.spelled(folded) for words in self._snapshot.words()))
        return self._first([(0, -most, exact) for exact, most in forms], len(forms))

    def close_to(self, folded: str, distance: int, limit: int) -> tuple[Form, ...]:
        """Return forms whose folded spelling is at most so many edits away, the nearest first."""
        edits: dict[str, int] = {}
        most: Counter[str] = Counter()
        for words in self._snapshot.words():
            for exact, count, apart in words.close_to(folded, distance):
                edits[exact] = apart
                most[exact] += count
        return self._first(
            [(edits[exact], -count, exact) for exact, count in most.items()], limit, _FEWEST_OF_CLOSE
        )

    def beginning(self, folded: str, limit: int) -> tuple[Form, ...]:
        """Return the forms whose folded spelling begins so, the commonest first."""
        forms = _summed(chain.from_iterable(words.beginning(folded) for words in self._snapshot.words()))
        return self._first([(0, -most, exact) for exact, most in forms], limit)

    def _first(self, candidates: list[tuple[int, int, str]], limit: int, fewest: int = 1) -> tuple[Form, ...]:
        """Return the first of (edits, -most records, form) in order of the records that there are."""
        heapq.heapify(candidates)
        found: list[tuple[int, int, str]] = []
        while candidates:
            edits, most, exact = candidate = heapq.heappop(candidates)
            if -most < fewest:
                continue
            if len(found) >= limit and (not limit or found[limit - 1] < candidate):
                break
            count = self.records(exact)
            if count >= fewest:
                insort(found, (edits, -count, exact))
        return tuple(Form(exact, -count) for _, count, exact in found[:limit])

    def _count(self, fields: Iterable[str], term: str) -> int:
        found = [records for field in fields if len(records := self._snapshot.postings(field, term)[0])]
        if not found:
            return 0
        if len(found) == 1 and self._shown is None:
            return len(found[0])
        stands = np.zeros(len(self._snapshot.document), dtype=np.bool_)
        for records in found:
            stands[records] = True
        if self._shown is not None:
            stands &= self._shown
        return int(stands.sum())


def _summed(forms: Iterator[Counted]) -> list[Counted]:
    counts: Counter[str] = Counter()
    for exact, most in forms:
        counts[exact] += most
    return list(counts.items())
