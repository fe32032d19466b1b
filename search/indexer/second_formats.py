"""The second of two formats of one talk: indexed where it says what the first does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.engine import IndexPage


def lacking(pages: Sequence[IndexPage], first: Iterable[IndexPage]) -> tuple[IndexPage, ...]:
    """Return the pages by which something can be found that neither the first format nor a page before has.

    A page's own number and how many there are count for nothing: they stand in the foot of every page.
    """
    known = {word for page in first for word in _words(page)}
    telling = []
    for page in pages:
        new = _words(page) - known - {str(page.number), str(len(pages))}
        if new:
            telling.append(page)
            known |= new
    return tuple(telling)


def _words(page: IndexPage) -> set[str]:
    return {posting.exact for posting in (*page.title, *page.text)}
