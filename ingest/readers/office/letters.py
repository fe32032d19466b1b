"""The text of a paragraph as it is read: spaces made plain, å made of one letter, no typed bullet."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_CONTROLS = re.compile(r"_x00[01][0-9A-Fa-f]_|[\x00-\x08\x0b\x0e-\x1f\x7f]")  # ECMA-376 part 1, 22.9.2.19
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")  # soft hyphens and joints, not part of any word
_TYPED_BULLET = re.compile("[•‣▪●○◦■□➢\uf020-\uf0ff] *")  # the last are Wingdings
_SYMBOLS = re.compile("[\uf020-\uf0ff]")


def normalise(text: str) -> str:
    """Return text composed (NFC), with plain single spaces, and without what is no letter or sign."""
    text = _CONTROLS.sub(" ", text.replace("\v", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _BREAKS.sub("\n", text).strip())


def without_bullet(text: str) -> tuple[str, bool]:
    """Return a normalised text without symbols and the bullet typed before it, and whether there was one."""
    typed = _TYPED_BULLET.match(text)
    if typed:
        text = text[typed.end() :]
    return _SYMBOLS.sub("", text).strip(), typed is not None
