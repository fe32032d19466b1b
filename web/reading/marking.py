"""The words asked for, marked in a page's text: found by analysis, escaped before they are marked."""

from __future__ import annotations

from search.marking import Marker, mark
from web.reading.text import Marked


def marked(text: str, marker: Marker, language: str) -> Marked:
    """Return how any stretch of a text is written with the marker's words marked in it."""
    marks = marker.marks(text, language)
    return lambda start, end: mark(text, marks, start, end)
