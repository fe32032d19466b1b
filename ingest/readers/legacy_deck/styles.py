"""How the paragraphs of a text are set: their level, bullet and size ([MS-PPT] 2.9.44 to 2.9.46)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

DEEPEST_LEVEL = 8
"""Of a list, from 0, as in newer decks; PowerPoint 97–2003 has five."""

_BULLET_FLAGS = 0x000F
_HAS_BULLET = 0x0001
_BEFORE_TABS = (  # mask and bytes, in the order in which they are written
    (0x80, 2),  # bullet's letter
    (0x10, 2),  # its font
    (0x40, 2),  # its size
    (0x20, 4),  # its colour
    (0x800, 2),  # alignment
    (0x1000, 2),  # spacing of lines, before, after
    (0x2000, 2),
    (0x4000, 2),
    (0x100, 2),  # margin
    (0x400, 2),  # indent
    (0x8000, 2),  # default tab
)
_TABS = 0x100000
_AFTER_TABS = ((0x10000, 2), (0xE0000, 2), (0x200000, 2))  # alignment of fonts, wrapping, direction
_BEFORE_SIZE = ((0x3EB7, 2), (0x10000, 2), (0x200000, 2), (0x400000, 2), (0x800000, 2))
_SIZE = 0x20000
_AFTER_SIZE = ((0x40000, 4), (0x80000, 2))  # colour, raised or lowered


@dataclass(frozen=True, slots=True)
class Stretch:
    """How the letters up to `end` are set; `level` and `bullet` are told of paragraphs, `size` of letters."""

    end: int
    level: int = 0  # from 0
    bullet: bool | None = None  # None where the text does not say
    size: int = 0  # points; 0 where the text does not say


class _Cursor:
    """A place in the data of a style record; :class:`struct.error` at its end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, layout: str) -> int:
        number: int = struct.unpack_from(layout, self._data, self._at)[0]
        self._at += struct.calcsize(layout)
        return number

    def skip(self, count: int) -> None:
        self._at += count

    def skip_fields(self, mask: int, fields: tuple[tuple[int, int], ...]) -> None:
        self._at += sum(size for bits, size in fields if mask & bits)


def stretches(data: bytes, letters: int) -> tuple[list[Stretch], list[Stretch]]:
    """Return the stretches of paragraphs and those of letters of a StyleTextPropAtom.

    `letters` counts those of the text; the end of its last paragraph counts as one more. What is cut
    off or makes no sense ends the lists: the text is read without it.
    """
    cursor = _Cursor(data)
    set_paragraphs: list[Stretch] = []
    set_letters: list[Stretch] = []
    try:
        _take_runs(cursor, letters + 1, _paragraph, set_paragraphs)
        _take_runs(cursor, letters + 1, _letters, set_letters)
    except struct.error:
        pass
    return set_paragraphs, set_letters


def levels(data: bytes) -> list[Stretch]:
    """Return the stretches of a MasterTextPropAtom: the levels of paragraphs set as the master has them."""
    end, found = 0, []
    for count, level in struct.iter_unpack("<IH", data[: len(data) // 6 * 6]):
        end += count
        found.append(Stretch(end, min(level, DEEPEST_LEVEL)))
    return found


def _take_runs(
    cursor: _Cursor, letters: int, take: Callable[[_Cursor, int], Stretch], found: list[Stretch]
) -> None:
    end = 0
    while end < letters:
        end += cursor.take("<I")
        found.append(take(cursor, end))


def _paragraph(cursor: _Cursor, end: int) -> Stretch:
    level, mask = cursor.take("<H"), cursor.take("<I")
    flags = cursor.take("<H") if mask & _BULLET_FLAGS else 0
    cursor.skip_fields(mask, _BEFORE_TABS)
    if mask & _TABS:
        cursor.skip(4 * cursor.take("<H"))
    cursor.skip_fields(mask, _AFTER_TABS)
    bullet = bool(flags & _HAS_BULLET) if mask & _HAS_BULLET else None
    return Stretch(end, min(level, DEEPEST_LEVEL), bullet)


def _letters(cursor: _Cursor, end: int) -> Stretch:
    mask = cursor.take("<I")
    cursor.skip_fields(mask, _BEFORE_SIZE)
    size = cursor.take("<H") if mask & _SIZE else 0
    cursor.skip_fields(mask, _AFTER_SIZE)
    return Stretch(end, size=size)
