"""The pictures on a page, and whether there is ink on a page without words."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from ingest.readers.pdf.engines.sheet import Frame, Picture

_MOST_OBJECTS = 5_000  # of a page that are looked at for pictures: drawings hold hundreds of thousands
_DEEPEST_FORM = 3
_DRAWN_SIDE = 480  # pixels: of the longer side of the small rendering that ink is looked for on
_FAINT = 40  # of 255: how far a dot is off the page's own colour to be ink


@dataclass(slots=True)
class Pictures:
    """The pictures of a page; `whole` is whether all that is drawn on it was looked at."""

    found: list[Picture] = field(default_factory=list)
    whole: bool = True
    strings: int = 0  # of letters that are drawn, as far as was looked


def pictures(page: object, frame: Frame) -> Pictures:
    """Return the pictures that a page draws, also those in forms."""
    told = Pictures()
    stack = [(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)]
    looked_at = 0
    kind_of = pdfium.FPDFPageObj_GetType
    while stack:
        holder, count, member, depth = stack.pop()
        for index in range(count(holder)):
            looked_at += 1
            if looked_at > _MOST_OBJECTS:
                told.whole = False
                return told
            thing = member(holder, index)
            kind = kind_of(thing)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                told.strings += 1
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                told.found.append(_picture(thing, frame))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                stack.append(
                    (thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)
                )
    return told


def _picture(thing: object, frame: Frame) -> Picture:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    mark = int(pdfium.FPDFPageObj_GetMarkedContentID(thing))
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, (left, bottom, right, top))):
        return Picture(0.0, 0.0, 0.0, 0.0, mark)
    box = frame.place(left.value, bottom.value, right.value, top.value)
    return Picture(
        max(0.0, box[0]), max(0.0, box[1]), min(frame.width, box[2]), min(frame.height, box[3]), mark
    )


def ink(page: object, frame: Frame, but: Iterable[Picture]) -> float:
    """Return the share of a page, its pictures left out, that is of another colour than most of it."""
    scale = _DRAWN_SIDE / max(frame.width, frame.height)
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return 0.0
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = int(pdfium.FPDFBitmap_GetStride(bitmap))
        dots = bytearray(ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = [dots[row * stride : row * stride + width] for row in range(height)]
    seen = Counter(b"".join(rows))
    ground = max(seen, key=lambda tone: seen[tone])
    for picture in but:
        x0, x1 = (min(width, max(0, round(x * scale))) for x in (picture.x0 - 1, picture.x1 + 1))
        y0, y1 = (min(height, max(0, round(y * scale))) for y in (picture.y0 - 1, picture.y1 + 1))
        for row in rows[y0:y1]:
            row[x0:x1] = bytes([ground]) * (x1 - x0)
    seen = Counter(b"".join(rows))
    return sum(count for tone, count in seen.items() if abs(tone - ground) > _FAINT) / (width * height)
