"""Drawings, new (DrawingML) and old (VML): text boxes, pictures, charts, diagrams, embedded files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.drawing.alttext import alt_text, described, is_decorative
from ingest.readers.office.drawing.charts import chart_piece
from ingest.readers.office.drawing.diagrams import diagram_pieces
from ingest.readers.office.drawing.paragraphs import lines
from ingest.readers.office.letters import normalise
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Count, Fault, Link, Picture, Token, Turn, guarded
from ingest.readers.office.xml import CX, DGM, MC, A, C, R, chosen
from ingest.readers.reading import Attachment
from ingest.readers.word.xml import PIC, WP, WPS, O, V, W

Blocks = Callable[[etree._Element], Iterator[Token]]
"""Yields what the blocks below an element say."""

NOT_READ = "files that stand within a document are not read"

_FRAMES = (WP + "inline", WP + "anchor")


def drawing(element: etree._Element, part: Part, package: Package, blocks: Blocks) -> Iterator[Token]:
    """Yield what a w:drawing, w:pict or w:object says."""
    for child in element:
        if child.tag in _FRAMES:
            yield from _frame(child, part, package, blocks)
        elif isinstance(child.tag, str):
            yield from _vml(child, part, package, blocks)


def _frame(frame: etree._Element, part: Part, package: Package, blocks: Blocks) -> Iterator[Token]:
    properties = frame.find(WP + "docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        yield Count("hidden_shapes")  # nobody who is shown the document sees it
        return
    said = alt_text(properties) if properties is not None else ""
    if said:
        yield Piece(BlockKind.FIGURE, said)
    told = bool(said) or (properties is not None and is_decorative(properties))
    if properties is not None:
        yield from _links(properties, part)
    yield from _graphic(frame, part, package, blocks, said, told)


def _graphic(
    element: etree._Element, part: Part, package: Package, blocks: Blocks, said: str, told: bool
) -> Iterator[Token]:
    """Yield what the shapes below an element say, groups at any depth."""
    for child in element:
        if child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _graphic(branch, part, package, blocks, said, told)
        elif child.tag == PIC + "pic":
            yield from _picture(child, said, told)
        elif child.tag == WPS + "txbx":
            yield from _box(child, blocks)
        elif child.tag == A + "txBody":
            yield from (Piece(BlockKind.PARAGRAPH, line) for line in lines(child))
        elif child.tag in (C + "chart", CX + "chart"):
            yield Count("charts")
            yield from guarded("a chart", _chart(child, part, package))
        elif child.tag == DGM + "relIds":
            yield Count("smartart")
            yield from guarded("a diagram", _diagram(child, part, package))
        elif isinstance(child.tag, str) and child.tag != WP + "docPr":
            if child.tag.endswith("}cNvPr") and (own := alt_text(child)) and own not in said:
                yield Piece(BlockKind.FIGURE, own)
            yield from _graphic(child, part, package, blocks, said, told)


def _picture(picture: etree._Element, said: str, told: bool) -> Iterator[Token]:
    properties = picture.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    own = alt_text(properties) if properties is not None else ""
    if own and own not in said:
        yield Piece(BlockKind.FIGURE, own)
    yield Picture(told or bool(own) or (properties is not None and is_decorative(properties)))


def _box(element: etree._Element, blocks: Blocks) -> Iterator[Token]:
    """Yield the content of a text box, which lies on the page of its anchor whatever it says itself."""
    for content in element.iter(W + "txbxContent"):
        yield from (token for token in blocks(content) if not isinstance(token, Turn))
        return


def _chart(element: etree._Element, part: Part, package: Package) -> Iterator[Token]:
    yield chart_piece(package, _target(part, element.get(R + "id"), "a chart"))


def _diagram(element: etree._Element, part: Part, package: Package) -> Iterator[Token]:
    yield from diagram_pieces(package, _target(part, element.get(R + "dm"), "a diagram"))


def _vml(shape: etree._Element, part: Part, package: Package, blocks: Blocks) -> Iterator[Token]:
    """Yield what a shape of VML says (ECMA-376 part 4, 14)."""
    if shape.tag in (V + "shapetype", V + "textbox"):
        if shape.tag == V + "textbox":
            yield from _box(shape, blocks)
        return
    if shape.tag == O + "OLEObject":
        yield from _embedded(shape, part, package)
        return
    if shape.tag == MC + "AlternateContent":
        branch = chosen(shape)
        if branch is not None:
            yield from drawing(branch, part, package, blocks)
        return
    said = described(shape.get("title") or "", shape.get("alt") or "", name=shape.get("id") or "")
    if said:
        yield Piece(BlockKind.FIGURE, said)
    if shape.get("href"):
        yield Link(shape.get("href") or "")
    if shape.tag == V + "imagedata":
        parent = shape.getparent()
        own = described(parent.get("alt") or "") if parent is not None else ""
        title = described(shape.get(O + "title") or "")
        if title and not own:
            yield Piece(BlockKind.FIGURE, title)
        yield Picture(bool(own or title))
    if shape.tag == V + "textpath":
        text = normalise(shape.get("string") or "")
        if text:
            yield Piece(BlockKind.PARAGRAPH, text)
    if shape.tag != O + "OLEObject":
        for child in shape:
            if isinstance(child.tag, str):
                yield from _vml(child, part, package, blocks)


def _embedded(element: etree._Element, part: Part, package: Package) -> Iterator[Token]:
    yield Count("embedded_objects")
    related = part.related.get(element.get(R + "id") or "")
    if related is None or related.external:
        yield Fault("an embedded file that is not there")
        return
    name = posixpath.basename(related.target)
    ending = posixpath.splitext(name)[1].removeprefix(".")
    known = ending if ending in ("docx", "pptx", "xlsx", "odt", "odp", "pdf") else ""
    yield Attachment(name, known, package.size(related.target), reason=NOT_READ)


def _links(properties: etree._Element, part: Part) -> Iterator[Token]:
    for link in properties.iter(A + "hlinkClick"):
        related = part.related.get(link.get(R + "id") or "")
        if related is not None and related.external:
            yield Link(related.target)


def _target(part: Part, key: str | None, what: str) -> str:
    relationship = part.related.get(key or "")
    if relationship is None or relationship.external:
        raise BrokenPart(f"{what} refers to a part that is not there")
    return relationship.target
