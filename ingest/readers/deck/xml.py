"""Parsing the XML of a deck's parts, and the names of its elements."""

from __future__ import annotations

import re

from lxml import etree
from pptx.oxml import element_class_lookup

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
THREADED = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

# ISO/IEC 29500 Strict has names of its own for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


def _parser(*, recover: bool) -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    parser.set_element_class_lookup(element_class_lookup)
    return parser


_WHOLE = _parser(recover=False)
_BROKEN = _parser(recover=True)


def parse(data: bytes) -> tuple[etree._Element | None, str]:
    """Return the root element and what is wrong with the XML; None where nothing can be read of it."""
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(_TRANSITIONAL, data)
    try:
        return etree.fromstring(data, _WHOLE), ""
    except etree.XMLSyntaxError as error:
        fault = re.sub(r"\s+", " ", str(error))[:120]
    try:
        return etree.fromstring(data, _BROKEN), fault
    except etree.XMLSyntaxError:
        return None, fault


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the branch of an mc:AlternateContent to read: Choice else Fallback, never both."""
    branches = [*alternatives.iterchildren(MC + "Choice"), *alternatives.iterchildren(MC + "Fallback")]
    return next((branch for branch in branches if len(branch)), None)
