"""Records: a header of eight bytes, then a body of data or of further records ([MS-PPT] 2.3.1).

A record that claims more bytes than what holds it has left is cut there, and says so. Each record
takes at least its header, so that a stream holds no more of them than an eighth of its bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import NamedTuple

HEADER = struct.Struct("<HHI")

DEEPEST = 48
"""Records within records. Groups nest two records a level; PowerPoint's own decks stay below 20."""


class Type(IntEnum):
    """The records that are read here, by their names in [MS-PPT] 2.13.24 and [MS-ODRAW]."""

    DOCUMENT = 0x03E8
    DOCUMENT_ATOM = 0x03E9
    SLIDE = 0x03EE
    SLIDE_ATOM = 0x03EF
    NOTES = 0x03F0
    NOTES_ATOM = 0x03F1
    SLIDE_PERSIST = 0x03F3
    SLIDE_SHOW_INFO = 0x03F9
    EX_OBJ_LIST = 0x0409
    DRAWING = 0x040C
    HEADER_FOOTER_PLACEHOLDER = 0x0420
    PLACEHOLDER = 0x0BC3
    EX_OBJ_REF = 0x0BC1
    OUTLINE_TEXT_REF = 0x0F9E
    TEXT_HEADER = 0x0F9F
    TEXT_CHARS = 0x0FA0
    STYLE_TEXT_PROP = 0x0FA1
    MASTER_TEXT_PROP = 0x0FA2
    TEXT_BYTES = 0x0FA8
    STRING = 0x0FBA
    EX_OLE_OBJ_ATOM = 0x0FC3
    EX_HYPERLINK_ATOM = 0x0FD3
    EX_HYPERLINK = 0x0FD7
    SLIDE_NUMBER_META = 0x0FD8
    SLIDE_LIST = 0x0FF0
    INTERACTIVE_INFO_ATOM = 0x0FF3
    USER_EDIT = 0x0FF5
    DATE_TIME_META = 0x0FF7
    GENERIC_DATE_META = 0x0FF8
    HEADER_META = 0x0FF9
    FOOTER_META = 0x0FFA
    RTF_DATE_TIME_META = 0x1015
    EX_MEDIA_ATOM = 0x1004
    PROG_TAGS = 0x1388
    PROG_BINARY_TAG = 0x138A
    BINARY_TAG_DATA = 0x138B
    PERSIST_DIRECTORY = 0x1772
    COMMENT = 0x2EE0
    CRYPT_SESSION = 0x2F14
    ART_DRAWING = 0xF002
    ART_GROUP = 0xF003
    ART_SHAPE = 0xF004
    ART_SHAPE_ATOM = 0xF00A
    ART_PROPERTIES = 0xF00B
    ART_TEXT_BOX = 0xF00D
    ART_CHILD_ANCHOR = 0xF00F
    ART_CLIENT_DATA = 0xF011
    ART_SECOND_PROPERTIES = 0xF121
    ART_THIRD_PROPERTIES = 0xF122


_HOLDS = frozenset((Type.ART_TEXT_BOX, Type.ART_CLIENT_DATA, Type.BINARY_TAG_DATA))
"""Records that hold records although some programs do not mark them so."""


class Record(NamedTuple):  # not a dataclass: there are hundreds for each slide
    """One record of `stream`: its body is ``stream[start:end]``."""

    stream: bytes
    type: int
    instance: int
    version: int
    start: int
    end: int
    cut: bool = False  # it claims more bytes than there are

    @property
    def body(self) -> bytes:
        """The bytes of the record without its header."""
        return self.stream[self.start : self.end]

    @property
    def size(self) -> int:
        """How many bytes the body has."""
        return self.end - self.start

    @property
    def holds_records(self) -> bool:
        """Whether the body is made of records."""
        return self.version == 0xF or self.type in _HOLDS

    def children(self) -> Iterator[Record]:
        """Yield the records of the body, in order."""
        return records(self.stream, self.start, self.end)

    def first(self, *types: int) -> Record | None:
        """Return the first record of the body that is of one of these types."""
        return next((child for child in self.children() if child.type in types), None)

    def values(self, layout: str, at: int = 0) -> tuple[int, ...]:
        """Return numbers of the body as :mod:`struct` lays them out; none where the body is too short."""
        if at + struct.calcsize(layout) > self.size:
            return ()
        return struct.unpack_from(layout, self.stream, self.start + at)

    def number(self, layout: str, at: int = 0, default: int = 0) -> int:
        """Return one number of the body, or `default` where the body is too short."""
        values = self.values(layout, at)
        return values[0] if values else default

    def text(self) -> str:
        """Return the body as UTF-16, up to a NUL at its end."""
        return self.body.decode("utf-16-le", "replace").rstrip("\0")


def record_at(stream: bytes, at: int, end: int | None = None) -> Record | None:
    """Return the record whose header stands at an offset, or None where there is no room for one."""
    end = len(stream) if end is None else end
    if not 0 <= at <= end - HEADER.size:
        return None
    version, kind, length = HEADER.unpack_from(stream, at)
    start = at + HEADER.size
    last = start + length
    return Record(stream, kind, version >> 4, version & 0xF, start, min(last, end), last > end)


def records(stream: bytes, start: int, end: int) -> Iterator[Record]:
    """Yield the records between two offsets; what is left of less than a header is passed over."""
    while (record := record_at(stream, start, end)) is not None:
        yield record
        start = record.end


def descendants(root: Record, types: Collection[int]) -> Iterator[Record]:
    """Yield the records of these types at any depth below `root`, in order, down to :data:`DEEPEST`."""
    waiting = [root.children()]
    while waiting:
        record = next(waiting[-1], None)
        if record is None:
            waiting.pop()
        elif record.type in types:
            yield record
        elif record.holds_records and len(waiting) < DEEPEST:
            waiting.append(record.children())
