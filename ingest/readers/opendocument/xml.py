"""The names of OpenDocument's elements, and its lengths."""

from __future__ import annotations

import re

from ingest.readers.office.xml import parser

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_ODF}office:1.0}}"
TEXT = f"{{{_ODF}text:1.0}}"
TABLE = f"{{{_ODF}table:1.0}}"
DRAW = f"{{{_ODF}drawing:1.0}}"
STYLE = f"{{{_ODF}style:1.0}}"
CHART = f"{{{_ODF}chart:1.0}}"
FORM = f"{{{_ODF}form:1.0}}"
PRESENTATION = f"{{{_ODF}presentation:1.0}}"
META = f"{{{_ODF}meta:1.0}}"
MANIFEST = f"{{{_ODF}manifest:1.0}}"
FO = f"{{{_ODF}xsl-fo-compatible:1.0}}"
SVG = f"{{{_ODF}svg-compatible:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
LO_EXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

parse = parser()

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)\Z")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def points(length: str | None) -> float:
    """Return a length in points; 0 where it is none."""
    found = _LENGTH.match(length or "")
    return round(float(found[1]) * _POINTS[found[2]], 2) if found else 0.0


def repeats(stated: str | None, most: int) -> int:
    """Return how often something is said to repeat, from 1 to `most`."""
    stated = stated or ""
    return min(max(int(stated), 1), most) if stated.isdecimal() and len(stated) < 10 else 1
