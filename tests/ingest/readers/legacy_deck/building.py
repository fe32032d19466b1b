"""Legacy decks made for the tests: record by record, in an OLE file of our own ([MS-PPT], [MS-CFB])."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers.legacy_deck import read
from ingest.readers.legacy_deck.stream.records import Type
from ingest.readers.reading import Limits

CURRENT_USER_TOKEN = 0xE391C05F
ENCRYPTED_TOKEN = 0xF3D1C4DF
_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096  # shorter streams would stand in another place; they are made longer here


def read_deck(path, limits=None):
    """Return the pages and the summary of a deck."""
    pages, reader = [], read(path, limits or Limits())
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            return pages, end.value


def record(kind, body=b"", instance=0, version=0):
    """Return a record of data."""
    return struct.pack("<HHI", instance << 4 | version, kind, len(body)) + body


def holding(kind, *parts, instance=0):
    """Return a record of records."""
    return record(kind, b"".join(parts), instance, 0xF)


def string(text, instance=0):
    return record(Type.STRING, text.encode("utf-16-le"), instance)


def text(letters, role=4, style=b"", more=b"", header=True):
    """Return the records of one text; as bytes where its letters allow it."""
    try:
        atom = record(Type.TEXT_BYTES, letters.encode("latin-1"))
    except UnicodeEncodeError:
        atom = record(Type.TEXT_CHARS, letters.encode("utf-16-le"))
    head = record(Type.TEXT_HEADER, struct.pack("<I", role)) if header else b""
    return head + atom + (record(Type.STYLE_TEXT_PROP, style) if style else b"") + more


def properties(numbers=None, texts=None):
    """Return a property table: numbers by their key, and long texts by theirs."""
    entries, long = b"", b""
    for key, value in (numbers or {}).items():
        entries += struct.pack("<HI", key, value)
    for key, value in (texts or {}).items():
        letters = (value + "\0").encode("utf-16-le")
        entries += struct.pack("<HI", key | 0x8000, len(letters))
        long += letters
    return record(Type.ART_PROPERTIES, entries + long, len(entries) // 6, 3)


def shape(*inside, kind=202, flags=0, client=b"", box=b""):
    """Return a shape: a text box (202) or a picture (75) with client data and a text."""
    return holding(
        Type.ART_SHAPE,
        record(Type.ART_SHAPE_ATOM, struct.pack("<II", 1, flags), kind, 2),
        *inside,
        holding(Type.ART_CLIENT_DATA, client) if client else b"",
        holding(Type.ART_TEXT_BOX, box) if box else b"",
    )


def placeholder(kind):
    return record(Type.PLACEHOLDER, struct.pack("<iBBH", 0, kind, 0, 0))


def outline_reference(index):
    return record(Type.OUTLINE_TEXT_REF, struct.pack("<I", index))


def link(number):
    """Return the records by which a text or shape leads to a hyperlink."""
    atom = record(Type.INTERACTIVE_INFO_ATOM, struct.pack("<II8x", 0, number))
    return holding(0x0FF2, atom)


def group(*shapes, table=False, nested=(), said=""):
    """Return a group; its first shape is the group itself."""
    own = shape(properties({0x039F: int(table)}, {0x0381: said} if said else {}), kind=0, flags=1)
    return holding(Type.ART_GROUP, own, *shapes, *nested)


def drawing(*shapes):
    return holding(
        Type.DRAWING, holding(Type.ART_DRAWING, holding(Type.ART_GROUP, shape(kind=0, flags=5), *shapes))
    )


def slide(*shapes, hidden=False, notes=0, more=b""):
    atom = record(Type.SLIDE_ATOM, bytes(12) + struct.pack("<IIHH", 0, notes, 0, 0), version=2)
    shown = record(Type.SLIDE_SHOW_INFO, bytes(10) + struct.pack("<HI", 4 if hidden else 1, 0))
    return holding(Type.SLIDE, atom, shown, drawing(*shapes), more)


def titled(title):
    """Return a slide with a title and nothing else."""
    return slide(shape(client=placeholder(0x0D), box=text(title, 0)))


def notes(slide_id, *shapes):
    atom = record(Type.NOTES_ATOM, struct.pack("<IHH", slide_id, 0, 0), version=1)
    return holding(Type.NOTES, atom, drawing(*shapes))


def comment(said, author="Åsa"):
    """Return what a slide holds for a comment on it."""
    made = holding(Type.COMMENT, string(author, 0), string(said, 1), string("ÅÖ", 2))
    blob = record(Type.BINARY_TAG_DATA, made)
    return holding(Type.PROG_TAGS, holding(Type.PROG_BINARY_TAG, string("___PPT10"), blob))


def hyperlink(number, target):
    atom = record(Type.EX_HYPERLINK_ATOM, struct.pack("<I", number))
    return holding(Type.EX_HYPERLINK, atom, string("kallas", 0), string(target, 1))


def embedded(number, program):
    atom = record(Type.EX_OLE_OBJ_ATOM, struct.pack("<6I", 1, 0, number, 0, 0, 0))
    return holding(0x0FCC, atom, string("Objekt", 1), string(program, 2))


@dataclass
class Deck:
    """A deck to be: its slides in the order of the presentation, with the outline text of each."""

    slides: list[bytes] = field(default_factory=list)
    outlines: dict[int, bytes] = field(default_factory=dict)  # by the slide's place, from 0
    notes: list[bytes] = field(default_factory=list)
    external: bytes = b""  # hyperlinks and embedded objects
    listed: list[int] | None = None  # numbers of the slides' objects in the list, where it lies
    edit_size: int = 28
    before: int = 0  # offset of the edit before the last; -1 is the last itself
    reference: int = 1  # number of the document's object
    token: int = CURRENT_USER_TOKEN

    def document(self):
        """Return the document object: slides have the numbers from 2 on, then come notes."""
        size = record(Type.DOCUMENT_ATOM, struct.pack("<4i", 5760, 4320, 0, 0) + bytes(24))
        numbers = self.listed if self.listed is not None else range(2, 2 + len(self.slides))
        entries = [
            record(Type.SLIDE_PERSIST, struct.pack("<IIiII", number, 0, 0, 256 + at, 0))
            + self.outlines.get(at, b"")
            for at, number in enumerate(numbers)
        ]
        first = 2 + len(self.slides)
        pages = [
            record(Type.SLIDE_PERSIST, struct.pack("<IIiII", first + at, 0, 0, 900 + at, 0))
            for at in range(len(self.notes))
        ]
        return holding(
            Type.DOCUMENT,
            size,
            holding(Type.EX_OBJ_LIST, self.external),
            holding(Type.SLIDE_LIST, *entries),
            holding(Type.SLIDE_LIST, *pages, instance=2),
        )

    def stream(self):
        """Return the stream of records and the offset of its last edit; objects stand last to first."""
        made, offsets = b"", {}
        objects = [self.document(), *self.slides, *self.notes]
        for number, data in reversed(list(enumerate(objects, 1))):
            offsets[number] = len(made)
            made += data
        directory = len(made)
        entries = struct.pack("<I", len(objects) << 20 | 1)
        entries += struct.pack(f"<{len(objects)}I", *(offsets[number] for number in sorted(offsets)))
        made += record(Type.PERSIST_DIRECTORY, entries)
        last = len(made)
        before = last if self.before < 0 else self.before
        values = struct.pack("<6I", 0, 3, before, directory, self.reference, len(objects))
        return made + record(Type.USER_EDIT, values.ljust(self.edit_size, b"\0")), last

    def save(self, path: Path, **streams: bytes):
        """Write the deck, with other streams beside it."""
        made, last = self.stream()
        made += record(0x7777, bytes(max(0, _SMALL - len(made))))
        user = struct.pack("<HHI", 0, 0x0FF6, 40) + struct.pack("<III", 20, self.token, last)
        path.write_bytes(ole({"PowerPoint Document": made, "Current User": user, **streams}))
        return path


def ole(streams):
    """Return an OLE file with these streams; short ones are filled with zeros."""
    padded = {name: data.ljust(_SMALL, b"\0") for name, data in streams.items()}
    sectors = [-(-len(data) // _SECTOR) for data in padded.values()]
    of_directory = -(-(len(padded) + 1) // 4)
    content = of_directory + sum(sectors)
    of_fat = 1
    while of_fat * 128 < content + of_fat:
        of_fat += 1
    assert of_fat <= 109
    chains, entries, at = [*([_FAT] * of_fat)], [], of_fat
    names = list(padded)
    root = 1 if names else _FREE
    entries.append(_entry("Root Entry", 5, _END, 0, child=root))
    chains += [*range(at + 1, at + of_directory), _END]
    at += of_directory
    for place, (name, count) in enumerate(zip(names, sectors, strict=True), 1):
        right = place + 1 if place < len(names) else _FREE
        entries.append(_entry(name, 2, at, len(padded[name]), right=right))
        chains += [*range(at + 1, at + count), _END]
        at += count
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(of_fat * _SECTOR, b"\xff")
    table = b"".join(entries).ljust(of_directory * _SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values())
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, of_fat, of_fat, 0, _SMALL, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(of_fat), *([_FREE] * (109 - of_fat)))
    return head + fat + table + body


def _entry(name, kind, start, size, right=_FREE, child=_FREE):
    letters = (name + "\0").encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    return head + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
