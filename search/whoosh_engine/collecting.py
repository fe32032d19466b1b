"""Collecting: from what matches to one window of ranked documents and exact counts.

Everything is counted over documents and their number of matching pages, so a facet costs a pass
over documents, not over pages.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search.engine import FACETS, Answer, DocumentHit, FacetCount, Filters, PageHit, Window
from search.whoosh_engine.matching import Matches
from search.whoosh_engine.scoring import DECIMALS, Scores
from search.whoosh_engine.segment import Flags, Ints
from search.whoosh_engine.snapshot import Snapshot


def collect(
    snapshot: Snapshot,
    matches: Matches | None,
    filters: Filters,
    window: Window,
    depth: int,
    limits: tuple[str, ...] = (),
) -> Answer:
    """Count, rank and cut out one window; `matches` None matches every document's front.

    `depth` is how many documents can be paged through, `limits` what bit while matching.
    """
    hits = _Hits(snapshot, matches)
    masks = {name: _carriers(snapshot, name, values) for name, values in filters.facets.items()}
    base = hits.found & _wanted(snapshot, filters)
    found = base.copy()
    for mask in masks.values():
        found &= mask
    ranked = _ranked(snapshot, np.flatnonzero(found), hits.document_scores, window.sort)
    last = window.first + window.documents
    if depth < min(last, len(ranked)):
        last, limits = depth, (*limits, "depth")
    return Answer(
        matching_pages=int(hits.pages_of_document[found].sum()),
        matching_documents=len(ranked),
        hits=tuple(hits.of_document(int(number), window.pages) for number in ranked[window.first : last]),
        facets={name: _counts(snapshot, name, base, masks, hits.pages_of_document) for name in FACETS},
        limits=limits,
    )


class _Hits:
    """The pages and documents that match, before any filter."""

    def __init__(self, snapshot: Snapshot, matches: Matches | None) -> None:
        self._snapshot = snapshot
        documents = len(snapshot.ids)
        if matches is None:
            self._records = np.empty(0, dtype=np.int64)
            self._scores = np.empty(0)
            self.pages_of_document = np.zeros(documents, dtype=np.int64)
            self.found = snapshot.listed_documents
            self.document_scores = np.zeros(documents)
            return
        self._records = np.flatnonzero(matches.own)
        self._scores = np.round(matches.scores[self._records], DECIMALS)
        of_page = snapshot.document[self._records]
        self.pages_of_document = np.bincount(of_page, minlength=documents)
        on_front = matches.matches[snapshot.front] & snapshot.listed_documents
        self.found = on_front | (self.pages_of_document > 0)
        best = np.zeros(documents)
        np.maximum.at(best, of_page, self._scores)
        self.document_scores = np.round(best + matches.scores[snapshot.front], DECIMALS)

    def of_document(self, number: int, pages: int) -> DocumentHit:
        """Return a document with its best pages."""
        snapshot = self._snapshot
        front = int(snapshot.front[number])
        first = int(np.searchsorted(self._records, front))
        last = first + int(self.pages_of_document[number])
        numbers, scores = snapshot.number[self._records[first:last]], self._scores[first:last]
        best = np.lexsort((numbers, -scores))[:pages]
        shown = zip(numbers[best].tolist(), scores[best].tolist(), strict=True)
        return DocumentHit(
            id=snapshot.ids[number],
            score=float(self.document_scores[number]),
            pages=tuple(PageHit(page, score) for page, score in shown),
            more_pages=last - first - len(best),
        )


def _wanted(snapshot: Snapshot, filters: Filters) -> Flags:
    """Tell of each document whether everything but the facets lets it through."""
    wanted = np.ones(len(snapshot.ids), dtype=np.bool_)
    if filters.date_from or filters.date_to:
        wanted &= snapshot.date_first > 0
    if filters.date_from:
        wanted &= snapshot.date_last >= filters.date_from
    if filters.date_to:
        wanted &= snapshot.date_first <= filters.date_to
    if filters.only is not None:
        wanted &= _named(snapshot, filters.only)
    if filters.exclude:
        wanted &= ~_named(snapshot, filters.exclude)
    return wanted


def _named(snapshot: Snapshot, ids: frozenset[str]) -> Flags:
    named = np.zeros(len(snapshot.ids), dtype=np.bool_)
    known = snapshot.document_of_id
    named[[known[document_id] for document_id in ids if document_id in known]] = True
    return named


def _carriers(snapshot: Snapshot, name: str, values: frozenset[str]) -> Flags:
    """Tell of each document whether it carries one of the values of a facet."""
    facet = snapshot.facets[name]
    asked = np.array([value in values for value in facet.values], dtype=np.bool_)
    carriers = np.zeros(len(snapshot.ids), dtype=np.bool_)
    carriers[facet.document[asked[facet.code]]] = True
    return carriers


def _counts(
    snapshot: Snapshot, name: str, base: Flags, masks: Mapping[str, Flags], pages: Ints
) -> dict[str, FacetCount]:
    """Count the values of a facet under every filter but its own."""
    found = base
    for other, mask in masks.items():
        if other != name:
            found = found & mask
    facet = snapshot.facets[name]
    counted = found[facet.document]
    documents, codes = facet.document[counted], facet.code[counted]
    of_documents = np.bincount(codes, minlength=len(facet.values))
    of_pages = np.bincount(codes, weights=pages[documents], minlength=len(facet.values))
    return {
        facet.values[code]: FacetCount(int(of_documents[code]), int(of_pages[code]))
        for code in np.flatnonzero(of_documents).tolist()
    }


def _ranked(snapshot: Snapshot, documents: Ints, scores: Scores, sort: str) -> Ints:
    """Return the documents in order; equals stand in order of id."""
    by_id = snapshot.rank_of_id[documents]
    if sort == "titel":
        return documents[np.lexsort((by_id, snapshot.rank_of_title[documents]))]
    if sort in ("datum", "-datum"):
        dates = snapshot.date_first[documents]
        direction = -1 if sort == "-datum" else 1
        return documents[np.lexsort((by_id, direction * dates, dates == 0))]
    return documents[np.lexsort((by_id, -scores[documents]))]
