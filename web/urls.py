"""Every address of the site, built in this one place.

A base is either the path that the site is mounted under ("/arkiv", or "" for the root), which is
what the links inside pages use, or a whole address ("https://example.org/arkiv"), for what leaves
the page: permalinks, citations and everything in the API.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from archive.kept.pictures import Size

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Urls:
    """Builds addresses below `base`, which has no closing slash.

    `lang` is the language that a reader chose; the addresses of pages carry it on.
    """

    base: str = ""
    lang: str = ""

    def start(self) -> str:
        """Return the address of the start page."""
        return self._page("/")

    def about(self) -> str:
        """Return the address of the page about the archive and how to search it."""
        return self._page("/om")

    def accessibility(self) -> str:
        """Return the address of the accessibility statement."""
        return self._page("/tillganglighet")

    def accessibility_register(self, pairs: Pairs = ()) -> str:
        """Return the address of the list of how accessible each document is."""
        return self._page("/tillganglighet/dokument", pairs)

    def developers(self) -> str:
        """Return the address of the page for developers."""
        return self._page("/utvecklare")

    def results(self, pairs: Pairs = ()) -> str:
        """Return the address of a page of results; `pairs` are its parameters in order."""
        return self._page("/sok", pairs)

    def export(self, ending: str, pairs: Pairs = ()) -> str:
        """Return the address of all results as a file: csv, excel.csv, jsonl, ris or bib."""
        return self._page(f"/sok.{ending}", pairs)

    def feed(self, pairs: Pairs = ()) -> str:
        """Return the address of the Atom feed of a question; without one, of the whole archive."""
        return self._page("/sok.atom", pairs)

    def concordance(self, pairs: Pairs = ()) -> str:
        """Return the address of every occurrence of the words asked for."""
        return self._page("/konkordans", pairs)

    def concordance_export(self, ending: str, pairs: Pairs = ()) -> str:
        """Return the address of every occurrence as a file: csv, excel.csv or tsv."""
        return self._page(f"/konkordans.{ending}", pairs)

    def frequency(self, pairs: Pairs = ()) -> str:
        """Return the address of how often the words asked for occur, by year and by series."""
        return self._page("/frekvens", pairs)

    def frequency_export(self, ending: str, pairs: Pairs = ()) -> str:
        """Return the address of how often the words asked for occur as a file: csv, excel.csv or tsv."""
        return self._page(f"/frekvens.{ending}", pairs)

    def check_quotation(self, document: str = "") -> str:
        """Return the address where a quotation is looked up, in one document or in all."""
        return self._page("/kontrollera-citat", [("dokument", document)] if document else [])

    def selection(self, pairs: Pairs = ()) -> str:
        """Return the address of a selection; each `d` is a document's id, or id@version."""
        return self._page("/urval", pairs)

    def selection_archive(self, pairs: Pairs = ()) -> str:
        """Return the address of a selection as a ZIP file."""
        return self._page("/urval.zip", pairs)

    def series(self, slug: str) -> str:
        """Return the address of a series."""
        return self._page(f"/serie/{_part(slug)}")

    def speaker(self, slug: str) -> str:
        """Return the address of a speaker."""
        return self._page(f"/talare/{_part(slug)}")

    def document(self, document: str, version: int | None = None, q: str = "", back: Pairs = ()) -> str:
        """Return the address of a document, without a version the latest.

        `q` points out its hits; `back` is what else leads back to the page of results it was found on.
        """
        return self._page(_document(document), [*_asked(q), *_version(version), *back])

    def page(
        self,
        document: str,
        number: int,
        q: str = "",
        version: int | None = None,
        back: Pairs = (),
        view: str = "",
    ) -> str:
        """Return the address of a page; `q` marks the words asked for in it, `back` is as of a document.

        `view` is bild or text, where one of the two is to be seen alone.
        """
        seen = [("vy", view)] if view else []
        return self._page(_numbered(document, number), [*_asked(q), *_version(version), *seen, *back])

    def whole_text(self, document: str, version: int | None = None, q: str = "", back: Pairs = ()) -> str:
        """Return the address of the text of a whole document, for reading and printing."""
        return self._page(f"{_document(document)}/text", [*_asked(q), *_version(version), *back])

    def cite(
        self, document: str, number: int | None = None, version: int | None = None, back: Pairs = ()
    ) -> str:
        """Return the address where a document, or one page of it, is cited in all styles."""
        return self._page(f"{_place(document, number)}/citera", [*_version(version), *back])

    def citation(
        self, document: str, ending: str, number: int | None = None, version: int | None = None
    ) -> str:
        """Return the address of a citation as a file: ris, bib or json (CSL-JSON)."""
        return f"{self.base}{_place(document, number)}/citera.{ending}{_query(_version(version))}"

    def original(self, document: str, version: int | None = None) -> str:
        """Return the address of a document's original file."""
        return f"{self.base}{_document(document)}/original{_query(_version(version))}"

    def slides(self, document: str, version: int | None = None) -> str:
        """Return the address of a deck's slides as PDF."""
        return f"{self.base}{_document(document)}/bilder.pdf{_query(_version(version))}"

    def picture(
        self, document: str, number: int, version: int | None = None, size: Size = Size.SCREEN
    ) -> str:
        """Return the address of the picture of a page."""
        sized = [("storlek", size.value)] if size else []
        return f"{self.base}{_numbered(document, number)}.webp{_query([*_version(version), *sized])}"

    def opensearch(self) -> str:
        """Return the address of the description that lets a browser search the archive."""
        return self._page("/opensearch.xml")

    def sitemap(self, number: int | None = None) -> str:
        """Return the address of the sitemap, or of one part of it."""
        return f"{self.base}/sitemap{'' if number is None else f'-{number}'}.xml"

    def static(self, name: str, digest: str = "") -> str:
        """Return the address of a static file; its digest makes a changed file a new address."""
        return f"{self.base}/static/{_part(name)}{_query([('v', digest)] if digest else [])}"

    def api_description(self) -> str:
        """Return the address of the API's OpenAPI description."""
        return f"{self.base}/api/v1/openapi.json"

    def api_suggestions(self) -> str:
        """Return the address of the suggestions for a question that is being typed."""
        return f"{self.base}/api/v1/suggestions"

    def api_concordance(self, pairs: Pairs = ()) -> str:
        """Return the address of every occurrence of the words asked for in the API."""
        return f"{self.base}/api/v1/concordance{_query(pairs)}"

    def api_document(self, document: str, version: int | None = None) -> str:
        """Return the address of a document in the API."""
        return f"{self.base}/api/v1/documents/{_part(document)}{_query(_version(version))}"

    def api_page(self, document: str, number: int, version: int | None = None) -> str:
        """Return the address of a page in the API."""
        return f"{self.base}/api/v1/documents/{_part(document)}/pages/{number}{_query(_version(version))}"

    def _page(self, path: str, pairs: Pairs = ()) -> str:
        chosen = [("lang", self.lang)] if self.lang else []
        return f"{self.base}{path}{_query([*pairs, *chosen])}"


def _document(document: str) -> str:
    return f"/dokument/{_part(document)}"


def _numbered(document: str, number: int) -> str:
    return f"{_document(document)}/sida/{number}"


def _place(document: str, number: int | None) -> str:
    return _document(document) if number is None else _numbered(document, number)


def _part(text: str) -> str:
    return quote(text, safe="")


def _asked(q: str) -> list[tuple[str, str]]:
    return [("q", q)] if q else []


def _version(version: int | None) -> list[tuple[str, str]]:
    return [] if version is None else [("version", str(version))]


def _query(pairs: Pairs) -> str:
    encoded = urlencode(list(pairs))
    return f"?{encoded}" if encoded else ""
