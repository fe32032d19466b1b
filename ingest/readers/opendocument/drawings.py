"""Drawings: text boxes, shapes and groups, pictures, charts, formulas, embedded files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.container import BrokenPart, canonical
from ingest.readers.office.drawing.alttext import described
from ingest.readers.office.letters import normalise
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Count, Link, Picture, Token, Turn, guarded
from ingest.readers.opendocument.package import Package
from ingest.readers.opendocument.xml import CHART, DRAW, MATHML, OFFICE, PRESENTATION, SVG, TABLE, TEXT, XLINK
from ingest.readers.reading import Attachment

Block = Callable[[etree._Element], Iterator[Token]]
"""Yields what one block says."""

NOT_READ = "files that stand within a document are not read"
MOST_VALUES = 200
"""Categories and series of a chart that are kept; beyond that they are measurements rather than words."""

_SAID = (SVG + "title", SVG + "desc")
_EMBEDDED = (DRAW + "object", DRAW + "object-ole")
_SHOWN_ELSE = {*_EMBEDDED, TABLE + "table", DRAW + "text-box"}  # of which a picture is only the look


def drawing(element: etree._Element, package: Package, block: Block) -> Iterator[Token]:
    """Yield what a shape, frame or group says; what it says lies on the page of its anchor."""
    if element.get(PRESENTATION + "placeholder") == "true":
        return  # it asks for a text and holds none
    said = described(*(element.findtext(tag) or "" for tag in _SAID), name=element.get(DRAW + "name") or "")
    if said:
        yield Piece(BlockKind.FIGURE, said)
    if element.tag == DRAW + "a":
        yield Link(element.get(XLINK + "href") or "")
    told = bool(said) or element.get(DRAW + "decorative") == "true"
    embedded = [child for child in element if child.tag in _EMBEDDED]
    for child in embedded:
        yield from guarded("an embedded object", _object(child, package, told))
    tags = {child.tag for child in element}
    if DRAW + "image" in tags and not tags & _SHOWN_ELSE:
        yield Picture(told)  # several are the same picture in several formats
    for child in element:
        if child.tag in (*_SAID, *_EMBEDDED, DRAW + "image"):
            continue
        if child.tag == DRAW + "text-box":
            for inner in child:
                yield from (token for token in block(inner) if not isinstance(token, Turn))
        elif isinstance(child.tag, str):
            yield from _in_shape(child, package, block)


def _in_shape(child: etree._Element, package: Package, block: Block) -> Iterator[Token]:
    if child.tag.startswith(DRAW):
        yield from drawing(child, package, block)
    elif child.tag.startswith((TEXT, TABLE, OFFICE)):
        yield from (token for token in block(child) if not isinstance(token, Turn))


def _object(element: etree._Element, package: Package, told: bool) -> Iterator[Token]:
    """Yield the words of a chart or formula; tell any other embedded file as an attachment."""
    formula = element.find(MATHML + "math")
    target = canonical(element.get(XLINK + "href") or "")
    if formula is not None:
        yield Piece(BlockKind.PARAGRAPH, _formula(formula))
        return
    try:
        root, _ = package.root(posixpath.join(target, "content.xml"))
    except BrokenPart:
        yield from _attached(target, package, told)
        return
    chart = root.find(f"{OFFICE}body/{OFFICE}chart/{CHART}chart")
    if chart is not None:
        yield Count("charts")
        yield Piece(BlockKind.CHART, _chart(chart))
    elif root.tag == MATHML + "math":
        yield Piece(BlockKind.PARAGRAPH, _formula(root))
    else:
        yield from _attached(target, package, told)


def _attached(target: str, package: Package, told: bool) -> Iterator[Token]:
    yield Count("embedded_objects")
    yield Picture(told)
    if not target:
        raise BrokenPart("an embedded object refers to a part that is not there")
    size = package.size(target) or package.size(posixpath.join(target, "content.xml"))
    yield Attachment(posixpath.basename(target), "", size, reason=NOT_READ)


def _formula(root: etree._Element) -> str:
    return normalise(" ".join(text for text in map(str, root.itertext()) if text.strip()))


def _chart(chart: etree._Element) -> str:
    """Return a chart's titles, one a line, then the words of its series and categories."""
    lines = [
        text
        for tag in ("title", "subtitle", "footer")
        for title in chart.iter(CHART + tag)
        if (text := _words(title))
    ]
    cells = chart.iter(TABLE + "table-cell")
    words = [_words(cell) for cell in cells if cell.get(OFFICE + "value-type") not in ("float", "percentage")]
    different = list(dict.fromkeys(word for word in words if word))
    return "\n".join([*lines, *([", ".join(different[:MOST_VALUES])] if different else [])])


def _words(element: etree._Element) -> str:
    return normalise(
        " ".join("".join(map(str, paragraph.itertext())) for paragraph in element.iter(TEXT + "p"))
    )
