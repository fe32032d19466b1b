"""What stands around a page in the reading room: its neighbours, the document's contents, its other hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalogue.documents import PageHead

_BESIDE = 6  # pages shown to each side
_MOST_CONTENTS = 400  # lines; a longer outline is cut at its deepest levels


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a page stands among the pages that a question finds in its document; numbers from 1.

    `position` is 0 where the page is no hit itself; `before` and `after` are page numbers, 0 for none.
    """

    total: int
    position: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its depth from 1, its words, the page that it leads to."""

    level: int
    title: str
    page: int


def among(hits: Sequence[int], number: int) -> Hits:
    """Return where a page stands among the hits of its document, which are in order."""
    left, right = bisect_left(hits, number), bisect_right(hits, number)
    return Hits(
        total=len(hits),
        position=right if right > left else 0,
        before=hits[left - 1] if left else 0,
        after=hits[right] if right < len(hits) else 0,
    )


def window(numbers: Sequence[int], number: int) -> tuple[int, ...]:
    """Return the pages shown beside one: the nearest, and the first and last; 0 stands for a gap."""
    at = bisect_left(numbers, number)
    near = numbers[max(0, at - _BESIDE) : at + _BESIDE + 1]
    shown = sorted({*near, *numbers[:1], *numbers[-1:]})
    index = {each: place for place, each in enumerate(numbers)}
    found: list[int] = []
    for each in shown:
        if found and index[each] > index[found[-1]] + 1:
            found.append(0)
        found.append(each)
    return tuple(found)


def contents(outline: Sequence[Sequence[object]], heads: Sequence[PageHead]) -> tuple[Line, ...]:
    """Return the contents of a document: its outline where it has one, else the titles of its pages."""
    seen = {head.number for head in heads}
    lines = [
        Line(int(str(level)), str(title), int(str(page)))
        for level, title, page in outline
        if int(str(page or 0)) in seen and str(title).strip()
    ]
    if not lines:
        lines = [Line(1, head.title, head.number) for head in heads if head.title]
    deepest = max((line.level for line in lines), default=1)
    while len(lines) > _MOST_CONTENTS and deepest > 1:
        lines = [line for line in lines if line.level < deepest]
        deepest -= 1
    return tuple(lines[:_MOST_CONTENTS]) if len(lines) > 1 else ()
