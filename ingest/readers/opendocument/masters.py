"""Master pages: heads and feet of a text, and what stands on every slide of a deck."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Fault, guarded, pieces_of
from ingest.readers.opendocument.walking import Walker
from ingest.readers.opendocument.xml import DRAW, PRESENTATION, STYLE

_FURNITURE = tuple(
    STYLE + name
    for name in ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
)


def furniture(walker: Walker, master: etree._Element | None) -> tuple[Piece, ...]:
    """Return what stands in the heads and feet of a master of texts."""
    elements = [e for e in master if e.tag in _FURNITURE] if master is not None else []
    shown = [e for e in elements if e.get(STYLE + "display") != "false"]
    return tuple(piece for e in shown for piece in pieces_of(guarded("a head or foot", walker.blocks(e))))


def on_every_slide(walker: Walker, master: etree._Element | None) -> Iterator[Piece | Fault]:
    """Yield what stands on every slide of a master: its own words, not what it keeps room for."""
    for shape in master if master is not None else ():
        if not isinstance(shape.tag, str) or not shape.tag.startswith(DRAW):
            continue
        if shape.get(PRESENTATION + "class"):
            continue
        for token in guarded("the master", walker.block(shape)):
            if isinstance(token, (Piece, Fault)):
                yield token
