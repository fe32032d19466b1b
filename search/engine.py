"""What a search engine is, whichever stands behind it: documents in, page numbers and counts out.

Nothing of any engine shows in these types. Every implementation passes the same tests
(`tests/search/engine_contract.py`).

Matching, in every engine: a *word* matches a page where one of its keys stands in the page's text,
in its notes, or in the document's about (title, speakers, series, organisations, description). A
*page* is a hit of its own if the query matches it and at least one word stands in its own text.
A document that matches without any such page is a hit on its front record alone (no pages), unless
it is not `listed`: such a one is found on its pages alone, and not when everything is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from search.query.model import Node
from search.query.vocabulary import Vocabulary

FACETS = ("serie", "talare", "organisation", "format", "sprak", "ar")


@dataclass(frozen=True, slots=True)
class Posting:
    """A token for the index: where it stands and under which names it can be found."""

    position: int
    exact: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A page as it is indexed. `text` holds the postings of its text and published notes."""

    number: int
    title: tuple[Posting, ...]
    text: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A document as it is indexed: what it is about, its facets and its pages.

    `facets` maps each of :data:`FACETS` to its values (slugs and codes; a document without a date
    has ``ar`` "odaterad"). Dates are YYYYMMDD, 0 where there is none.
    """

    id: str
    revision: int
    title: tuple[Posting, ...]
    speakers: tuple[Posting, ...]
    series: tuple[Posting, ...]
    about: tuple[Posting, ...]  # organisations and description
    facets: Mapping[str, tuple[str, ...]]
    date_first: int
    date_last: int
    sort_title: str
    pages: tuple[IndexPage, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a question: values of one facet are alternatives, different facets all hold.

    `date_from` and `date_to` are YYYYMMDD (0: open); a document counts where its dates overlap
    them. `exclude` names documents that must not show in hits nor counts at this moment.
    """

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    date_from: int = 0
    date_to: int = 0
    exclude: frozenset[str] = frozenset()
    only: frozenset[str] | None = None  # search within these documents


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the ranked documents is wanted, and how they are sorted.

    `sort` is relevans, datum, -datum or titel; what is undated comes last either way.
    """

    first: int = 0
    documents: int = 10
    pages: int = 3
    sort: str = "relevans"


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits of one question; those that bite are named in `Answer.limits`."""

    expansions: int = 1000
    depth: int = 10_000
    seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that matches, and its score."""

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that matches: its best pages (none for a hit on the front record alone)."""

    id: str
    score: float
    pages: tuple[PageHit, ...]
    more_pages: int  # matching pages beyond `pages`


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching documents and pages carry a value."""

    documents: int
    pages: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answers: exact counts over everything that matches, and one window of hits.

    Facet counts of a facet are taken with every filter but that facet's own, so that an
    alternative value shows how many documents it would add. `limits` names what bit:
    "expansions", "depth", "time", and "older" where an older index answers until the new one is built.
    """

    matching_pages: int
    matching_documents: int
    hits: tuple[DocumentHit, ...]
    facets: Mapping[str, Mapping[str, FacetCount]]
    limits: tuple[str, ...] = ()


class EngineUnavailable(Exception):  # noqa: N818 - a state, not a fault of the caller
    """There is no usable index just now; it is being built, or must be."""


class Engine(Protocol):
    """Answers questions from the index as it was last committed."""

    def search(self, root: Node | None, filters: Filters, window: Window, budget: Budget) -> Answer:
        """Match, count, rank and cut out one window. `root` None matches every document's front."""
        ...

    def match_page(self, root: Node, document: str) -> tuple[int, ...]:
        """Return the numbers of the pages of one document that are hits, in order."""
        ...

    def vocabulary(self, exclude: frozenset[str] = frozenset()) -> Vocabulary:
        """Return the words of the index as it stands, without those of some documents."""
        ...

    def refresh(self) -> bool:
        """Take up what has been committed since; tell whether anything had."""
        ...


class IndexWriter(Protocol):
    """Writes the index. Only the holder of the writer's lock has one."""

    def replace(self, document: IndexDocument) -> None:
        """Put a document into the index in place of what it held of it."""
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        ...

    def commit(self) -> None:
        """Make all since the last commit last: when this returns, a power cut cannot undo it."""
        ...

    def close(self) -> None:
        """Let go of the index; what was not committed is thrown away."""
        ...
