"""The properties of a drawn shape that are read: what it is called, said to show, hidden, a table.

[MS-ODRAW] 2.3: each property takes six bytes; long ones stand after all of them, in the same order.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ingest.readers.legacy_deck.stream.records import Record, Type

_TABLES = (Type.ART_PROPERTIES, Type.ART_SECOND_PROPERTIES, Type.ART_THIRD_PROPERTIES)
_ENTRY = struct.Struct("<HI")
_NUMBER, _IS_LONG = 0x3FFF, 0x8000
_PICTURE, _WORD_ART, _NAME, _DESCRIPTION, _TABLE, _GROUP = 0x0104, 0x00C0, 0x0380, 0x0381, 0x039F, 0x03BF
_LONG = frozenset((_WORD_ART, _NAME, _DESCRIPTION))
_HIDDEN = 0x00020002  # fHidden, and that it is to be heeded
_IS_TABLE = 0x00000001


@dataclass(frozen=True, slots=True)
class Properties:
    """What the property tables of a shape say."""

    name: str
    description: str
    word_art: str  # letters drawn as a figure
    has_picture: bool
    hidden: bool
    table: bool


def properties(shape: Record) -> Properties:
    """Read the property tables of a shape; a later one wins."""
    short: dict[int, int] = {}
    long: dict[int, str] = {}
    for record in shape.children():
        if record.type in _TABLES:
            _read(record, short, long)
    return Properties(
        name=long.get(_NAME, ""),
        description=long.get(_DESCRIPTION, ""),
        word_art=long.get(_WORD_ART, ""),
        has_picture=bool(short.get(_PICTURE)),
        hidden=short.get(_GROUP, 0) & _HIDDEN == _HIDDEN,
        table=bool(short.get(_TABLE, 0) & _IS_TABLE),
    )


def _read(table: Record, short: dict[int, int], long: dict[int, str]) -> None:
    body = table.body
    count = min(table.instance, len(body) // _ENTRY.size)
    at = count * _ENTRY.size
    for key, value in _ENTRY.iter_unpack(body[:at]):
        number = key & _NUMBER
        short[number] = value
        if key & _IS_LONG:
            if number in _LONG:
                long[number] = body[at : at + value].decode("utf-16-le", "replace").partition("\0")[0]
            at += value
