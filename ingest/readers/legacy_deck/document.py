"""The document of a deck: which slides there are and in what order, and what they refer to by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.legacy_deck.stream.persist import Objects
from ingest.readers.legacy_deck.stream.records import Record, Type
from ingest.readers.links import leads_out
from ingest.readers.office.letters import normalise

_SLIDES, _NOTES = 0, 2  # instances of the lists
_UNITS_PER_POINT = 8  # master units, 576 to an inch
_LARGEST_SIDE = 56 * 72  # points; PowerPoint's own limit is 56 inches
_EMBEDDED, _LINKED, _CONTROL = 0x0FCC, 0x0FCE, 0x0FEE
_OBJECTS = (_EMBEDDED, _LINKED, _CONTROL)
_MEDIA = frozenset((0x1005, 0x1006, 0x1007, 0x100D, 0x100E, 0x100F, 0x1010))  # films and sounds
_TARGET, _PROGRAM = 1, 2  # instances of the strings of a link and of an object
_NO_LIST = "the order of the slides: their list is damaged"


@dataclass(frozen=True, slots=True)
class Listed:
    """A slide or a page of notes as a list names it, with the records of its outline text."""

    number: int  # among the objects; 0 where the slide itself is `loose`
    id: int
    outline: list[Record] = field(default_factory=list)
    loose: Record | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The slides in order, and what holds for all."""

    slides: tuple[Listed, ...]
    notes: tuple[Listed, ...]
    width: float  # points; 0 where the document does not say
    height: float
    links: dict[int, str]  # addresses that can be followed, by number
    embedded: dict[int, str]  # the programs of embedded objects, by number; empty where not told
    media: frozenset[int]  # the numbers of films and sounds
    fault: str = ""  # what is wrong with the list of slides, or empty


def document(objects: Objects) -> Document:
    """Read the document object.

    Where it is gone or none of the slides that it lists is there, they stand by the numbers of the
    objects, or as they do in a damaged file.
    """
    root = objects.document
    listed: list[Listed] = []
    notes: list[Listed] = []
    external: list[Record] = []
    cut = root is not None and root.cut
    for child in root.children() if root is not None else ():
        cut = cut or child.cut
        if child.type == Type.SLIDE_LIST and child.instance in (_SLIDES, _NOTES):
            (listed if child.instance == _SLIDES else notes).extend(_listed(child))
        elif child.type == Type.EX_OBJ_LIST:
            external += child.children()
    unlisted = _unlisted(objects, listed)
    return Document(
        unlisted or tuple(listed),
        tuple(notes),
        *(_size(root) if root is not None else (0.0, 0.0)),
        _links(external),
        dict(_embedded(external)),
        frozenset(_media(external)),
        objects.fault or (_NO_LIST if unlisted or cut else ""),
    )


def _unlisted(objects: Objects, listed: list[Listed]) -> tuple[Listed, ...]:
    """Return the slides of a deck whose list is of no use; none where it is, or where there are none."""
    if any(objects.get(slide.number, Type.SLIDE) for slide in listed):
        return ()
    numbered = (objects.get(number, Type.SLIDE) for number in sorted(objects.offsets))
    slides = [slide for slide in numbered if slide is not None] or objects.loose
    return tuple(Listed(0, 0, loose=slide) for slide in slides)


def _listed(found: Record) -> Iterator[Listed]:
    entry = None
    for record in found.children():
        if record.type == Type.SLIDE_PERSIST:
            if entry is not None:
                yield entry
            entry = Listed(record.number("<I"), record.number("<I", 12))
        elif entry is not None:
            entry.outline.append(record)
    if entry is not None:
        yield entry


def _size(root: Record) -> tuple[float, float]:
    atom = root.first(Type.DOCUMENT_ATOM)
    sides = atom.values("<ii") if atom is not None else ()
    points = tuple(round(side / _UNITS_PER_POINT, 2) for side in sides)
    if not points or not all(0 < side <= _LARGEST_SIDE for side in points):
        return 0.0, 0.0
    return points[0], points[1]


def _links(external: list[Record]) -> dict[int, str]:
    found = {}
    for record in external:
        if record.type != Type.EX_HYPERLINK:
            continue
        number, address = record.first(Type.EX_HYPERLINK_ATOM), normalise(_string(record, _TARGET))
        if number is not None and leads_out(address):
            found[number.number("<I")] = address
    return found


def _embedded(external: list[Record]) -> Iterator[tuple[int, str]]:
    for record in external:
        if record.type in _OBJECTS and (atom := record.first(Type.EX_OLE_OBJ_ATOM)) is not None:
            yield atom.number("<I", 8), normalise(_string(record, _PROGRAM))[:60]


def _media(external: list[Record]) -> Iterator[int]:
    for record in external:
        if record.type in _MEDIA:
            holder = record if record.first(Type.EX_MEDIA_ATOM) else record.first(0x1005)
            atom = holder.first(Type.EX_MEDIA_ATOM) if holder is not None else None
            if atom is not None:
                yield atom.number("<I")


def _string(record: Record, instance: int) -> str:
    strings = (child for child in record.children() if child.type == Type.STRING)
    return next((child.text() for child in strings if child.instance == instance), "")
