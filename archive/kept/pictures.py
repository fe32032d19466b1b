"""Where the pictures of pages lie: made ahead by the watcher's process, only served by the web.

A cache: everything here can be made again from the originals, so it is in no backup.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

_WEBP_HEADER = 30  # bytes: RIFF, the size, WEBP, the first chunk's kind and its measures


class Size(StrEnum):
    """How large a picture is; the value is what an address says of it."""

    THUMBNAIL = "liten"
    SCREEN = ""  # as a page shows it
    LARGE = "stor"  # for screens with close pixels, and for looking closer


WIDEST = {Size.THUMBNAIL: 240, Size.SCREEN: 960, Size.LARGE: 1920}
"""Pixels of the longer side."""


class Pictures:
    """The pictures below `data`/pictures, by the SHA-256 of the file that they show."""

    def __init__(self, data: Path) -> None:
        """Look for pictures below this data folder."""
        self.root = data / "pictures"

    def folder(self, sha256: str) -> Path:
        """Return where everything made of one file lies, whether or not it does."""
        return self.root / sha256[:2] / sha256

    def path(self, sha256: str, number: int, size: Size = Size.SCREEN) -> Path:
        """Return where the picture of a page lies, whether or not it does."""
        return self.folder(sha256) / f"{number}{f'-{size}' if size else ''}.webp"

    def are_settled(self, sha256: str) -> bool:
        """Tell whether all that can be made of a file has been: what is missing then is missing for good."""
        return (self.folder(sha256) / "made.json").is_file()

    def slides(self, sha256: str) -> Path:
        """Return where the PDF of a deck lies, whether or not it does: its slides, no hidden one."""
        return self.folder(sha256) / "slides.pdf"


def measures(path: Path) -> tuple[int, int] | None:
    """Return the width and height of a WebP picture in pixels; None where there is no such picture.

    Read from the file's first bytes (RFC 9649, section 2), since the web process opens no picture.
    """
    try:
        with path.open("rb") as picture:
            head = picture.read(_WEBP_HEADER)
    except OSError:
        return None
    if len(head) < _WEBP_HEADER or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    match head[12:16]:
        case b"VP8 ":
            width, height = _number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF
        case b"VP8L":
            packed = _number(head[21:25])
            width, height = (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width, height = _number(head[24:27]) + 1, _number(head[27:30]) + 1
        case _:
            return None
    return width, height


def _number(little: bytes) -> int:
    return int.from_bytes(little, "little")
