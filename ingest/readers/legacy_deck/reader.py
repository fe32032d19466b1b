"""From a deck to its pages, one a slide, in the order of the presentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.legacy_deck.document import Document, Listed, document
from ingest.readers.legacy_deck.slide import Notes, all_notes, read_slide
from ingest.readers.legacy_deck.stream.opening import open_deck
from ingest.readers.legacy_deck.stream.persist import Objects, objects
from ingest.readers.legacy_deck.stream.records import Record, Type
from ingest.readers.reading import Limits, Refused, Summary


@dataclass
class _Deck:
    """What is read, and what is gathered over all slides."""

    objects: Objects
    document: Document
    notes: Notes
    limits: Limits
    walked: int = 0  # bytes of slides that were read
    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    missing: int = 0
    headline: str = ""


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the slides of a deck as pages.

    A slide that is missing or broken is a page without text, or with its outline text, so that the
    others keep their numbers. Raises :class:`Refused` where no slide can be read.
    """
    opened = open_deck(path, limits)
    found = objects(opened)
    root = document(found)
    deck = _Deck(found, root, all_notes(root, found), limits)
    deck.left_out += [root.fault] if root.fault else []
    for number, listed in enumerate(root.slides[: limits.pages], 1):
        yield _slide(deck, number, listed)
    if deck.missing and deck.missing == len(root.slides):
        raise Refused(Outcome.DAMAGED, "no slide can be read: slide 1: the slide is missing")
    if len(root.slides) > limits.pages:
        deck.left_out.append(f"the slides after the first {limits.pages}")
    counts = {"slides": len(root.slides), "media": len(root.media), **deck.counts}
    return Summary(
        reader=f"olefile {version('olefile')}",
        page_count=len(root.slides),
        headline=deck.headline,
        embedded=opened.properties,
        left_out=tuple(deck.left_out),
        counts={name: count for name, count in counts.items() if count},
    )


def _slide(deck: _Deck, number: int, listed: Listed) -> Page:
    slide = listed.loose or deck.objects.get(listed.number, Type.SLIDE)
    page = _read(deck, number, listed, slide)
    deck.missing += slide is None and not page.text
    deck.left_out += (f"slide {number}: {remark}" for remark in page.remarks)
    deck.counts["notes"] += bool(page.notes)
    deck.counts["comments"] += len(page.comments)
    deck.counts["hidden_slides"] += page.hidden
    deck.counts["links"] += len(page.links)
    if number == 1:
        deck.headline = page.title
    return page


def _read(deck: _Deck, number: int, listed: Listed, slide: Record | None) -> Page:
    root = deck.document
    notes = deck.notes.of(listed, slide)
    walked = [*listed.outline, *([slide] if slide else []), *([notes[1]] if notes else [])]
    deck.walked += sum(record.size for record in walked)
    if deck.walked > deck.limits.text_bytes:  # many entries of the list may lead to one large slide
        remark = f"the text after the first {deck.limits.text_bytes >> 20} MiB"
        return Page(number, "", width=root.width, height=root.height, remarks=(remark,))
    try:
        page, counts = read_slide(number, listed, slide, notes, root, deck.limits)
    except MemoryError:
        raise
    except Exception as error:  # what a broken slide raises is its own matter
        remark = f"it cannot be read ({type(error).__name__}: {error})"[:200]
        return Page(number, "", width=root.width, height=root.height, remarks=(remark,))
    deck.counts.update(counts)
    return page
