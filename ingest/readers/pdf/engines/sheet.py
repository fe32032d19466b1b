"""What an engine hands over: the pieces of writing on one page, in the frame of the shown page.

Both engines give the same thing, so that reading order, repair and blocks are one code for both.
Coordinates are points of the shown page (crop box, rotated as shown), x from its left edge, y down
from its top edge. PDF's own user space has y upwards and knows nothing of rotation; :class:`Frame`
leads from the one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple, Protocol, Self

HYPHEN_MARK = "\ufffe"  # a hyphen that an engine takes for a line-end one; ends a piece


class Piece(NamedTuple):
    """A run of letters without a space, on one line: a word, or what one line holds of it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    turn: int  # quarter turns clockwise from upright that the writing is shown at: 0 to 3
    mark: int = -1  # number of the marked content that it is drawn in, on a tagged page

    @property
    def size(self) -> float:
        """Return the size of the writing in points: its extent across the line."""
        return self.x1 - self.x0 if self.turn % 2 else self.y1 - self.y0


class Picture(NamedTuple):
    """A picture on a page, as far as it is within the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    mark: int = -1

    @property
    def area(self) -> float:
        """Return its area in square points."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


Cell = tuple[int, ...]  # the numbers of the marked content in it


@dataclass(slots=True)
class Tags:
    """The tags of a page, told by the numbers of its marked content."""

    order: list[int] = field(default_factory=list)  # as the tags follow each other
    headings: dict[int, tuple[int, int]] = field(default_factory=dict)  # which heading, its level
    tables: list[tuple[int, list[list[Cell]]]] = field(
        default_factory=list
    )  # place in the order, rows of cells
    figures: list[tuple[int, str, Cell]] = field(
        default_factory=list
    )  # place, what it is said to show, marks


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as an engine sees it."""

    width: float  # of the shown page, in points
    height: float
    pieces: list[Piece]
    label: str = ""
    pictures: list[Picture] = field(default_factory=list)
    ink: float = 0.0  # share of the page beside its pictures that is drawn on; looked at where no letter is
    strings: int = 0  # that are drawn on the page, as far as they were counted
    unmapped: int = 0  # letters that the file's fonts do not name
    cut: bool = False  # whether letters beyond the limit were left out
    shortened: bool = False  # whether the engine read only the beginning of a string
    written: list[list[Piece]] = field(default_factory=list)  # each text box or stamp
    tags: Tags | None = None
    comments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Engine(Protocol):
    """An open PDF file. Any method may raise anything: broken files break engines in every way."""

    page_count: int

    def sheet(self, index: int, max_chars: int) -> Sheet:
        """Return the page with this index, from 0, with at most so many letters."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible rectangle of a page in user space, and the quarter turns clockwise it is shown at."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @classmethod
    def of(cls, box: tuple[float, float, float, float], rotation: int) -> Self:
        """Make a frame of two opposite corners and a rotation in degrees; an empty box becomes US Letter."""
        x0, x1 = sorted((box[0], box[2]))
        y0, y1 = sorted((box[1], box[3]))
        if x1 - x0 <= 0 or y1 - y0 <= 0:
            x0, y0, x1, y1 = 0.0, 0.0, 612.0, 792.0
        return cls(x0, y0, x1, y1, rotation // 90 % 4)

    @property
    def width(self) -> float:
        """Return the width of the shown page in points."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height of the shown page in points."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the box with these corners in user space (x0 <= x1, y0 <= y1) on the shown page.

        What stands nowhere, by numbers that are none, is put into the first corner: its text is kept.
        """
        if not isfinite(x0 + y0 + x1 + y1):
            return 0.0, 0.0, 0.0, 0.0
        if self.turn == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.turn == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turn == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0
