"""Draws pages of a PDF as WebP pictures in three sizes, and a PDF of some of its pages.

``python webp.py draw FILE FIRST COUNT PART LARGE SCREEN THUMBNAIL`` draws so many pages from the index FIRST,
from 0, each as ``N-stor.webp``, ``N.webp`` and ``N-liten.webp``, where N is its number from 1 and the sizes
are pixels of the longer side. Each page that cannot be drawn is told as a line "N: why" in ``failed.txt``.

``python webp.py keep FILE OUT N,N,...`` writes a PDF of the pages with these numbers and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

if TYPE_CHECKING:
    from ingest.drawing.opened import opened
else:
    from opened import opened  # beside this program, which is in no package where it runs

_QUALITY = 74  # of 100: writing of 9 points stays sharp, and a page takes 100 kB in its largest size
_METHOD = 0  # of 0 to 6, how hard to press: 1 takes a fifth longer for a tenth less
_WITHHELD = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT)
"""Annotations that are comments, which are never published: sticky notes and what pops up from them."""


def draw(file: str, first: str, count: str, part: str, *sizes: str) -> None:
    """Draw pages, each as far as it can be."""
    document = opened(file, part)
    large, screen, thumbnail = map(int, sizes)
    failed = []
    for index in range(int(first), min(int(first) + int(count), len(document))):
        try:
            _draw_one(document[index], index + 1, large, screen, thumbnail)
        except (pypdfium2.PdfiumError, ValueError, MemoryError, OSError) as error:
            failed.append(f"{index + 1}: {error}\n")
    if failed:
        Path("failed.txt").write_text("".join(failed))


def keep(file: str, out: str, numbers: str) -> None:
    """Write a PDF of some pages: a new file, into which nothing else of the old one comes."""
    kept = pypdfium2.PdfDocument.new()
    kept.import_pages(opened(file), [int(number) - 1 for number in numbers.split(",")])
    kept.save(out)


def _draw_one(page: pypdfium2.PdfPage, number: int, large: int, screen: int, thumbnail: int) -> None:
    _without_comments(page)
    width, height = page.get_size()
    picture = page.render(scale=large / max(width, height, 1.0), rev_byteorder=True).to_pil().convert("RGB")
    _save(picture, f"{number}-stor.webp")
    for side, name in ((screen, f"{number}.webp"), (thumbnail, f"{number}-liten.webp")):
        picture = picture.reduce(max(1, max(picture.size) // side))  # in whole steps, which is fast
        picture.thumbnail((side, side), Image.Resampling.BILINEAR)
        _save(picture, name)


def _save(picture: Image.Image, name: str) -> None:
    picture.save(name, "WEBP", quality=_QUALITY, method=_METHOD)


def _without_comments(page: pypdfium2.PdfPage) -> None:
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _WITHHELD:
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        draw(*sys.argv[2:])
    else:
        keep(*sys.argv[2:])
