"""Parsing the XML of parts, and the names of elements that decks and documents share."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

# ISO/IEC 29500 Strict has names of its own for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


def parser(
    lookup: etree.ElementClassLookup | None = None,
) -> Callable[[bytes], tuple[etree._Element | None, str]]:
    """Return a function that parses a part, its elements of the classes of `lookup`.

    It returns the root element and what is wrong with the XML; None where nothing can be read of it.
    """
    whole, broken = (
        etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
        )
        for recover in (False, True)
    )
    for one in (whole, broken):
        one.set_element_class_lookup(lookup)

    def parse(data: bytes) -> tuple[etree._Element | None, str]:
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(_TRANSITIONAL, data)
        try:
            return etree.fromstring(data, whole), ""
        except etree.XMLSyntaxError as error:
            fault = re.sub(r"\s+", " ", str(error))[:120]
        try:
            return etree.fromstring(data, broken), fault
        except etree.XMLSyntaxError:
            return None, fault

    return parse


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the branch of an mc:AlternateContent to read: Choice else Fallback, never both."""
    branches = [*alternatives.iterchildren(MC + "Choice"), *alternatives.iterchildren(MC + "Fallback")]
    return next((branch for branch in branches if len(branch)), None)
