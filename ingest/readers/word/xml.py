"""Parsing the parts of a document into python-docx's elements, and the names of those that only it has."""

from __future__ import annotations

from docx.oxml.parser import element_class_lookup
from lxml import etree

from ingest.readers.office.xml import parser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that everybody gives it

parse = parser(element_class_lookup)

_OFF = ("0", "false", "off", "none")


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Return whether a property that is on or off is on (ECMA-376 part 1, 17.17.4)."""
    element = properties.find(W + name) if properties is not None else None
    return element is not None and (element.get(W + "val") or "1") not in _OFF


def value(element: etree._Element | None, path: str) -> str:
    """Return the w:val of an element below this one, or an empty string."""
    found = element.find(path) if element is not None else None
    return (found.get(W + "val") or "") if found is not None else ""


def number(text: str | None) -> int:
    """Return a whole number as it stands in an attribute; 0 where it is none."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isdecimal() and len(digits) < 10 else 0
