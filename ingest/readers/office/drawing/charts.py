"""The words of a chart: its title, axes, series and categories. Its numbers are left to the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.drawing.paragraphs import lines
from ingest.readers.office.letters import normalise
from ingest.readers.office.package import Package
from ingest.readers.office.pieces import Piece
from ingest.readers.office.xml import CX, C

MOST_VALUES = 200
"""Categories of a chart that are kept; beyond that they are measurements rather than words."""

_AXES = (C + "catAx", C + "valAx", C + "dateAx", C + "serAx")


def chart_piece(package: Package, name: str) -> Piece:
    """Read a chart part; raise :class:`BrokenPart` where it cannot be."""
    part = package.part(name)
    found = [*_classic(part.root), *_extended(part.root)]
    drawn = part.first("chartUserShapes")
    if drawn:
        found += lines(package.part(drawn).root)
    return Piece(BlockKind.CHART, "\n".join(line for line in found if line))


def _classic(root: etree._Element) -> Iterator[str]:
    """Yield the lines of a chart as PowerPoint 2007 and later write it (c:chartSpace)."""
    for title in root.iterfind(f"{C}chart/{C}title"):
        yield " ".join(lines(title)) or _joined(_values(title))
    for axis in root.iter(*_AXES):
        for title in axis.iterfind(C + "title"):
            yield " ".join(lines(title)) or _joined(_values(title))
    series = list(root.iter(C + "ser"))
    yield _joined(value for one in series for text in one.iterfind(C + "tx") for value in _values(text))
    yield _joined(
        value for one in series for data in one.iter(C + "cat", C + "xVal") for value in _words(data)
    )
    for label in root.iter(C + "dLbl"):
        for text in label.iterfind(C + "tx"):
            yield " ".join(lines(text))


def _extended(root: etree._Element) -> Iterator[str]:
    """Yield the lines of a chart of the kinds added in 2016: funnels, tree maps … (cx:chartSpace)."""
    for title in root.iter(CX + "title"):
        yield " ".join(lines(title)) or _joined(normalise(v.text or "") for v in title.iter(CX + "v"))
    for series in root.iter(CX + "series"):
        yield _joined(normalise(v.text or "") for tx in series.iterfind(CX + "tx") for v in tx.iter(CX + "v"))
    for data in root.iter(CX + "strDim"):
        yield _joined(normalise(point.text or "") for point in data.iter(CX + "pt"))


def _values(element: etree._Element) -> Iterator[str]:
    return (normalise(value.text or "") for value in element.iter(C + "v"))


def _words(data: etree._Element) -> Iterator[str]:
    """Yield the values of an axis, unless they are measurements: numbers with a fraction."""
    values = list(_values(data))
    if data.find(f".//{C}numCache") is None or all(value.isdecimal() for value in values):
        yield from values


def _joined(values: Iterable[str]) -> str:
    different = list(dict.fromkeys(value for value in values if value))
    return ", ".join(different[:MOST_VALUES])
