"""The shapes of a slide, groups at any depth, and what each says.

A shape that cannot be read costs itself alone: it is told in `Slide.faults`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.deck.xml import P
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.drawing.alttext import alt_text, is_decorative
from ingest.readers.office.drawing.charts import chart_piece
from ingest.readers.office.drawing.diagrams import diagram_pieces
from ingest.readers.office.drawing.paragraphs import Paragraph, lines, paragraphs
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece
from ingest.readers.office.xml import CX, DGM, MC, A, C, R, chosen

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")  # the same on every slide: see `furniture`
_LISTS = ("body", "obj")  # placeholders whose paragraphs have bullets unless they say otherwise


@dataclass
class Slide:
    """What the shapes of a slide say, gathered as they are walked."""

    package: Package
    part: Part
    room: int  # letters that still fit on the page
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: int = 0  # without a text that can be searched
    counts: Counter[str] = field(default_factory=Counter)


def read_shapes(package: Package, part: Part, most_chars: int) -> Slide:
    """Walk the shape tree of a slide's part, until the page is full."""
    slide = Slide(package, part, most_chars)
    tree = part.root.find(f"{P}cSld/{P}spTree")
    if tree is not None:
        _walk(slide, tree)
    return slide


def _walk(slide: Slide, tree: etree._Element) -> None:
    for shape in tree:
        if slide.room < 0:
            return
        if shape.tag == MC + "AlternateContent":
            branch = chosen(shape)
            if branch is not None:
                _walk(slide, branch)
            continue
        if not isinstance(shape.tag, str):
            continue
        try:
            _read_shape(slide, shape)
        except MemoryError:
            raise
        except BrokenPart as error:
            slide.faults.append(str(error))
        except Exception as error:  # what a broken shape raises is its own matter
            slide.faults.append(f"a shape cannot be read ({type(error).__name__}: {error})"[:200])


def _read_shape(slide: Slide, shape: etree._Element) -> None:
    properties = shape.find(f"./*/{P}cNvPr")
    if properties is not None:
        if properties.get("hidden") in ("1", "true"):
            slide.counts["hidden_shapes"] += 1  # nobody who is shown the slide sees it
            return
        _follow_links(slide, properties)
    if shape.tag == P + "grpSp":
        _describe(slide, properties)
        _walk(slide, shape)
    elif shape.tag == P + "pic":
        _read_picture(slide, properties)
    elif shape.tag == P + "graphicFrame":
        _describe(slide, properties)
        _read_frame(slide, shape)
    elif shape.tag in (P + "sp", P + "cxnSp"):
        _read_text(slide, shape, properties)


def _read_text(slide: Slide, shape: etree._Element, properties: etree._Element | None) -> None:
    placeholder = shape.find(f"./*/{P}nvPr/{P}ph")
    role = placeholder.get("type", "obj") if placeholder is not None else ""
    if role in _FURNITURE:
        return
    body = shape.find(P + "txBody")
    found = paragraphs(body) if body is not None else []
    if body is not None:
        _follow_links(slide, body)
    if role in _TITLES and not slide.title:
        slide.title = " ".join(paragraph.line for paragraph in found)
        return
    _describe(slide, properties, said=" ".join(paragraph.line for paragraph in found))
    slide.pieces += [_piece(paragraph, role) for paragraph in found]
    slide.room -= sum(len(paragraph.text) + 1 for paragraph in found)


def _piece(paragraph: Paragraph, role: str) -> Piece:
    bullet = role in _LISTS if paragraph.bullet is None else paragraph.bullet
    kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
    return Piece(kind, paragraph.text, paragraph.level + 1 if bullet else 0, size=paragraph.size)


def _read_picture(slide: Slide, properties: etree._Element | None) -> None:
    slide.counts["images"] += 1
    described = _describe(slide, properties)
    if not described and not (properties is not None and is_decorative(properties)):
        slide.counts["images_without_alt_text"] += 1
        slide.pictures += 1


def _describe(slide: Slide, properties: etree._Element | None, said: str = "") -> bool:
    """Add what a shape is said to show, unless its own text says it; return whether there is anything."""
    text = alt_text(properties) if properties is not None else ""
    if text and text not in said:
        slide.pieces.append(Piece(BlockKind.FIGURE, text))
    return bool(text)


def _read_frame(slide: Slide, frame: etree._Element) -> None:
    """Read a table, chart or diagram; an embedded object is left to its picture."""
    for table in frame.iter(A + "tbl"):
        slide.counts["tables"] += 1
        _follow_links(slide, table)
        slide.pieces.append(Piece(BlockKind.TABLE, rows=_rows(table)))
    for chart in frame.iter(C + "chart", CX + "chart"):
        slide.counts["charts"] += 1
        slide.pieces.append(chart_piece(slide.package, _target(slide.part, chart.get(R + "id"), "a chart")))
    for diagram in frame.iter(DGM + "relIds"):
        slide.counts["smartart"] += 1
        slide.pieces += diagram_pieces(slide.package, _target(slide.part, diagram.get(R + "dm"), "a diagram"))
    if next(frame.iter(P + "oleObj"), None) is not None:
        slide.counts["embedded_objects"] += 1


def _rows(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    rows = (tuple(map(_cell, row.iterchildren(A + "tc"))) for row in table.iterchildren(A + "tr"))
    return tuple(row for row in rows if row)


def _cell(cell: etree._Element) -> str:
    """Return the text of a cell on one line; a cell that another one covers has none."""
    if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
        return ""
    return " ".join(lines(cell.find(A + "txBody"))).replace("\t", " ")


def _target(part: Part, key: str | None, what: str) -> str:
    relationship = part.related.get(key or "")
    if relationship is None or relationship.external:
        raise BrokenPart(f"{what} refers to a part that is not there")
    return relationship.target


def _follow_links(slide: Slide, element: etree._Element) -> None:
    """Take the links below an element that lead out of the deck."""
    for link in element.iter(A + "hlinkClick"):
        related = slide.part.related.get(link.get(R + "id") or "")
        if related is not None and related.external:
            slide.counts["links"] += 1
            slide.links.append(related.target)
