"""The answer to a question as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from archive.legible import legible
from search.results import SearchResult
from web.urls import Urls


def lines(result: SearchResult, urls: Urls) -> Iterator[str]:
    """Yield how much matches, then each document and its pages, what matches in square brackets."""
    yield f"{result.matching_documents} documents, {result.matching_pages} pages"
    for hit in result.hits:
        yield f"\n{legible(hit.document.title)}\n  {urls.document(hit.document.id)}"
        for page in hit.pages:
            yield f"  {page.label or page.number}: {_plain(page.snippet)}"


def remarks(result: SearchResult) -> Iterator[str]:
    """Yield what was searched otherwise than it was typed, or not at all, and what would find something."""
    for each in result.query.corrections:
        yield f"searched for {each.used} instead of {each.typed}; as typed: {each.original}"
    for step in result.query.steps:
        if step.kind in ("unused", "limit"):
            yield f"{step.text}: {step.meaning}"
    yield from result.limits
    if result.partial:
        yield "nothing matches the whole question; these are the best of what matches in part"
    for offer in result.offers:
        yield f"{offer.matching_documents} documents for: {offer.request.q}"


def _plain(snippet: str) -> str:
    return legible(unescape(snippet.replace("<mark>", "[").replace("</mark>", "]")))
