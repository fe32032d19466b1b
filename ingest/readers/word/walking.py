"""Walking the text of a part: blocks, tables, paragraphs, runs, each told as tokens in reading order.

Inserted text is shown, deleted text is not; a field shows its result; a content control its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.letters import normalise, without_bullet
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Count, Fault, Link, Token, Turn, guarded
from ingest.readers.office.xml import MATH, MC, R, chosen
from ingest.readers.word import drawings
from ingest.readers.word.apart import Apart
from ingest.readers.word.fields import Fields, address, is_numbering
from ingest.readers.word.sections import Sections
from ingest.readers.word.styles import Role, Styles
from ingest.readers.word.tables import table
from ingest.readers.word.xml import W, is_on, number, value

_DELETED = (W + "del", W + "moveFrom", W + "delText", W + "delInstrText")
_PASSED_OVER = (
    *(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "fldData", "tblPr", "tblGrid", "rt")),
)
_LETTERS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass
class Walker:
    """Walks one part. What other parts say of it (notes, comments, sections) is looked up here."""

    package: Package
    part: Part
    styles: Styles
    apart: Apart = field(default_factory=Apart)
    sections: Sections = field(default_factory=Sections)
    fields: Fields = field(default_factory=Fields)
    furniture: bool = False  # a head or foot, where numbers of pages are left out

    def of(self, part: Part, *, furniture: bool = False) -> Walker:
        """Return a walker over another part of the same document."""
        return Walker(self.package, part, self.styles, furniture=furniture)

    def blocks(self, element: etree._Element) -> Iterator[Token]:
        """Yield what the blocks below an element say."""
        for child in element:
            yield from self.block(child)

    def block(self, child: etree._Element) -> Iterator[Token]:
        """Yield what one block says."""
        if child.tag == W + "p":
            yield from guarded("a paragraph", self.paragraph(child))
        elif child.tag == W + "tbl":
            yield Count("tables")
            yield from guarded("a table", table(child, self.blocks))
        elif child.tag == W + "altChunk":
            yield Fault("a part in another format (altChunk)")
        elif child.tag == W + "subDoc":
            yield Fault("a document that this one only refers to")
        elif child.tag == W + "sectPr":
            return  # the last section's: what it says was told where the section began
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from self.blocks(branch)
        elif child.tag in _DELETED:
            yield Count("deletions")
        elif isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
            yield from self.blocks(child)  # content controls, insertions and other wrappers

    def paragraph(self, element: etree._Element) -> Iterator[Token]:
        """Yield a paragraph, in parts where a page ends within it, each followed by what stands in it."""
        properties = element.find(W + "pPr")
        if is_on(properties, "pageBreakBefore"):
            yield Turn.STARTS
        role = self.styles.role(element)
        letters: list[str] = []
        beside: list[Token] = []
        for token in guarded("a paragraph", self._inline(element)):
            if isinstance(token, str):
                letters.append(token)
            elif isinstance(token, Turn):
                yield from _flushed(role, letters, beside)
                yield token
            else:
                beside.append(token)
        self.fields.end_of_paragraph()
        yield from _flushed(role, letters, beside)
        if properties is not None and properties.find(W + "sectPr") is not None:
            yield from self.sections.next()

    def _inline(self, element: etree._Element) -> Iterator[str | Token]:
        for child in element:
            if child.tag == W + "r":
                yield from self._run(child)
            elif child.tag == MATH + "t":
                yield child.text or ""
            elif child.tag == W + "hyperlink":
                yield from self._followed(child.get(R + "id") or "")
                yield from self._inline(child)
            elif child.tag == W + "fldSimple":
                code = child.get(W + "instr") or ""
                yield Link(address(code))
                if not (self.furniture and is_numbering(code)):
                    yield from self._inline(child)
            elif child.tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._inline(branch)
            elif child.tag in _DELETED:
                yield Count("deletions")
            elif isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
                yield from self._inline(child)

    def _followed(self, key: str) -> Iterator[Token]:
        related = self.part.related.get(key)
        if related is not None and related.external:
            yield Link(related.target)

    def _run(self, run: etree._Element) -> Iterator[str | Token]:
        hidden = is_on(run.find(W + "rPr"), "vanish")
        for child in run:
            if child.tag in (W + "t", W + "sym"):
                text = _text(child)
                if self.fields.hides or (self.furniture and self.fields.numbers):
                    continue
                if hidden and text.strip():
                    yield Fault("text that is marked as hidden")
                elif not hidden:
                    yield text
            elif not (hidden and child.tag in _NOTES):
                yield from self._in_run(child)

    def _in_run(self, child: etree._Element) -> Iterator[str | Token]:
        if child.tag in _LETTERS:
            yield _LETTERS[child.tag]
        elif child.tag == W + "br":
            kind = child.get(W + "type")
            yield Turn.ASKED if kind == "page" else "\n"
        elif child.tag == W + "lastRenderedPageBreak":
            yield Turn.SEEN
        elif child.tag == W + "fldChar":
            yield from self._field(child)
        elif child.tag == W + "instrText":
            self.fields.code(child.text or "")
        elif child.tag in _NOTES:
            yield from self.apart.note(_NOTES[child.tag], child.get(W + "id") or "")
        elif child.tag == W + "commentReference":
            yield from self.apart.comment(child.get(W + "id") or "")
        elif child.tag in (W + "drawing", W + "pict", W + "object"):
            yield from guarded("a drawing", drawings.drawing(child, self.part, self.package, self.blocks))
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            for inner in branch if branch is not None else ():
                yield from self._in_run(inner)
        elif child.tag in _DELETED:
            yield Count("deletions")
        elif child.tag == W + "ruby":
            yield from self._inline(child)
            yield from (f" ({text})" for text in _ruby(child))

    def _field(self, char: etree._Element) -> Iterator[str | Token]:
        match char.get(W + "fldCharType"):
            case "begin":
                self.fields.begin()
                chosen_entry = _dropdown(char)
                if chosen_entry:
                    yield chosen_entry
            case "separate":
                yield Link(self.fields.separate())
            case "end":
                self.fields.end()


def _flushed(role: Role, letters: list[str], beside: list[Token]) -> Iterator[Token]:
    """Yield the text so far as a piece, and then what stood in it; both are empty afterwards."""
    text, typed = without_bullet(normalise("".join(letters)))
    if typed and role.kind is BlockKind.PARAGRAPH:
        role = Role(BlockKind.ITEM, 1)
    if text:
        yield Piece(role.kind, text, role.level)
    yield from beside
    letters.clear()
    beside.clear()


def _text(element: etree._Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    code = element.get(W + "char") or ""
    try:
        return chr(int(code, 16))  # of a symbol font: most are in the private area and are no letters
    except (ValueError, OverflowError):
        return ""


def _ruby(element: etree._Element) -> Iterator[str]:
    for reading in element.iterfind(W + "rt"):
        yield "".join(text.text or "" for text in reading.iter(W + "t"))


def _dropdown(char: etree._Element) -> str:
    """Return the entry that is chosen in a form's list."""
    choices = char.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(W + "val") or "" for entry in choices.iterfind(W + "listEntry")]
    place = number(value(choices, W + "result") or value(choices, W + "default"))
    return entries[place] if 0 <= place < len(entries) else ""
