"""From the pieces of a page to its lines in reading order.

A file draws a page in any order. Pieces are put together to segments (writing on one line without
a wide gap), a page is cut along the gutter between columns and where something crosses it, and
each part is read line by line. The same is done for writing that stands sideways, after the rest,
in a frame turned so that it runs from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

from ingest.readers.pdf.engines.sheet import Piece

_SPACE = 1.0  # of the size: a wider gap ends a segment
_CELL_SPACE = 2.0  # of the size: a wider gap makes a line a row of a table; justified text stays below
_BULLET_SPACE = 3.0  # after a bullet or number the text may stand further off
_GUTTER = 0.8  # of the size: the least width of a gutter between columns
_BAND_GAP = 0.5  # of the size: the least blank height between two bands of a page
_DEEPEST = 12  # columns within bands within columns; deeper is noise
_RUNNING_TEXT = 15  # letters a segment has on average in a column of text; in a table it has fewer
_ALIGNED = 0.6  # share of segments with a partner beside them that makes two columns a table


@dataclass(slots=True)
class Line:
    """Writing on one line, with its extent in the upright frame: x along the writing, y down."""

    x0: float
    y0: float
    x1: float
    y1: float
    pieces: list[Piece] = field(default_factory=list)
    size: float = 0.0  # of the writing, in points: that of its longest piece
    segments: int = 1  # parts with a wide gap between: more than one in a row of a table

    @property
    def middle(self) -> float:
        """Return the height at which the line stands."""
        return (self.y0 + self.y1) / 2

    @property
    def letters(self) -> int:
        """Return how many letters the line has."""
        return sum(len(piece.text) for piece in self.pieces)


Part = list[Line]
"""Lines that are read one after the other: a column, or what stands between two columns."""


def reading_order(pieces: Iterable[Piece]) -> list[Part]:
    """Return the parts of a page in reading order, each with its lines from the first to the last."""
    turned: dict[int, list[Piece]] = {}
    for piece in pieces:
        turned.setdefault(piece.turn, []).append(piece)
    groups = sorted(turned.values(), key=len, reverse=True)
    return [part for group in groups for part in _parts(_segments(group), 0)]


def _upright(piece: Piece) -> tuple[float, float, float, float]:
    """Return the box of a piece in the frame where its writing runs from left to right."""
    if piece.turn == 0:
        return piece[1:5]
    if piece.turn == 1:
        return piece.y0, -piece.x1, piece.y1, -piece.x0
    if piece.turn == 2:
        return -piece.x1, -piece.y1, -piece.x0, -piece.y0
    return -piece.y1, piece.x0, -piece.y0, piece.x1


def _segments(pieces: Sequence[Piece]) -> list[Line]:
    """Put pieces that follow each other on a line without a wide gap together, in the order drawn."""
    segments: list[Line] = []
    line: Line | None = None
    longest = 0
    for piece in pieces:
        x0, y0, x1, y1 = _upright(piece)
        size = y1 - y0
        if line is not None and _continues(line, x0, y0, y1):
            line.pieces.append(piece)
            line.x1 = max(line.x1, x1)
            line.y0 = min(line.y0, y0)
            line.y1 = max(line.y1, y1)
        else:
            line = Line(x0, y0, x1, y1, [piece])
            segments.append(line)
            longest = 0
        if len(piece.text) > longest:
            longest = len(piece.text)
            line.size = size
    return segments


def _continues(line: Line, x0: float, y0: float, y1: float) -> bool:
    """Return whether a piece at this place goes on with a line."""
    overlap = min(line.y1, y1) - max(line.y0, y0)
    if overlap < 0.5 * min(line.y1 - line.y0, y1 - y0):
        return False
    size = max(line.size, y1 - y0)
    space = _BULLET_SPACE if len(line.pieces) == 1 and len(line.pieces[0].text) <= 2 else _SPACE
    return -0.5 * size <= x0 - line.x1 <= space * size


def _parts(segments: list[Line], depth: int) -> Iterator[Part]:
    """Cut segments into parts: along a gutter, else along blank bands, else they are one part."""
    if len(segments) > 3 and depth < _DEEPEST:
        gutter = _gutter(segments)
        if gutter is not None:
            zones = list(_zones(segments, gutter))
            if any(len(zone) == 2 for zone in zones):
                for zone in zones:
                    for column in zone:
                        yield from _parts(column, depth + 1)
                return
        bands = _bands(segments)
        if len(bands) > 1:
            for band in bands:
                yield from _parts(band, depth + 1)
            return
    if segments:
        yield _rows(segments)


def _gutter(segments: list[Line]) -> float | None:
    """Return the x of the best gutter: writing on both sides of it, and little that crosses it."""
    starts = sorted(line.x0 for line in segments)
    ends = sorted(line.x1 for line in segments)
    least = _GUTTER * median(line.size for line in segments)
    best = 0.0
    place = None
    ended = 0
    total = len(segments)
    edges = sorted({*starts, *ends})
    started = 0
    for low, high in pairwise(edges):
        while started < total and starts[started] <= low:
            started += 1
        while ended < total and ends[ended] <= low:
            ended += 1
        if high - low < least:
            continue
        crossing = started - ended
        score = min(ended, total - started) - crossing
        if score > best:
            best, place = score, (low + high) / 2
    return place


def _zones(segments: list[Line], gutter: float) -> Iterator[tuple[list[Line], ...]]:
    """Cut segments from top to bottom into zones: (left column, right column), or (what is no column,).

    What crosses the gutter ends the columns above it: a title, a wide table, a footer.
    """
    left: list[Line] = []
    right: list[Line] = []
    whole: list[Line] = []
    for line in sorted(segments, key=attrgetter("middle")):
        if line.x0 < gutter < line.x1:
            if _are_columns(left, right):
                yield from _zone(whole, [], [])
                yield from _zone([], left, right)
                left, right, whole = [], [], []
            else:
                whole += left + right
                left, right = [], []
            whole.append(line)
        elif line.x1 <= gutter:
            left.append(line)
        else:
            right.append(line)
    if _are_columns(left, right):
        yield from _zone(whole, [], [])
        yield from _zone([], left, right)
    else:
        yield from _zone(whole + left + right, [], [])


def _zone(whole: list[Line], left: list[Line], right: list[Line]) -> Iterator[tuple[list[Line], ...]]:
    if whole:
        yield (whole,)
    if left and right:
        yield left, right


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    """Return whether two sides are columns of text, to be read one after the other, and no table."""
    if len(left) < 2 or len(right) < 2:
        return False
    if all(sum(line.letters for line in side) >= _RUNNING_TEXT * len(side) for side in (left, right)):
        return True
    few, many = sorted((left, right), key=len)
    heights = sorted(line.middle for line in many)
    partners = 0
    index = 0
    for line in sorted(few, key=attrgetter("middle")):
        near = 0.3 * line.size
        while index < len(heights) and heights[index] < line.middle - near:
            index += 1
        partners += index < len(heights) and heights[index] <= line.middle + near
    return partners < _ALIGNED * len(few)


def _bands(segments: list[Line]) -> list[list[Line]]:
    """Cut segments where a blank band runs across all of them."""
    least = _BAND_GAP * median(line.size for line in segments)
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(segments, key=attrgetter("y0")):
        if not bands or line.y0 - bottom > least:
            bands.append([line])
            bottom = line.y1
        else:
            bands[-1].append(line)
            bottom = max(bottom, line.y1)
    return bands


def _rows(segments: list[Line]) -> Part:
    """Join segments that stand beside each other, and return the lines from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(segments, key=attrgetter("middle")):
        if rows and _beside(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=attrgetter("x0"))) for row in rows]


def _beside(row: list[Line], line: Line) -> bool:
    """Return whether a segment stands on the line that the first segment of a row is on."""
    first = row[0]
    overlap = min(first.y1, line.y1) - max(first.y0, line.y0)
    return overlap > 0.5 * min(first.y1 - first.y0, line.y1 - line.y0)


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    longest = max(row, key=attrgetter("letters"))
    wide = sum(right.x0 - left.x1 > _CELL_SPACE * max(left.size, right.size) for left, right in pairwise(row))
    return Line(
        row[0].x0,
        min(line.y0 for line in row),
        max(line.x1 for line in row),
        max(line.y1 for line in row),
        [piece for line in row for piece in line.pieces],
        longest.size,
        1 + wide,
    )
