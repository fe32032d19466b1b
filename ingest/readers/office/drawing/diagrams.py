"""SmartArt: the words of a diagram as the nested list that they are edited as.

The text stands twice in the file, in the data part (the points and how they hang together) and in
a drawing of them; only the first is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from archive.pages import BlockKind
from ingest.readers.office.drawing.paragraphs import lines
from ingest.readers.office.package import Package
from ingest.readers.office.pieces import Piece
from ingest.readers.office.xml import DGM

_MOST_LEVELS = 9


def diagram_pieces(package: Package, name: str) -> list[Piece]:
    """Read a diagram's data part; raise :class:`BrokenPart` where it cannot be."""
    root = package.part(name).root
    points = {point.get("modelId") or "": point for point in root.iter(DGM + "pt")}
    order = list(_walk(points, _children(root)))
    seen = {key for key, _ in order}
    order += [(key, 1) for key in points if key not in seen]  # text on arrows, and what hangs loose
    return [
        Piece(BlockKind.ITEM, line, level)
        for key, level in order
        for text in points[key].iterchildren(DGM + "t")
        for line in lines(text)
    ]


def _children(root: etree._Element) -> dict[str, list[str]]:
    """Return the points below each point, in order."""
    connections: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for connection in root.iter(DGM + "cxn"):
        if connection.get("type", "parOf") == "parOf":
            place = connection.get("srcOrd") or ""
            child = int(place) if place.isdecimal() else 0, connection.get("destId") or ""
            connections[connection.get("srcId") or ""].append(child)
    return {parent: [key for _, key in sorted(found)] for parent, found in connections.items()}


def _walk(points: dict[str, etree._Element], children: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Yield each point that hangs together with the document's, with its level from 1, depth first."""
    roots = [key for key, point in points.items() if point.get("type") == "doc"]
    stack = [(key, 1) for root in reversed(roots) for key in reversed(children.get(root, []))]
    seen = set(roots)
    while stack:
        key, level = stack.pop()
        if key in seen or key not in points:
            continue
        seen.add(key)
        yield key, level
        stack += [(child, min(level + 1, _MOST_LEVELS)) for child in reversed(children.get(key, []))]
