"""Formats of documents, as the catalogue names them."""

from __future__ import annotations

DECKS = frozenset(("pptx", "ppt"))
"""Formats whose pages are slides."""


def same_kind(one: str, other: str) -> bool:
    """Tell whether two formats are what a person calls by one name: a deck is PowerPoint, old or new."""
    return one == other or {one, other} <= DECKS
