"""The shapes of a slide's drawing, groups at any depth, and what each says.

A shape that cannot be read costs itself alone: it is told in `Drawn.faults`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.pages import BlockKind
from ingest.readers.legacy_deck.document import Document
from ingest.readers.legacy_deck.properties import Properties, properties
from ingest.readers.legacy_deck.stream.records import Record, Type
from ingest.readers.legacy_deck.text import TITLES, Text, line, links, pieces, texts
from ingest.readers.office.drawing.alttext import described
from ingest.readers.office.pieces import Piece

DEEPEST_GROUP = 64
"""Groups within groups."""

_PICTURE_FRAME = 75  # [MS-ODRAW] 2.4.24
_DELETED, _BACKGROUND = 0x008, 0x400  # of a shape's flags
_FURNITURE = frozenset((0x07, 0x08, 0x09, 0x0A))  # date, number, footer, header: the same on every slide
_SLIDE_IMAGE = frozenset((0x05, 0x0B))  # of a page of notes
_TITLE_PLACES = frozenset((0x01, 0x03, 0x0D, 0x0F, 0x11))
_CHARTS = ("msgraph", "excel.chart")


@dataclass
class Drawn:
    """What the shapes of a drawing say, gathered as they are walked."""

    document: Document
    outline: Sequence[Text]  # the texts that shapes refer to by number
    room: int  # letters that still fit on the page
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    links: list[int] = field(default_factory=list)  # numbers of hyperlinks, in order
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    embedded: Counter[str] = field(default_factory=Counter)  # what cannot be read, by name
    shown: set[int] = field(default_factory=set)  # texts of the outline that shapes refer to


def read_drawing(drawn: Drawn, root: Record) -> None:
    """Walk the drawing of a slide or of a page of notes, until the page is full."""
    for drawing in root.children():
        art = drawing.first(Type.ART_DRAWING) if drawing.type == Type.DRAWING else None
        group = art.first(Type.ART_GROUP) if art is not None else None
        if drawing.type == Type.DRAWING and group is None:
            drawn.faults.append("its drawing cannot be read")
        elif group is not None:
            _walk(drawn, group, 0)


def add_text(drawn: Drawn, text: Text, place: int = 0) -> None:
    """Add a text: as the slide's title if it is one and the first, else as paragraphs."""
    drawn.links += text.links
    found = pieces(text)
    if (place in _TITLE_PLACES or text.role in TITLES) and not drawn.title:
        drawn.title = line(found)
        return
    drawn.pieces += found
    drawn.room -= sum(len(piece.text) + 1 for piece in found)


def _walk(drawn: Drawn, group: Record, depth: int) -> None:
    if depth > DEEPEST_GROUP:
        drawn.faults.append(f"groups of shapes deeper than {DEEPEST_GROUP}")
        return
    for shape in group.children():
        if drawn.room < 0:
            return
        if shape.cut:
            drawn.faults.append("its drawing is cut off")
        _read(drawn, shape, depth)


def _read(drawn: Drawn, shape: Record, depth: int) -> None:
    """Read a shape or group within a group of this depth."""
    try:
        if shape.type == Type.ART_SHAPE:
            _read_shape(drawn, shape)
        elif shape.type == Type.ART_GROUP:
            _read_group(drawn, shape, depth + 1)
    except MemoryError:
        raise
    except Exception as error:  # what a broken shape raises is its own matter
        drawn.faults.append(f"a shape cannot be read ({type(error).__name__}: {error})"[:200])


def _read_group(drawn: Drawn, group: Record, depth: int) -> None:
    own = group.first(Type.ART_SHAPE)  # the first shape of a group is the group itself
    said = properties(own) if own is not None else None
    if said is not None and said.hidden:
        drawn.counts["hidden_shapes"] += 1
    elif said is not None and said.table:
        drawn.counts["tables"] += 1
        _read_table(drawn, group, depth)
    else:
        _walk(drawn, group, depth)


