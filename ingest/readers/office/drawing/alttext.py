"""What a picture is said to show, where somebody said it.

Programs fill the field with file names and with what they believe to see; neither is the words of
whoever made the slide.
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.office.letters import normalise
from ingest.readers.office.xml import DECORATIVE

_FILE_NAME = re.compile(
    r"\S.{0,200}\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|heic|pdf)\Z", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|data:|[A-Za-z]:[\\/]|\\\\|/)\S+\Z")
_SHAPE_NAME = re.compile(
    r"(?:picture|image|img|graphic|bild|bildobjekt|grafik|shape|object|objekt|table|tabell|chart|diagram|photo"
    r"|foto|untitled|(?:picture|content) placeholder|platshållare för (?:bild|innehåll))"
    r"[ _-]*\d*\Z",
    re.IGNORECASE,
)
_MADE_BY_MACHINE = re.compile(
    r"description (?:automatically )?generated|automatiskt genererad|AI-generated|AI-genererat", re.IGNORECASE
)


def alt_text(properties: etree._Element) -> str:
    """Return the description in a shape's p:cNvPr or wp:docPr, as :func:`described` tells it."""
    return described(
        properties.get("title") or "", properties.get("descr") or "", name=properties.get("name") or ""
    )


def described(*stated: str, name: str = "") -> str:
    """Return what was stated of a picture, one line, or an empty string where nobody wrote it."""
    found: list[str] = []
    for one in stated:
        text = normalise(one).replace("\n", " ")
        if text and text not in found and not _is_filled_in(text, name):
            found.append(text)
    return ": ".join(found)


def is_decorative(properties: etree._Element) -> bool:
    """Return whether the picture is marked as decoration, which needs no description."""
    return any(mark.get("val") in ("1", "true") for mark in properties.iter(DECORATIVE))


def _is_filled_in(text: str, name: str) -> bool:
    return (
        text.casefold() == name.casefold()
        or not any(letter.isalpha() for letter in text)
        or any(pattern.match(text) for pattern in (_FILE_NAME, _ADDRESS, _SHAPE_NAME))
        or _MADE_BY_MACHINE.search(text) is not None
    )
