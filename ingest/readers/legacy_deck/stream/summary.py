"""What a deck says of itself: title, author, times, in a property set ([MS-OLEPS] 2.17 to 2.25).

olefile can read property sets too, but counts through whatever number of values a damaged one claims.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from ingest.readers.office.letters import normalise

_SECTION = 44  # where the offset of the one section stands
_MOST_PROPERTIES = 100  # the set has 18
_CODE_PAGE = 1
_WORDS = {"title": 2, "subject": 3, "author": 4, "keywords": 5}
_TIMES = {"created": 12, "modified": 13}
_SHORT, _LETTERS, _WIDE_LETTERS, _TIME = 2, 30, 31, 64  # types of values
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST_YEAR = 1987  # of PowerPoint; a clock that was never set says 1601 or 1980
_CODE_PAGES = {1200: "utf-16-le", 10000: "mac-roman", 65001: "utf-8"}


def summary(data: bytes) -> dict[str, str]:
    """Return the title, subject, author, keywords and times of making and changing, where they are stated."""
    values = _values(data)
    page = values.get(_CODE_PAGE, (0, b""))
    code_page = struct.unpack("<H", page[1][:2])[0] if page[0] == _SHORT and len(page[1]) > 1 else 1252
    stated = {name: _text(*values[key], code_page) for name, key in _WORDS.items() if key in values}
    stated |= {name: _moment(*values[key]) for name, key in _TIMES.items() if key in values}
    return {name: value for name, value in stated.items() if value}


def _values(data: bytes) -> dict[int, tuple[int, bytes]]:
    """Return each property's type and the bytes from its value on."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        (start,) = struct.unpack_from("<I", data, _SECTION)
        (count,) = struct.unpack_from("<I", data, start + 4)
        for index in range(min(count, _MOST_PROPERTIES)):
            key, offset = struct.unpack_from("<II", data, start + 8 + 8 * index)
            (kind,) = struct.unpack_from("<H", data, start + offset)
            found[key] = kind, data[start + offset + 4 :]
    except struct.error:
        pass  # cut off: what came before it stands
    return found


def _text(kind: int, value: bytes, code_page: int) -> str:
    if kind not in (_LETTERS, _WIDE_LETTERS) or len(value) < 4:
        return ""
    (count,) = struct.unpack_from("<I", value)
    if kind == _WIDE_LETTERS:
        return _decoded(value[4 : 4 + 2 * count], "utf-16-le")
    return _decoded(value[4 : 4 + count], _CODE_PAGES.get(code_page, f"cp{code_page}"))


def _decoded(letters: bytes, encoding: str) -> str:
    try:
        text = letters.decode(encoding, "replace")
    except LookupError:
        text = letters.decode("cp1252", "replace")
    return normalise(text.partition("\0")[0])


def _moment(kind: int, value: bytes) -> str:
    if kind != _TIME or len(value) < 8:
        return ""
    try:
        moment = _BEGINNING + timedelta(microseconds=struct.unpack_from("<Q", value)[0] // 10)
    except OverflowError:
        return ""
    return moment.isoformat() if moment.year >= _FIRST_YEAR else ""
