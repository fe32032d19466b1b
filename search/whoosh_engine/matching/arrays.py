"""What ascending arrays of whole numbers have in common."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.segment import Flags, Ints

NONE: Ints = np.empty(0, dtype=np.int64)


def places(few: Ints, many: Ints) -> tuple[Ints, Flags]:
    """Return where each of `few` stands in `many`, and whether it does; both ascending."""
    found = np.searchsorted(many, few)
    found[found == len(many)] = 0
    return found, many[found] == few if len(many) else np.zeros(len(few), dtype=np.bool_)


def both(one: Ints, other: Ints) -> Ints:
    """Return what two ascending arrays have in common, at the cost of the shorter one."""
    few, many = sorted((one, other), key=len)
    return few[places(few, many)[1]]


def union(arrays: list[Ints]) -> Ints:
    """Return what stands in any of some ascending arrays, ascending."""
    arrays = [array for array in arrays if len(array)]
    if len(arrays) < 2:
        return arrays[0] if arrays else NONE
    joined: Ints = np.sort(np.concatenate(arrays), kind="stable")  # finds the runs that are in order already
    first = np.ones(len(joined), dtype=np.bool_)
    first[1:] = joined[1:] != joined[:-1]
    return joined[first]
