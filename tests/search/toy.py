"""Small documents and questions for engine tests: a word's key is its first four letters.

A word with hyphens has itself as its key, and those of its parts: polis-hund.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.engine import IndexDocument, IndexPage, Posting
from search.query.model import All, Node, Phrase, Term


def key(word: str) -> str:
    return word if "-" in word else word[:4]


def keys(word: str) -> tuple[str, ...]:
    parts = word.split("-") if "-" in word else ()
    return tuple(dict.fromkeys((key(word), *map(key, parts))))


def postings(text: str) -> tuple[Posting, ...]:
    """A comma leaves a gap, so that no phrase goes across it."""
    words, position = [], 0
    for piece in text.lower().split(","):
        for word in piece.split():
            words.append(Posting(position, word, keys(word)))
            position += 1
        position += 10
    return tuple(words)


def document(
    document_id: str,
    pages: Iterable[str | tuple[str, str]] = (),
    *,
    title: str = "",
    speakers: str = "",
    series: str = "",
    about: str = "",
    facets: Mapping[str, tuple[str, ...]] | None = None,
    dates: tuple[int, int] = (0, 0),
    sort_title: str = "",
) -> IndexDocument:
    """`pages` are texts, or pairs of title and text; they are numbered from 1."""
    texts = [page if isinstance(page, tuple) else ("", page) for page in pages]
    return IndexDocument(
        id=document_id,
        revision=1,
        title=postings(title),
        speakers=postings(speakers),
        series=postings(series),
        about=postings(about),
        facets=facets or {},
        date_first=dates[0],
        date_last=dates[1],
        sort_title=sort_title or document_id,
        pages=tuple(
            IndexPage(number, postings(title), postings(text))
            for number, (title, text) in enumerate(texts, start=1)
        ),
    )


def word(text: str, *, literal: bool = False, scope: str = "", weight: float = 1.0) -> Term:
    return Term(text, text, (key(text),), literal, scope, weight)


def words(text: str) -> Node:
    return All(tuple(word(part) for part in text.split()))


def phrase(text: str, *, literal: bool = False, scope: str = "") -> Phrase:
    return Phrase(tuple(word(part, literal=literal) for part in text.split()), scope)
