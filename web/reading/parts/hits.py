"""Which pages of a document a question finds."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from archive.catalogue import publication
from archive.catalogue.documents import Document, PageHead
from archive.dates import now
from search.engine import EngineUnavailable
from web.site import site


def found_on(session: Session, found: Document, heads: Iterable[PageHead], q: str) -> tuple[int, ...]:
    """Return the numbers of the pages that a question finds, in order; only the latest version is searched.

    Nothing is told of a document whose published parts changed and that the index does not follow
    yet, nor of pages that are withheld.
    """
    if (
        not q
        or not found.listed
        or found.version != found.latest
        or found.id in publication.not_to_be_found(session, now())
    ):
        return ()
    try:
        matching = site().search.matches_on(found.id, q)
    except EngineUnavailable:
        return ()
    numbers = {head.number for head in heads}
    return tuple(sorted(number for number in matching if number in numbers))
