"""Walking text: blocks, lists, tables, paragraphs, each told as tokens in reading order.

What a tracked change deleted stands apart (text:tracked-changes) and is not shown; a field shows
what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.letters import normalise, without_bullet
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import (
    Beside,
    Comment,
    Count,
    Fault,
    Link,
    Token,
    Turn,
    guarded,
    pieces_of,
)
from ingest.readers.opendocument import drawings
from ingest.readers.opendocument.package import Package
from ingest.readers.opendocument.styles import Styles
from ingest.readers.opendocument.tables import table
from ingest.readers.opendocument.xml import DC, DRAW, LO_EXT, META, OFFICE, TABLE, TEXT, XLINK, repeats

_MOST_SPACES = 100
_DEEPEST = 9
_LISTED = (TEXT + "list-item", TEXT + "list-header")
_NUMBERING = tuple(TEXT + name for name in ("page-number", "page-count", "page-continuation"))
_NOT_TEXT = frozenset(
    (
        *(TEXT + name for name in ("tracked-changes", "note-citation", "sequence-decls", "variable-decls")),
        *(TEXT + name for name in ("user-field-decls", "dde-connection-decls", "list-style", "number")),
        *(TEXT + name for name in ("table-of-content-source", "alphabetical-index-source")),
        *(TEXT + name for name in ("illustration-index-source", "table-index-source", "user-index-source")),
        *(TEXT + name for name in ("object-index-source", "bibliography-source", "hidden-paragraph")),
        OFFICE + "annotation-end",
        DC + "creator",
        DC + "date",
        META + "creator-initials",
        LO_EXT + "number",
    )
)
_HIDDEN = (TEXT + "hidden-text",)


@dataclass
class Walker:
    """Walks text of one file."""

    package: Package
    styles: Styles
    furniture: bool = False  # a head, foot or master, where numbers of pages are left out

    def blocks(self, element: etree._Element, level: int = 0) -> Iterator[Token]:
        """Yield what the blocks below an element say; `level` is the depth of the list around them."""
        for child in element:
            yield from self.block(child, level)

    def block(self, child: etree._Element, level: int = 0) -> Iterator[Token]:
        """Yield what one block says."""
        if child.tag in (TEXT + "p", TEXT + "h"):
            yield from guarded("a paragraph", self._paragraph(child, level))
        elif child.tag == TEXT + "list":
            for item in child:
                if item.tag in _LISTED:
                    yield from self.blocks(item, min(level + 1, _DEEPEST))
        elif child.tag == TABLE + "table":
            yield Count("tables")
            yield from guarded("a table", table(child, self.blocks))
        elif child.tag == TEXT + "soft-page-break":
            yield Turn.SEEN
        elif child.tag == TEXT + "section" and self._is_hidden(child):
            yield Fault("text that is marked as hidden")
        elif child.tag == TEXT + "tracked-changes":
            yield Count("deletions")
        elif child.tag == OFFICE + "annotation":
            yield from self._comment(child)
        elif isinstance(child.tag, str) and child.tag.startswith(DRAW):
            yield from guarded("a drawing", drawings.drawing(child, self.package, self.block))
        elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
            yield from self.blocks(child, level)  # sections, indexes and other wrappers

    def _is_hidden(self, section: etree._Element) -> bool:
        return section.get(TEXT + "display") == "none" or self.styles.hides(
            section.get(TEXT + "style-name") or ""
        )

    def _paragraph(self, element: etree._Element, level: int) -> Iterator[Token]:
        """Yield a paragraph, in parts where a page ends within it, each followed by what stands in it."""
        style = element.get(TEXT + "style-name") or ""
        begins, ends = self.styles.breaks(style)
        if begins:
            yield Turn.STARTS
        if master := self.styles.master(style):
            yield from self.begin_master(master)
        letters: list[str] = []
        beside: list[Token] = []
        kind, depth = self._kind(element, style, level)
        for token in guarded("a paragraph", self._inline(element)):
            if isinstance(token, str):
                letters.append(token)
            elif isinstance(token, Turn):
                yield from _flushed(kind, depth, letters, beside)
                yield token
            else:
                beside.append(token)
        yield from _flushed(kind, depth, letters, beside)
        if ends:
            yield Turn.ASKED

    def begin_master(self, name: str) -> Iterator[Token]:
        """Yield how pages of a master are; a text's walker says it, a slide has its own way."""
        yield from ()

    def _kind(self, element: etree._Element, style: str, level: int) -> tuple[BlockKind, int]:
        stated = element.get(TEXT + "outline-level") or ""
        outline = int(stated) if stated in tuple("123456789") else self.styles.outline_level(style)
        if element.tag == TEXT + "h" or outline:
            return BlockKind.HEADING, outline or 1
        return (BlockKind.ITEM, level) if level else (BlockKind.PARAGRAPH, 0)

    def _inline(self, element: etree._Element) -> Iterator[str | Token]:
        """Yield the letters of an element and of those in it, and what stands among them."""
        yield _plain(element.text)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._within(child)
            yield _plain(child.tail)

    def _within(self, child: etree._Element) -> Iterator[str | Token]:
        if child.tag == TEXT + "s":
            yield " " * repeats(child.get(TEXT + "c"), _MOST_SPACES)
        elif child.tag == TEXT + "tab":
            yield " "
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag == TEXT + "soft-page-break":
            yield Turn.SEEN
        elif child.tag == TEXT + "note":
            yield from self._note(child)
        elif child.tag == OFFICE + "annotation":
            yield from self._comment(child)
        elif child.tag in _HIDDEN or (
            child.tag == TEXT + "span" and self.styles.hides(child.get(TEXT + "style-name") or "")
        ):
            yield Fault("text that is marked as hidden")
        elif child.tag == TEXT + "ruby":
            yield from self._ruby(child)
        elif child.tag.startswith((DRAW, TABLE)):
            yield from self.block(child)
        elif child.tag not in _NOT_TEXT and not (self.furniture and child.tag in _NUMBERING):
            if child.tag == TEXT + "a":
                yield Link(child.get(XLINK + "href") or "")
            yield from self._inline(child)

    def _ruby(self, element: etree._Element) -> Iterator[str | Token]:
        for base in element.iterfind(TEXT + "ruby-base"):
            yield from self._inline(base)
        for reading in element.iterfind(TEXT + "ruby-text"):
            yield f" ({reading.text or ''})"

    def _note(self, element: etree._Element) -> Iterator[Token]:
        for body in element.iterfind(TEXT + "note-body"):
            tokens = list(self.blocks(body))
            yield Beside(pieces_of(tokens))
            yield from (token for token in tokens if not isinstance(token, (Piece, Turn)))

    def _comment(self, element: etree._Element) -> Iterator[Token]:
        """Yield the words of a comment alone, for comments are withheld."""
        text = "\n".join(piece.text for piece in pieces_of(self.blocks(element)) if piece.text)
        if text:
            yield Comment(text)


def _plain(text: str | None) -> str:
    """Return text as it counts: a line end in the XML is a space (ODF 1.3 part 3, 6.1.2)."""
    return (text or "").replace("\n", " ")


def _flushed(kind: BlockKind, level: int, letters: list[str], beside: list[Token]) -> Iterator[Token]:
    """Yield the text so far as a piece, and then what stood in it; both are empty afterwards."""
    text, typed = without_bullet(normalise("".join(letters)))
    if typed and kind is BlockKind.PARAGRAPH:
        kind, level = BlockKind.ITEM, 1
    if text:
        yield Piece(kind, text, level)
    yield from beside
    letters.clear()
    beside.clear()
