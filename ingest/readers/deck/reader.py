"""From a deck to its pages, one a slide, in the order of the presentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from archive.pages import BlockKind, Coverage, Page
from ingest.readers import links
from ingest.readers.deck.annotations import comments, notes
from ingest.readers.deck.furniture import Furniture
from ingest.readers.deck.presentation import Presentation, presentation
from ingest.readers.deck.shapes import read_shapes
from ingest.readers.deck.xml import parse
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.package import Package, Part
from ingest.readers.office.pieces import Piece, compose, title_of
from ingest.readers.office.properties import properties
from ingest.readers.reading import Limits, Refused, Summary

_MEDIA = ("video", "audio", "media")
_FALSE = ("0", "false")


@dataclass
class _Deck:
    """What is gathered over all slides."""

    furniture: Furniture
    counts: Counter[str] = field(default_factory=Counter)
    media: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)
    unread: list[BrokenPart] = field(default_factory=list)
    headline: str = ""


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the slides of a deck as pages.

    A slide whose part is missing or broken is a page without text, so that the others keep their
    numbers. Raises :class:`Refused` where no slide can be read.
    """
    with Package(path, limits, parse) as package:
        deck = _Deck(Furniture(package, limits.page_chars))
        shown = presentation(package)
        deck.left_out += shown.faults
        for number, name in enumerate(shown.slides[: limits.pages], 1):
            yield _slide(package, shown, number, name, deck, limits)
        embedded = properties(package)
    if deck.unread and len(deck.unread) == len(shown.slides):
        raise Refused(deck.unread[0].outcome, f"no slide can be read: slide 1: {deck.unread[0]}")
    if len(shown.slides) > limits.pages:
        deck.left_out.append(f"the slides after the first {limits.pages}")
    counts = {"slides": len(shown.slides), "media": len(deck.media), **deck.counts}
    return Summary(
        reader=f"python-pptx {version('python-pptx')}+lxml {version('lxml')}",
        page_count=len(shown.slides),
        headline=deck.headline,
        embedded=embedded,
        outline=shown.outline,
        left_out=tuple(deck.left_out),
        counts={name: count for name, count in counts.items() if count},
    )


def _slide(
    package: Package, shown: Presentation, number: int, name: str, deck: _Deck, limits: Limits
) -> Page:
    try:
        if not name:
            raise BrokenPart("the presentation lists a slide that is not there")
        part = package.part(name)
    except BrokenPart as error:
        deck.unread.append(error)
        deck.left_out.append(f"slide {number}: {error}")
        return Page(number, "", width=shown.width, height=shown.height, remarks=(str(error),))
    page = _read_slide(package, part, number, deck, limits, (shown.width, shown.height))
    if part.fault and not page.text:
        deck.unread.append(BrokenPart(page.remarks[0]))
    deck.left_out += (f"slide {number}: {remark}" for remark in page.remarks)
    _count(deck, part, page)
    if number == 1:
        deck.headline = page.title
    return page


def _read_slide(
    package: Package, part: Part, number: int, deck: _Deck, limits: Limits, size: tuple[float, float]
) -> Page:
    slide = read_shapes(package, part, limits.page_chars)
    deck.counts.update(slide.counts)
    remarks = [f"it is damaged: {part.fault}"] if part.fault else []
    remarks += slide.faults
    heading = [Piece(BlockKind.HEADING, slide.title, 1)] if slide.title else []
    hidden = part.root.get("show") in _FALSE
    furniture = deck.furniture.of(part, remarks, hidden=hidden)
    text, blocks, too_many = compose([*heading, *slide.pieces, *furniture], limits.page_chars)
    said, replies = notes(package, part, remarks), comments(package, part, remarks)
    if too_many or slide.room < 0 or len(said) > limits.page_chars:
        remarks.append(f"the text after the first {limits.page_chars} characters")
    return Page(
        number,
        text,
        blocks,
        title=slide.title or title_of(slide.pieces),
        notes=said[: limits.page_chars],
        comments=replies,
        hidden=hidden,
        width=size[0],
        height=size[1],
        remarks=tuple(dict.fromkeys(remarks)),
        links=links.kept(slide.links),
        coverage=Coverage(pictures=slide.pictures),
    )


def _count(deck: _Deck, part: Part, page: Page) -> None:
    deck.counts["notes"] += bool(page.notes)
    deck.counts["comments"] += len(page.comments)
    deck.counts["hidden_slides"] += page.hidden
    deck.media |= {r.target for r in part.related.values() if r.kind in _MEDIA}
