"""Pages of other documents that are much like one: *Liknande sidor*."""

from __future__ import annotations

from collections.abc import Sequence

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.engine import DocumentHit, Window
from search.helping.reach import Reach
from search.helping.telling import TellingWord
from search.language.tokens import exact_form
from search.query.model import AtLeast, Node, Term
from search.results import SimilarPage

MOST = 5
"""Pages that are shown, one of each document."""

_WORDS = 20  # that tell most of the page, by which others are looked for
_FEWEST_SHARED = 3
_LIKENESS = 0.25  # of what the page itself scores for its own words
_LOOKED_AT = 20  # documents


def similar(document: Document, words: Sequence[TellingWord], reach: Reach) -> tuple[SimilarPage, ...]:
    """Return the pages most like a page of a document, the most alike first; none rather than unlike ones.

    `words` tell of the page, those that tell most of it first.
    """
    root = _by_words(words[:_WORDS])
    if root is None:
        return ()
    hits = reach.search(root, Window(documents=_LOOKED_AT, pages=1)).hits
    return _shown(_alike(document, hits), reach)


def _by_words(words: Sequence[TellingWord]) -> Node | None:
    """Return what finds pages that share some of the words; each stands alone, not beside its neighbour."""
    if len(words) < _FEWEST_SHARED:
        return None
    terms = (Term(word.surface, exact_form(word.surface), word.keys) for word in words)
    return AtLeast(tuple(AtLeast((term,), 1) for term in terms), _FEWEST_SHARED)


def _alike(document: Document, hits: tuple[DocumentHit, ...]) -> list[tuple[str, int]]:
    """Return the documents and pages that are like enough, by what their text alone scores."""
    scored = sorted(
        ((page.score, hit.id, page.number) for hit in hits for page in hit.pages),
        key=lambda found: (-found[0], found[1]),
    )
    if not scored:
        return []
    of_itself = next((score for score, found, _ in scored if found == document.id), scored[0][0])
    enough = _LIKENESS * of_itself
    alike = [(found, number) for score, found, number in scored if found != document.id and score >= enough]
    return alike[:MOST]


def _shown(alike: list[tuple[str, int]], reach: Reach) -> tuple[SimilarPage, ...]:
    known = documents.get_many(reach.session, [found for found, _ in alike], reach.publish)
    similar = []
    for found, number in alike:
        if found in known:
            page = documents.get_page(reach.session, known[found], number, reach.publish)
            if page is not None:
                similar.append(SimilarPage(known[found], number, page.label, page.title))
    return tuple(similar)
