"""What a tagged page says of itself: its headings, tables and figures (ISO 32000-1, 14.7 and 14.8.4).

A piece of a page bears the number of the marked content that it is drawn in; the tags say what each
number is. What is not tagged, or tagged in a way that makes no sense, is left to the layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pypdfium2.raw as pdfium

from ingest.readers.office.drawing.alttext import described
from ingest.readers.pdf.engines.beside.strings import wide
from ingest.readers.pdf.engines.sheet import Cell, Tags

_MOST_ELEMENTS = 20_000  # of one page; one with more is left to the layout
_DEEPEST = 60
_HEADING = re.compile(r"H([1-6]?)\Z")
_CELLS = ("TH", "TD")


class _TooLarge(Exception):  # noqa: N818 - told by its name
    pass


def tags(page: object) -> Tags | None:
    """Return the tags of a page; None where it has none, or more than are looked at."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return None
    walk = _Walk()
    try:
        for index in range(int(pdfium.FPDF_StructTree_CountChildren(tree))):
            walk.element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
    except _TooLarge:
        return None
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    found = walk.found
    return found if found.order or found.figures else None


class _Walk:
    """Goes through the elements of a page from the first to the last."""

    def __init__(self) -> None:
        self.found = Tags()
        self._looked = 0
        self._headings = 0
        self._seen: set[int] = set()

    def element(self, element: object, depth: int) -> None:
        """Take in an element and what is below it."""
        if not element:
            return
        kind = self._kind(element, depth)
        begin = len(self.found.order)
        if kind == "Table":
            rows: list[list[Cell]] = []
            self._rows(element, rows, depth)
            self.found.tables.append((begin, rows))
            return
        if text := _description(element) if kind == "Figure" else "":
            self.found.figures.append((begin, text, tuple(self._marks(element, depth))))
            return
        for child, mark in _children(element):
            self._mark(mark)
            self.element(child, depth + 1)
        if heading := _HEADING.match(kind):
            self._headings += 1
            for mark in self.found.order[begin:]:
                self.found.headings[mark] = self._headings, int(heading[1] or 1)

    def _kind(self, element: object, depth: int) -> str:
        self._looked += 1
        if self._looked > _MOST_ELEMENTS or depth > _DEEPEST:
            raise _TooLarge
        return wide(pdfium.FPDF_StructElement_GetType, element)

    def _mark(self, mark: int) -> bool:
        """Note a number of marked content; return whether it had not been seen."""
        if mark < 0 or mark in self._seen:
            return False
        self._seen.add(mark)
        self.found.order.append(mark)
        return True

    def _marks(self, element: object, depth: int) -> Iterator[int]:
        """Yield the numbers in an element and what is below it."""
        for child, mark in _children(element):
            if self._mark(mark):
                yield mark
            if child:
                self._kind(child, depth + 1)
                yield from self._marks(child, depth + 1)

    def _rows(self, element: object, rows: list[list[Cell]], depth: int) -> None:
        """Take in the rows of a table, also those in THead, TBody and TFoot."""
        for child, mark in _children(element):
            self._mark(mark)
            if not child:
                continue
            kind = self._kind(child, depth + 1)
            if kind == "TR":
                rows.append([tuple(cell) for cell in self._cells(child, depth + 1)])
            else:
                self._rows(child, rows, depth + 1)

    def _cells(self, row: object, depth: int) -> Iterator[list[int]]:
        for child, mark in _children(row):
            self._mark(mark)
            if not child and mark < 0:  # nothing of it is on the page: an empty cell
                yield []
            elif child and self._kind(child, depth + 1) in _CELLS:
                yield list(self._marks(child, depth + 1))


def _children(element: object) -> Iterator[tuple[object, int]]:
    """Yield each child as an element, or none, and as the number of marked content, or less than 0."""
    child: Callable[[object, int], object] = pdfium.FPDF_StructElement_GetChildAtIndex
    number: Callable[[object, int], int] = pdfium.FPDF_StructElement_GetChildMarkedContentID
    for index in range(int(pdfium.FPDF_StructElement_CountChildren(element))):
        below = child(element, index)
        yield below, -1 if below else int(number(element, index))


def _description(element: object) -> str:
    text = wide(pdfium.FPDF_StructElement_GetAltText, element)
    text = text.strip() or wide(pdfium.FPDF_StructElement_GetActualText, element)
    return described(" ".join(text.split()))
