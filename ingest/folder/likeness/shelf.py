"""Sketches side by side, to be asked which are near another. Lives for one round, in memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.catalogue.alike.likeness import may_be_alike, share, size_of, tells, unpack


@dataclass(frozen=True, slots=True)
class Sketched:
    """A document and the sketch of its latest version, packed: of 100,000 few are ever looked into."""

    document: str
    packed: bytes


@dataclass
class Shelf:
    """Documents by how much text they have: two of very different size cannot be alike."""

    stored: Iterable[Sketched]
    _sorted: list[tuple[int, Sketched]] = field(init=False)

    def __post_init__(self) -> None:
        """Put in order what has enough text to be likened."""
        sized = [(size_of(each.packed), each) for each in self.stored if tells(each.packed)]
        self._sorted = sorted(sized, key=lambda pair: pair[0])

    def near(self, packed: bytes, least: float) -> list[tuple[float, str]]:
        """Return the documents whose share with a text is at least so much, the most alike first."""
        if not tells(packed):
            return []
        # Of two sets the share of what both have is at most that of their sizes
        size = size_of(packed)
        first = bisect_left(self._sorted, int(size * least), key=lambda pair: pair[0])
        last = bisect_right(self._sorted, int(size / least) + 1, key=lambda pair: pair[0])
        near = [each for _, each in self._sorted[first:last] if may_be_alike(packed, each.packed)]
        shares = [(share(unpack(packed), unpack(each.packed)), each.document) for each in near]
        return sorted((each for each in shares if each[0] >= least), key=lambda each: (-each[0], each[1]))
