"""Parsing the parts of a deck into python-pptx's elements, and the names of those that only decks have."""

from __future__ import annotations

from pptx.oxml import element_class_lookup

from ingest.readers.office.xml import parser

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
THREADED = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"

parse = parser(element_class_lookup)
