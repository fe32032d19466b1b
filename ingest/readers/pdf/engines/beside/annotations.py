"""The annotations of a page: what they write on it, say about it, lead to and hold (ISO 32000-1, 12.5)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from ingest.readers.links import kept
from ingest.readers.pdf.engines.beside.attachments import Attached, unpack
from ingest.readers.pdf.engines.beside.fields import value_of
from ingest.readers.pdf.engines.beside.strings import narrow, wide
from ingest.readers.pdf.engines.sheet import Frame
from ingest.readers.pdf.judging.telling import BEYOND

MOST = 5_000
"""Annotations of one page that are looked at; what a page has beyond them is told."""

_WRITTEN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
_NO_COMMENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_PRINTERMARK)
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on a page by an annotation: its value, and its box on the shown page."""

    text: str  # as the annotation says it; what it looks like may say more, or nothing
    box: tuple[float, float, float, float]
    is_field: bool  # of a form: belongs to the words beside it


@dataclass(slots=True)
class Annotations:
    """What the annotations of a page hold."""

    written: list[Written] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    hidden: int = 0  # with a text that is not shown


def page_annotations(document: object, form: object, page: object, frame: Frame) -> Annotations:
    """Return what the annotations of a page hold; `form` is the document's form, if it has one."""
    found = Annotations()
    count = int(pdfium.FPDFPage_GetAnnotCount(page))
    for index in range(min(count, MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            _take(found, document, form, annotation, frame)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    if count > MOST:
        found.remarks.append(f"{BEYOND}: of {count} annotations only the first {MOST} were read.")
    if found.hidden:
        found.remarks.append(f"Left out: {found.hidden} form fields or annotations that are hidden.")
    found.links = list(kept(found.links))
    return found


def _take(found: Annotations, document: object, form: object, annotation: object, frame: Frame) -> None:
    """Add what one annotation holds."""
    kind = int(pdfium.FPDFAnnot_GetSubtype(annotation))
    if kind == pdfium.FPDF_ANNOT_LINK:
        found.links.append(_address(document, annotation))
        return
    is_field = kind == pdfium.FPDF_ANNOT_WIDGET
    text = value_of(form, annotation) if is_field else _contents(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
        found.hidden += bool(text)
    elif kind in _WRITTEN:
        found.written.append(Written(text, _box(annotation, frame), is_field))
    elif text and kind not in _NO_COMMENT:
        found.comments.append(text)
    if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT and (
        attached := pdfium.FPDFAnnot_GetFileAttachment(annotation)
    ):
        found.attached.append(unpack(attached))


def _contents(annotation: object) -> str:
    """Return what an annotation says: its contents, or its rich text without the marks."""
    get: Callable[..., int] = pdfium.FPDFAnnot_GetStringValue
    text = wide(get, annotation, b"Contents") or re.sub(r"<[^>]*>", " ", wide(get, annotation, b"RC"))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _address(document: object, annotation: object) -> str:
    link = pdfium.FPDFAnnot_GetLink(annotation)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    return narrow(pdfium.FPDFAction_GetURIPath, document, action).strip()


def _box(annotation: object, frame: Frame) -> tuple[float, float, float, float]:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
        return 0.0, 0.0, 0.0, 0.0
    x0, x1 = sorted((rectangle.left, rectangle.right))
    y0, y1 = sorted((rectangle.bottom, rectangle.top))
    return frame.place(x0, y0, x1, y1)
