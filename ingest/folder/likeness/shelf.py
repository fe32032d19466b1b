"""Sketches side by side, to be asked which are near another. Lives for one round, in memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.catalogue.likeness import Sketch, share


@dataclass(frozen=True, slots=True)
class Sketched:
    """A document and the sketch of its latest version."""

    document: str
    sketch: Sketch


@dataclass
class Shelf:
    """Documents by how much text they have: two of very different size cannot be alike."""

    stored: Iterable[Sketched]
    _sorted: list[Sketched] = field(init=False)
    _sizes: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Put in order what has enough text to be likened."""
        self._sorted = sorted((s for s in self.stored if s.sketch.tells), key=lambda s: s.sketch.size)
        self._sizes = [stored.sketch.size for stored in self._sorted]

    def near(self, sketch: Sketch, least: float) -> list[tuple[float, str]]:
        """Return the documents whose share with a text is at least so much, the most alike first."""
        if not sketch.tells:
            return []
        # Of two sets the share of what both have is at most that of their sizes
        first = bisect_left(self._sizes, int(sketch.size * least))
        last = bisect_right(self._sizes, int(sketch.size / least) + 1)
        shares = ((share(sketch, each.sketch), each.document) for each in self._sorted[first:last])
        return sorted(
            (found for found in shares if found[0] >= least), key=lambda found: (-found[0], found[1])
        )
