"""Draws one page of a PDF in grey: a program of its own, for the sandbox alone.

``python draw.py FILE INDEX DPI PICTURE PART`` writes the page with that index, from 0, as a PGM picture of so
many dots per inch. With a PART the page is of the attached file with that name. It imports nothing of ours,
since the sandbox starts it in a folder where nothing else is.
"""

from __future__ import annotations

import ctypes
import math
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

MOST_PIXELS = 40_000_000
"""Of one picture; a larger page (a poster, a box made to hurt) is drawn with fewer dots per inch."""

LONGEST_SIDE = 16_000  # pixels; tesseract takes none above 32,767
_POINTS = 72


def main(file: str, index: str, dpi: str, picture: str, part: str) -> None:
    """Draw a page. Raises whatever PDFium does on what it cannot draw."""
    page = _opened(file, part)[int(index)]
    scale = fitting_dpi(int(dpi), *page.get_size()) / _POINTS
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = memoryview(bitmap.buffer).cast("B")
    with Path(picture).open("wb") as out:
        out.write(b"P5 %d %d 255\n" % (width, height))
        for row in range(height):
            out.write(rows[row * stride : row * stride + width])


def fitting_dpi(wanted: int, width: float, height: float) -> float:
    """Return how finely a page of this size in points is drawn: as wanted, unless that is too large."""
    wide, high = max(width, 1.0) / _POINTS, max(height, 1.0) / _POINTS
    return min(wanted, LONGEST_SIDE / wide, LONGEST_SIDE / high, math.sqrt(MOST_PIXELS / (wide * high)))


def _opened(file: str, part: str) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(file)
    if part:
        document = pypdfium2.PdfDocument(_attached(document, part))
    document.init_forms()  # what is written into a form is drawn too
    return document


def _attached(document: pypdfium2.PdfDocument, part: str) -> bytes:
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(document.raw)):
        attachment = pdfium.FPDFDoc_GetAttachment(document.raw, index)
        size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
        name = ctypes.create_string_buffer(size)
        pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
        if _base(name.raw[:size].decode("utf-16-le", "replace").rstrip("\0")) == _base(part):
            return _data(attachment)
    raise LookupError(f"no attached file is called {part}")


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _data(attachment: object) -> bytes:
    size = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size))
    data = ctypes.create_string_buffer(size.value)
    pdfium.FPDFAttachment_GetFile(attachment, data, size.value, ctypes.byref(size))
    return data.raw[: size.value]


if __name__ == "__main__":
    main(*sys.argv[1:])
