"""How a match scores: BM25 over what is live, and the weight of each place, in this one module.

BM25 as Robertson and Zaragoza (2009) give it, k1 1.2 and b .75 as in their experiments; the idf is
the one that is never negative, log(1 + (N - n + .5) / (n + .5)). Pages and fronts are two
collections with statistics of their own. Only the text of pages is normalised by length, in words:
titles and names are short, and a longer one is not a worse one.

A page's score is of its own text and title. A document's score is that of its best page plus that
of its front (what it is about).

Neighbours in the question that stand near each other on a page add to its score, once for each pair
and most where they stand as they were asked, after the idea of Büttcher, Clarke and Lushman (2006):
`proximity` times the lesser idf of the two times their closeness (`matching.nearness`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from search.whoosh_engine.segment import Ints
from search.whoosh_engine.snapshot import Snapshot

Scores = npt.NDArray[np.float64]

DECIMALS = 6
"""Scores are rounded before they are compared, so that no rank hangs on the last bit of a sum."""

MOST_OCCURRENCES = 100_000
"""A word that stands more often is too common for it to matter what it stands beside."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a word counts by where it stands (`page`, `front`), and what is added to that.

    `exact` is for the very form typed, in the text of pages; `related` for the parts of a compound
    (`Term.related`); `proximity` for neighbours (0: never looked at). `k1` and `b` are BM25's.

    Chosen by nDCG@10 on two development collections of questions (`bench.relevance`), first figure and
    second, and round, since differences under .01 are noise: `exact` .2 .665 .516, **.3 .669 .517**,
    .5 .673 .512; `related` .5 .673 .509, .8 .672 .515, **1 .669 .517**; `proximity` 0 .666 .514, .5 .668
    .517, **1 .677 .521**, 1.5 .676 .519, 2 .672 .517; `k1` .9 and `b` .8 .675 .518, **1.2 and .75 .669
    .517**. All but that for proximity stand beside a proximity of .3.
    """

    page: Mapping[str, float] = field(default_factory=lambda: {"text": 1.0, "title": 0.5})
    front: Mapping[str, float] = field(
        default_factory=lambda: {"text": 0.3, "title": 1.0, "speakers": 1.0, "series": 0.3}
    )
    exact: float = 0.3
    related: float = 1.0
    proximity: float = 1.0
    k1: float = 1.2
    b: float = 0.75


WEIGHTS = Weights()


def idf(collection: int, holding: int) -> float:
    """Return the weight of a word that so many of a collection hold."""
    return math.log(1 + (collection - holding + 0.5) / (holding + 0.5))


def score(snapshot: Snapshot, part: str, records: Ints, frequencies: Ints, weights: Weights) -> Scores:
    """Return what a word adds to the score of each record by standing in a part so often."""
    on_page = snapshot.number[records] > 0
    pages = int(on_page.sum())
    norm = np.ones(len(records))
    if part == "text":
        lengths = snapshot.length[records[on_page]] / max(snapshot.average_length, 1.0)
        norm[on_page] = 1 - weights.b + weights.b * lengths
    of_page = weights.page.get(part, 0.0) * idf(snapshot.pages, pages)
    of_front = weights.front[part] * idf(snapshot.documents, len(records) - pages)
    saturated = frequencies * (weights.k1 + 1) / (frequencies + weights.k1 * norm)
    return np.where(on_page, of_page, of_front) * saturated
