"""Formats of documents, as the catalogue names them."""

from __future__ import annotations

DECKS = frozenset(("pptx", "ppt", "odp"))
"""Formats whose pages are slides."""

_TEXTS = frozenset(("docx", "odt"))


def same_kind(one: str, other: str) -> bool:
    """Tell whether two formats are what a person calls by one name: any deck is PowerPoint, any text Word."""
    return one == other or {one, other} <= DECKS or {one, other} <= _TEXTS
