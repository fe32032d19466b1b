"""A PDF opened to be drawn, or a file that is attached to it."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium


def opened(file: str, part: str = "") -> pypdfium2.PdfDocument:
    """Open a file, or the file `part` within it; raise what PDFium does, LookupError where there is none."""
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
