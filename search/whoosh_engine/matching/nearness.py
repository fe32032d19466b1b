"""How near each other words stand, from where each stands (`Snapshot.occurrences`)."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.matching.arrays import NONE
from search.whoosh_engine.scoring import Scores
from search.whoosh_engine.segment import Flags, Ints
from search.whoosh_engine.snapshot import POSITION_BITS

_LAST_POSITION = (1 << POSITION_BITS) - 1


def near(left: Ints, right: Ints, distance: int) -> Ints:
    """Return where the one stands at most `distance` words before or after the other, not on it."""
    record = left & ~_LAST_POSITION
    first = np.maximum(left - distance, record)
    last = np.minimum(left + distance, record | _LAST_POSITION)
    before = np.searchsorted(right, first) < np.searchsorted(right, left)
    after = np.searchsorted(right, left, side="right") < np.searchsorted(right, last, side="right")
    found: Ints = left[before | after]
    return found


def closeness(one: Ints, other: Ints, apart: int) -> tuple[Ints, Scores]:
    """Return records that hold both, and 1 / (1 + by how many words they miss how they were asked).

    `apart` is how many words after the one the other comes in the question. As asked they are worth
    1, with a word between or as one compound 1/2, the other way round 1/3: of each record the best.
    """
    if not (len(one) and len(other)):
        return NONE, np.empty(0)
    wanted = one + apart
    after = np.minimum(np.searchsorted(other, wanted), len(other) - 1)
    found = [
        (one[same] >> POSITION_BITS, np.abs(neighbour - wanted)[same])
        for neighbour in (other[after], other[np.maximum(after - 1, 0)])
        for same in (_same_record(one, neighbour),)
    ]
    records = np.concatenate([records for records, _ in found])
    missed = np.concatenate([missed for _, missed in found])
    order = np.lexsort((missed, records))
    records, firsts = np.unique(records[order], return_index=True)
    return records, 1 / (1 + missed[order][firsts])


def _same_record(one: Ints, other: Ints) -> Flags:
    same: Flags = (one >> POSITION_BITS) == (other >> POSITION_BITS)
    return same