def _read_shape(drawn: Drawn, shape: Record) -> None:
    atom = shape.first(Type.ART_SHAPE_ATOM)
    if atom is not None and atom.number("<I", 4) & (_DELETED | _BACKGROUND):
        return
    data = shape.first(Type.ART_CLIENT_DATA)
    place = _place(data)
    if place in _FURNITURE or place in _SLIDE_IMAGE:
        return
    said = properties(shape)
    if said.hidden:
        drawn.counts["hidden_shapes"] += 1  # nobody who is shown the slide sees it
        return
    found = _texts(drawn, shape)
    if said.word_art:
        found.append(Text(letters=said.word_art))
    is_told = _describe(drawn, said, " ".join(line(pieces(text)) for text in found))
    for text in found:
        add_text(drawn, text, place)
    reference = data.first(Type.EX_OBJ_REF) if data is not None else None
    if reference is not None and (number := reference.number("<I")) in drawn.document.embedded:
        _name(drawn, drawn.document.embedded[number])
    elif said.has_picture or (atom is not None and atom.instance == _PICTURE_FRAME):
        drawn.counts["images"] += 1
        drawn.counts["images_without_alt_text"] += not is_told


def _texts(drawn: Drawn, shape: Record) -> list[Text]:
    """Return the texts of a shape, its own or that of the outline that it refers to; note its links."""
    drawn.links += links(shape)
    found = []
    for box in shape.children():
        if box.type != Type.ART_TEXT_BOX:
            continue
        found += texts(box.children())
        reference = box.first(Type.OUTLINE_TEXT_REF)
        if reference is not None and (number := reference.number("<I")) < len(drawn.outline):
            if number not in drawn.shown:
                found.append(drawn.outline[number])
            drawn.shown.add(number)
    return [text for text in found if text.letters]


def _read_table(drawn: Drawn, group: Record, depth: int) -> None:
    """Read the cells of a table: shapes that stand side by side; what else stands there is no cell."""
    cells: dict[int, list[tuple[int, str]]] = {}
    for shape in group.children():
        anchor = shape.first(Type.ART_CHILD_ANCHOR) if shape.type == Type.ART_SHAPE else None
        place = anchor.values("<4i") if anchor is not None else ()
        if not place or shape.first(Type.ART_TEXT_BOX) is None:
            _read(drawn, shape, depth)
            continue
        found = _texts(drawn, shape)
        drawn.links += (number for text in found for number in text.links)
        said = line(piece for text in found for piece in pieces(text)).replace("\t", " ")
        drawn.room -= len(said) + 1
        cells.setdefault(place[1], []).append((place[0], said))
    rows = (tuple(text for _, text in sorted(row)) for _, row in sorted(cells.items()))
    told = tuple(row for row in rows if any(row))
    if told:
        drawn.pieces.append(Piece(BlockKind.TABLE, rows=told))


def _describe(drawn: Drawn, said: Properties, text: str = "") -> bool:
    """Add what a shape is said to show, unless its own text says it; return whether there is anything."""
    description = described(said.description, name=said.name)
    if description and description not in text:
        drawn.pieces.append(Piece(BlockKind.FIGURE, description))
        drawn.room -= len(description) + 1
    return bool(description)


def _name(drawn: Drawn, program: str) -> None:
    """Note an embedded object, whose text stands in a file of its own within this one."""
    is_chart = program.lower().startswith(_CHARTS)
    drawn.counts["charts" if is_chart else "embedded_objects"] += 1
    drawn.embedded[("chart" if is_chart else "object") + f" ({program or 'of an unknown program'})"] += 1


def _place(data: Record | None) -> int:
    """Return the kind of placeholder that a shape is; 0 where it is none."""
    if data is None:
        return 0
    atom = data.first(Type.PLACEHOLDER)
    kind = atom.number("<B", 4) if atom is not None else 0
    later = data.first(Type.HEADER_FOOTER_PLACEHOLDER)  # as PowerPoint 2007 and later name it
    return kind or (later.number("<B") if later is not None else 0)


def unread(embedded: Counter[str]) -> Iterable[str]:
    """Yield a remark for each kind of embedded object that was not read."""
    for name, count in embedded.items():
        yield f"an embedded {name} was not read" if count == 1 else f"{count} embedded: {name}, not read"
