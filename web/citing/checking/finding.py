"""Looking a quotation up: the pages it may stand on are asked of the index, and each is compared."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.catalogue import documents
from archive.catalogue.documents import Document
from archive.pages import Page
from archive.settings import PublishSettings
from web.citing.checking.comparing import Comparison, compared
from web.citing.checking.words import segments, words

MOST_CHARACTERS = 3000
"""Of a quotation; what follows is left out and said."""

FEWEST_WORDS = 3
"""Of a quotation; fewer stand in too many places to be one."""

SECONDS = 2.0
"""For comparing; what was found by then is shown and said."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A document in which a quotation stands, the pages of it, and how it stands there."""

    document: Document
    pages: tuple[Page, ...]
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Where a quotation stands, the likest first; `late` where not all places could be compared in time."""

    places: tuple[Place, ...]
    late: bool = False


def long_enough(quotation: str) -> bool:
    """Tell whether a quotation has words enough to be looked up."""
    return sum(len(words(part)) for part in segments(quotation)) >= FEWEST_WORDS


def looked_up(
    session: Session,
    quotation: str,
    candidates: tuple[tuple[str, int], ...],
    publish: PublishSettings,
    seconds: float = SECONDS,
) -> LookedUp:
    """Return where a quotation stands among pages on which it may, as readers may see them now."""
    deadline = time.monotonic() + seconds
    known = documents.get_many(session, [document for document, _ in candidates], publish)
    found: dict[tuple[str, int, int], Place] = {}
    late = False
    for document_id, number in candidates:
        if time.monotonic() > deadline:
            late = True
            break
        if document_id in known:
            for place in _places(session, quotation, known[document_id], number, publish):
                key = (document_id, place.pages[0].number, place.comparison.start)
                found.setdefault(key, place)
    places = sorted(
        found.values(), key=lambda place: (not place.comparison.exact, -place.comparison.likeness)
    )
    return LookedUp(tuple(places[:_SHOWN]), late)


def _places(
    session: Session, quotation: str, document: Document, number: int, publish: PublishSettings
) -> Iterator[Place]:
    pages = documents.get_pages(session, document, range(max(1, number - 1), number + 2), publish)
    if number not in pages:
        return
    texts = {
        each.number: f"{each.text}\n{each.notes}" if each.notes else each.text for each in pages.values()
    }
    comparison = compared(quotation, number, texts)
    if comparison is not None:
        yield Place(document, tuple(pages[each] for each in comparison.pages), comparison)
