"""The picture of a page as it is shown: its addresses and measures, or what stands in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.catalogue.documents import Document
from archive.formats import DECKS
from archive.kept.pictures import Pictures, Size, measures
from web.site import links, site

_DRAWN = frozenset({"pdf"}) | DECKS


class State(StrEnum):
    """Whether a page has a picture."""

    THERE = "there"
    COMING = "coming"  # it is being made
    NONE = "none"  # there will be none: what the page says is shown in its place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it; `sources` are the values of `srcset`."""

    state: State
    url: str = ""
    sources: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture; nothing but its address and measures in pixels."""

    url: str
    width: int
    height: int


def picture(document: Document, number: int, version: int | None) -> Picture:
    """Return the picture of a page."""
    pictures, urls = Pictures(site().settings.archive.data), links()
    found = measures(pictures.path(document.sha256, number))
    if found is None:
        drawn = document.format in _DRAWN and site().settings.pictures.enabled
        coming = drawn and not pictures.are_settled(document.sha256)
        return Picture(State.COMING if coming else State.NONE)
    width, height = found
    url = urls.picture(document.id, number, version)
    sources = f"{url} {width}w"
    if large := measures(pictures.path(document.sha256, number, Size.LARGE)):
        sources += f", {urls.picture(document.id, number, version, Size.LARGE)} {large[0]}w"
    return Picture(State.THERE, url, sources, width, height)


def thumbnails(
    document: Document, numbers: Sequence[int], version: int | None = None
) -> dict[int, Thumbnail]:
    """Return the small pictures of those pages that have one, by number."""
    pictures, urls, made = Pictures(site().settings.archive.data), links(), {}
    for number in numbers:
        if found := measures(pictures.path(document.sha256, number, Size.THUMBNAIL)):
            made[number] = Thumbnail(urls.picture(document.id, number, version, Size.THUMBNAIL), *found)
    return made
