"""The result of a question: one object that becomes HTML, JSON, CSV or a feed.

Made by `search.ask`. URLs are not in it: whoever shows it builds them (`web.urls`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.catalogue.documents import Document
from search.engine import DocumentHit
from search.query.model import UnderstoodQuery


@dataclass(frozen=True, slots=True)
class Request:
    """A question as asked, already validated (design, section 4: Asking).

    `facets` maps facet names to chosen values; dates are as typed (YYYY[-MM[-DD]]) or empty.
    """

    q: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str = ""
    date_to: str = ""
    sort: str = "relevans"
    page: int = 1
    size: int = 10


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page that matches. `snippet` is escaped HTML with <mark>.

    `confidence` is 0 to 1 where the page was read from its picture (OCR), else None; `part` names the
    attached file that it is a page of.
    """

    number: int
    label: str
    title: str
    score: float
    snippet: str
    confidence: float | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """A document that matches, with its best pages; none where only its front record matched."""

    document: Document
    score: float
    pages: tuple[ResultPage, ...]
    more_pages: int
    title_html: str  # escaped, with <mark> where the words asked for stand in the title


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that results can be narrowed to. `count` is documents."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What would help where nothing (or not all) was found: a question, and how much it finds.

    `kind` is "filters" (without any filter), "filter" (without one: `text` names its value), "dates",
    "word" (without the word in `text`) or "spelling" (`text` in place of what was typed).
    """

    kind: str
    text: str
    request: Request
    matching_documents: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What can be asked and finds something, for what has been typed so far.

    `kind` is "word", "title", "speaker" or "series"; `text` is shown, `q` is the whole question that it
    completes to.
    """

    kind: str
    text: str
    q: str
    matching_documents: int


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """A page of another document that is much like one that is read."""

    document: Document
    number: int
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown beside a page that is read: pages like it, and words that tell it from others."""

    similar: tuple[SimilarPage, ...] = ()
    telling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Everything that a page of results shows.

    `partial` tells that nothing matches the whole question and these are the best of what matches in
    part; `offers` are what would help where nothing does, or nothing whole. `related` are other terms
    of the archive that stand near those that were asked for.
    """

    request: Request
    query: UnderstoodQuery
    matching_pages: int
    matching_documents: int
    hits: tuple[ResultDocument, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    limits: tuple[str, ...]  # Swedish sentences on each limit that bit
    took_ms: float
    partial: bool = False
    offers: tuple[Offer, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complete:
    """All that a question finds, and not a page of it: for exports, feeds and the concordance.

    `hits` are in the order asked for, each with all of its pages, the best first; what they stand for is
    asked of the catalogue when it is shown. `limits` and `partial` are as of a :class:`SearchResult`.
    """

    request: Request
    query: UnderstoodQuery
    matching_pages: int
    matching_documents: int
    hits: tuple[DocumentHit, ...]
    limits: tuple[str, ...]
    partial: bool = False
