"""The lines of a concordance: where a page has what was asked for, with what stands round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.catalogue.documents import Document
from archive.pages import Page
from search.language.analyser import Analyser
from search.marking import Mark, Marker
from search.query.composing import sought_parts
from search.query.model import Node, Phrase

CONTEXT = 60
"""Characters of context on each side, at most; a word that does not fit whole is left out."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence: ``left + middle + right`` is a stretch of the page's text, or of its notes.

    `mark` is its number among the marks of the page's text, from 1, and 0 in the notes.
    """

    document: Document
    page: int
    label: str
    mark: int
    left: str
    middle: str
    right: str


class Occurrences:
    """Finds the occurrences of one question on pages, as search marks them."""

    def __init__(self, root: Node | None, analyser: Analyser) -> None:
        """Look for what a query asks for. The words of a phrase are one occurrence."""
        self._marker = Marker(root, analyser)
        self._longest = {
            part: max((len(node.terms) for node in readings if isinstance(node, Phrase)), default=1)
            for part, readings in enumerate(sought_parts(root))
        }

    def on(self, document: Document, page: Page) -> Iterator[Line]:
        """Yield the lines of a page: of its text, then of its notes, which are there if published."""
        language = page.language or document.language
        for is_note, text in enumerate((page.text, page.notes)):
            for number, found in self._joined(text, self._marker.marks(text, language)):
                start, end = _context(text, found)
                yield Line(
                    document,
                    page.number,
                    page.label,
                    0 if is_note else number,
                    text[start : found.start],
                    text[found.start : found.end],
                    text[found.end : end],
                )

    def _joined(self, text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, Mark]]:
        """Yield each occurrence and the number of its first mark: the marks of a phrase are one."""
        at = 0
        while at < len(marks):
            first, count = marks[at], 1
            while (
                count < self._longest.get(first.part, 1)
                and at + count < len(marks)
                and marks[at + count].part == first.part
                and not _WORD.search(text, marks[at + count - 1].end, marks[at + count].start)
            ):
                count += 1
            yield at + 1, replace(first, end=marks[at + count - 1].end)
            at += count


def _context(text: str, found: Mark) -> tuple[int, int]:
    """Return where the context of an occurrence begins and ends, at the edges of words."""
    start, end = max(0, found.start - CONTEXT), min(len(text), found.end + CONTEXT)
    if start and not text[start - 1].isspace():
        start = next((i for i in range(start, found.start) if text[i].isspace()), start)
    if end < len(text) and not text[end].isspace():
        end = next((i + 1 for i in range(end - 1, found.end - 1, -1) if text[i].isspace()), end)
    return start, end
