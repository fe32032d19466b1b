"""Draws one page of a PDF in grey, without dot leaders, for OCR.

``python grey.py FILE INDEX DPI PICTURE PART`` writes the page with that index, from 0, as a PGM picture of so
many dots per inch. With a PART the page is of the attached file with that name.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ingest.drawing.opened import opened
else:
    from opened import opened  # beside this program, which is in no package where it runs

Grey = NDArray[np.uint8]

MOST_PIXELS = 40_000_000
"""Of one picture; a larger page (a poster, a box made to hurt) is drawn with fewer dots per inch."""

LONGEST_SIDE = 16_000  # pixels; tesseract takes none above 32,767
_POINTS = 72
_INK = 0.8  # of the paper's brightness: what is darker
_DOT, _GAP = 0.03, 0.022  # inches: how far a dot reaches at most, and the empty paper around it
_LEADER, _LEAST_DOTS = 0.6, 5  # inches to both sides, in which so many dots stand


def main(file: str, index: str, dpi: str, picture: str, part: str) -> None:
    """Draw a page. Raises whatever PDFium does on what it cannot draw."""
    page = opened(file, part)[int(index)]
    scale = fitting_dpi(int(dpi), *page.get_size()) / _POINTS
    drawn = without_leaders(page.render(scale=scale, grayscale=True).to_numpy(), scale * _POINTS)
    height, width = drawn.shape
    with Path(picture).open("wb") as out:
        out.write(b"P5 %d %d 255\n" % (width, height))
        out.write(drawn.tobytes())


def fitting_dpi(wanted: int, width: float, height: float) -> float:
    """Return how finely a page of this size in points is drawn: as wanted, unless that is too large."""
    wide, high = max(width, 1.0) / _POINTS, max(height, 1.0) / _POINTS
    return min(wanted, LONGEST_SIDE / wide, LONGEST_SIDE / high, math.sqrt(MOST_PIXELS / (wide * high)))


def without_leaders(drawn: Grey, dpi: float) -> Grey:
    """Return a picture without the rows of dots that lead from a heading to its page.

    Tesseract reads them as letters, and loses the words on their line. A dot is ink that has nothing around
    it, and a leader five dots near each other on a line: the dots of i, ä and sentences have letters beside.
    """
    drawn = drawn.reshape(drawn.shape[:2])
    paper = np.median(drawn)
    ink = drawn < paper * _INK
    reach = max(2, round(dpi * _DOT))
    own = _around(ink, reach, reach)
    alone = ink & (own == _around(ink, *[reach + max(2, round(dpi * _GAP))] * 2))
    leaders = alone & (_around(alone, reach, round(dpi * _LEADER)) >= _LEAST_DOTS * own)
    cleaned = drawn.copy()
    cleaned[_around(leaders, 2, 2) > 0] = paper  # with the soft edge of each dot
    return cleaned


def _around(marked: NDArray[np.bool_], up: int, side: int) -> NDArray[np.int32]:
    """Return, for each pixel, how many are marked in the box that reaches so far up, down and aside."""
    padded = np.pad(marked, ((up + 1, up), (side + 1, side))).astype(np.int32)
    sums = padded.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
    high, wide = 2 * up + 1, 2 * side + 1
    found: NDArray[np.int32] = (
        sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    )
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
