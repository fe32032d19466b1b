"""How much of a page can be searched: its pictures without words, and whether it is to be read by OCR.

The rules and numbers of scans and drawn letters come from 2,158 pages of test files.
"""

from __future__ import annotations

from archive.pages import Want
from ingest.readers.pdf.engines.sheet import Picture, Sheet

_SCAN_SHARE = 0.6  # of the page: pictures that cover more, with fewer than so many letters, are a scan
_SCAN_LETTERS = 30
_BACKGROUND_SHARE = 0.8  # of the page: a picture that covers more lies under what stands on it
_LEAST_INK = 0.005  # of the page: less is a line under a head or a speck
_LEAST_SHARE = 0.01  # of the page: a smaller picture is a mark or an ornament
_LEAST_SIDE = 28.0  # points, a centimetre
_LETTERS_OVER = 20  # letters that stand on a picture make it a ground for them
_LOST_SHARE = 0.05  # of the letters: more that no font names leave too little to find


def letters_of(sheet: Sheet) -> int:
    """Return how many letters stand on a page."""
    pieces = [*sheet.pieces, *(piece for text in sheet.written for piece in text)]
    return sum(map(str.isalpha, "".join(piece.text for piece in pieces)))


def wants(sheet: Sheet, letters: int, lost: int, *, garbled: bool) -> Want:
    """Return why a page is to be read by OCR, of whose letters so many are `lost`."""
    if garbled or (lost > _LOST_SHARE * (letters + lost) and lost >= _SCAN_LETTERS):
        return Want.GARBLED
    if letters < _SCAN_LETTERS and covered(sheet) >= _SCAN_SHARE:
        return Want.SCAN
    return Want.DRAWN if not letters and sheet.ink > _LEAST_INK else Want.NONE


def covered(sheet: Sheet) -> float:
    """Return the share of a page that its pictures cover: a scan may lie on it in stripes."""
    boxes = {picture[:4]: picture.area for picture in sheet.pictures}
    return min(1.0, sum(boxes.values()) / (sheet.width * sheet.height))


def unsearched(sheet: Sheet, seen: set[Picture]) -> int:
    """Return how many pictures on a page have no text that can be searched.

    Left out are small ones, one that lies under the text of the page, those on which words stand, those
    that the tags describe, and those that stood at the same place on an earlier page, as a logotype
    does: `seen` holds them, and learns those of this page.
    """
    page = sheet.width * sheet.height
    described = {mark for _, _, marks in (sheet.tags.figures if sheet.tags else ()) for mark in marks}
    found = set()
    for picture in sheet.pictures:
        x0, y0, x1, y1 = (float(round(edge)) for edge in picture[:4])
        place = Picture(x0, y0, x1, y1)
        if place in seen or place in found or picture.mark in described:
            continue
        if min(picture.x1 - picture.x0, picture.y1 - picture.y0) < _LEAST_SIDE:
            continue
        is_background = bool(sheet.pieces) and picture.area >= _BACKGROUND_SHARE * page
        if picture.area >= _LEAST_SHARE * page and not is_background and not _is_ground(picture, sheet):
            found.add(place)
    seen |= found
    return len(found)


def _is_ground(picture: Picture, sheet: Sheet) -> bool:
    """Return whether words stand on a picture."""
    letters = 0
    for piece in sheet.pieces:
        x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
        if picture.x0 < x < picture.x1 and picture.y0 < y < picture.y1:
            letters += len(piece.text)
    return letters >= _LETTERS_OVER
