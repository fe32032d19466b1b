"""What stands on every slide of a layout or master, and in a slide's own head and foot: found once."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.pages import BlockKind
from ingest.readers.deck.shapes import read_shapes
from ingest.readers.deck.xml import P
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.drawing.paragraphs import paragraphs
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece

_FALSE = ("0", "false")
_HEADS = ("ftr", "hdr")  # not the number and the date, which are made


@dataclass
class Furniture:
    """What was read of layouts and masters by their part, and what a page of the deck has already."""

    package: Package
    most_chars: int
    read: dict[str, tuple[list[Piece], str, bool]] = field(default_factory=dict)
    seen: set[Piece] = field(default_factory=set)

    def of(self, slide: Part, faults: list[str], *, hidden: bool) -> list[Piece]:
        """Return what surrounds a slide and no page has yet; what is hidden with a slide is not had."""
        pieces: list[Piece] = []
        try:
            pieces += _heads(slide)
        except MemoryError:
            raise
        except Exception as error:  # what a broken shape raises is its own matter
            faults.append(f"the head or foot cannot be read ({type(error).__name__})")
        shows = slide.root.get("showMasterSp") not in _FALSE
        name = slide.first("slideLayout")
        for what in ("layout", "master"):
            if not name or not shows:
                break
            try:
                found, name, shows = self._around(name)
            except BrokenPart as error:
                faults.append(f"the {what}: {error}")
                break
            pieces += found
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self.seen]
        if not hidden:
            self.seen.update(new)
        return new

    def _around(self, name: str) -> tuple[list[Piece], str, bool]:
        """Return the own words of a layout or master, the master's name, and whether that shows."""
        if name not in self.read:
            part = self.package.part(name)
            for shape in list(part.root.iter(P + "sp", P + "pic", P + "graphicFrame")):
                parent = shape.getparent()
                if parent is not None and shape.find(f"./*/{P}nvPr/{P}ph") is not None:
                    parent.remove(shape)  # it keeps room for what a slide says
            pieces = read_shapes(self.package, part, self.most_chars).pieces
            shows = part.root.get("showMasterSp") not in _FALSE
            self.read[name] = (pieces, part.first("slideMaster"), shows)
        return self.read[name]


def _heads(slide: Part) -> list[Piece]:
    """Return the lines of a slide's own head and foot."""
    return [
        Piece(BlockKind.PARAGRAPH, paragraph.text)
        for shape in slide.root.iter(P + "sp")
        for place in shape.iterfind(f"./*/{P}nvPr/{P}ph")
        if place.get("type") in _HEADS and (body := shape.find(P + "txBody")) is not None
        for paragraph in paragraphs(body)
    ]
