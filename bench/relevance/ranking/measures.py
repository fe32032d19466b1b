"""What a ranking is worth: nDCG@10, recall@20, MRR@10, as trec_eval has them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DEEPEST = 20
"""How many documents of a ranking are looked at."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Each from 0 to 1; of several questions their mean."""

    ndcg: float
    recall: float
    mrr: float


def measure(ranked: Sequence[str], relevance: Mapping[str, int]) -> Measures:
    """Measure one ranking, best first; at least one document must be relevant."""
    gains = [max(0, relevance.get(document, 0)) for document in ranked[:DEEPEST]]
    ideal = sorted((gain for gain in relevance.values() if gain > 0), reverse=True)
    first = next((place for place, gain in enumerate(gains[:10], start=1) if gain), 0)
    return Measures(
        ndcg=_discounted(gains[:10]) / _discounted(ideal[:10]),
        recall=sum(map(bool, gains)) / len(ideal),
        mrr=1 / first if first else 0.0,
    )


def mean(measured: Iterable[Measures]) -> Measures:
    """Return the mean of each."""
    all_of_them = list(measured)
    count = len(all_of_them)
    return Measures(
        ndcg=sum(m.ndcg for m in all_of_them) / count,
        recall=sum(m.recall for m in all_of_them) / count,
        mrr=sum(m.mrr for m in all_of_them) / count,
    )


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
