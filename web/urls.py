"""Every address of the site, built in this one place.

A base is either the path that the site is mounted under ("/arkiv", or "" for the root), which is
what the links inside pages use, or a whole address ("https://example.org/arkiv"), for what leaves
the page: permalinks, citations and everything in the API.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Urls:
    """Builds addresses below `base`, which has no closing slash."""

    base: str = ""

    def start(self) -> str:
        """Return the address of the start page."""
        return f"{self.base}/"

    def about(self) -> str:
        """Return the address of the page about the archive and how to search it."""
        return f"{self.base}/om"

    def results(self, pairs: Pairs = ()) -> str:
        """Return the address of a page of results; `pairs` are its parameters in order."""
        return f"{self.base}/sok{_query(pairs)}"

    def series(self, slug: str) -> str:
        """Return the address of a series."""
        return f"{self.base}/serie/{_part(slug)}"

    def speaker(self, slug: str) -> str:
        """Return the address of a speaker."""
        return f"{self.base}/talare/{_part(slug)}"

    def document(self, document: str, version: int | None = None, q: str = "", back: Pairs = ()) -> str:
        """Return the address of a document, without a version the latest.

        `q` points out its hits; `back` is what else leads back to the page of results it was found on.
        """
        return f"{self._document(document)}{_query([*_asked(q), *_version(version), *back])}"

    def page(
        self, document: str, number: int, q: str = "", version: int | None = None, back: Pairs = ()
    ) -> str:
        """Return the address of a page; `q` marks the words asked for in it, `back` is as of a document."""
        asked = _query([*_asked(q), *_version(version), *back])
        return f"{self._document(document)}/sida/{number}{asked}"

    def original(self, document: str, version: int | None = None) -> str:
        """Return the address of a document's original file."""
        return f"{self._document(document)}/original{_query(_version(version))}"

    def picture(self, document: str, number: int, version: int | None = None) -> str:
        """Return the address of the picture of a page."""
        return f"{self._document(document)}/sida/{number}.webp{_query(_version(version))}"

    def static(self, name: str, digest: str = "") -> str:
        """Return the address of a static file; its digest makes a changed file a new address."""
        return f"{self.base}/static/{_part(name)}{_query([('v', digest)] if digest else [])}"

    def api_description(self) -> str:
        """Return the address of the API's OpenAPI description."""
        return f"{self.base}/api/v1/openapi.json"

    def api_suggestions(self) -> str:
        """Return the address of the suggestions for a question that is being typed."""
        return f"{self.base}/api/v1/suggestions"

    def api_document(self, document: str, version: int | None = None) -> str:
        """Return the address of a document in the API."""
        return f"{self.base}/api/v1/documents/{_part(document)}{_query(_version(version))}"

    def api_page(self, document: str, number: int, version: int | None = None) -> str:
        """Return the address of a page in the API."""
        return f"{self.base}/api/v1/documents/{_part(document)}/pages/{number}{_query(_version(version))}"

    def _document(self, document: str) -> str:
        return f"{self.base}/dokument/{_part(document)}"


def _part(text: str) -> str:
    return quote(text, safe="")


def _asked(q: str) -> list[tuple[str, str]]:
    return [("q", q)] if q else []


def _version(version: int | None) -> list[tuple[str, str]]:
    return [] if version is None else [("version", str(version))]


def _query(pairs: Pairs) -> str:
    encoded = urlencode(list(pairs))
    return f"?{encoded}" if encoded else ""
