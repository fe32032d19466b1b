"""From the bytes of a text file to its letters: UTF-8, UTF-16 with a mark, else Windows-1252."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1a\x1b"))
"""Bytes that no text holds. 0x1A ended a file under DOS, 0x1B begins a terminal's colours."""

MOST_CONTROLS = 0.01
"""Share of such bytes above which a file without a byte order mark is not taken for text."""


def is_text(data: bytes) -> bool:
    """Return whether the start of a file is that of a text file."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\0" not in data and controls <= len(data) * MOST_CONTROLS


def decode(data: bytes, *, cut: bool = False) -> str:
    """Return the text of a file; what cannot be decoded becomes U+FFFD.

    `cut` says that this is only the start of the file, which may end within a letter.

    Bytes that are not UTF-8 are Windows-1252, which holds all of Latin-1's letters; of its five
    undefined bytes the C1 controls of Latin-1 are left out.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode("cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Return whether broken bytes stand in a text that is UTF-8 for all the rest."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for letter in text if letter > "\x7f") - broken
    return letters > 4 * broken
