"""Sections: the size of their pages, how they begin, and what stands in their heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.office.container import BrokenPart
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Fault, Layout, Size, Token, Turn, pieces_of
from ingest.readers.office.xml import R
from ingest.readers.word.xml import W, is_on, number, value

Furnish = Callable[[str], Iterator[Token]]
"""Yields what the head or foot with this relationship says."""

Walk = Callable[[etree._Element], Iterator[Token]]
"""Yields what the blocks below an element say."""

_TWIPS_PER_POINT = 20
_SAME_PAGE = ("continuous", "nextColumn")
_FURNITURE = (W + "headerReference", W + "footerReference")


@dataclass
class Sections:
    """The sections of a document that were not begun yet, in order."""

    waiting: list[etree._Element] = field(default_factory=list)
    furnish: Furnish = field(default=lambda _: iter(()))

    def first(self) -> Iterator[Token]:
        """Yield how the document's pages are from its start."""
        if self.waiting:
            yield from self._layout(self.waiting.pop(0))

    def next(self) -> Iterator[Token]:
        """Yield how the pages are after the end of a section."""
        if not self.waiting:
            return
        section = self.waiting.pop(0)
        if value(section, W + "type") not in _SAME_PAGE:
            yield Turn.ASKED
        yield from self._layout(section)

    def _layout(self, section: etree._Element) -> Iterator[Token]:
        pieces: list[Piece] = []
        for reference in section:
            if reference.tag not in _FURNITURE:
                continue
            if reference.get(W + "type") == "first" and not is_on(section, "titlePg"):
                continue
            tokens = list(self.furnish(reference.get(R + "id") or ""))
            pieces += pieces_of(tokens)
            yield from (token for token in tokens if not isinstance(token, (Piece, Turn)))
        yield Layout(_size(section), tuple(pieces))


def read_sections(package: Package, document: Part, walk_of: Callable[[Part], Walk]) -> Sections:
    """Return the sections of a document; `walk_of` returns what walks a part's blocks."""

    def furnish(key: str) -> Iterator[Token]:
        related = document.related.get(key)
        if related is None or related.external:
            return
        try:
            part = package.part(related.target)
        except BrokenPart as error:
            yield Fault(f"a header or footer: {error}")
            return
        if part.fault:
            yield Fault(f"a header or footer is damaged: {part.fault}")
        yield from walk_of(part)(part.root)

    found = [section for section in document.root.iter(W + "sectPr") if not _is_old(section)]
    return Sections(found, furnish)


def _is_old(section: etree._Element) -> bool:
    """Return whether these are the properties that a tracked change replaced."""
    parent = section.getparent()
    return parent is not None and parent.tag == W + "sectPrChange"


def _size(section: etree._Element) -> Size:
    size = section.find(W + "pgSz")
    if size is None:
        return 0.0, 0.0
    width, height = (max(number(size.get(W + side)), 0) / _TWIPS_PER_POINT for side in ("w", "h"))
    return width, height
