"""A search that answers with everything that a page can show, whatever is asked, over a real one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archive.catalogue.documents import Document
from archive.pages import Page
from search.ask import Search
from search.query.model import Correction, Step
from search.results import Beside, Offer, Request, SearchResult, SimilarPage, Suggestion

MISSPELT = "samvrekan"
UNHEARD_OF = "xyzzyplugh"


class Answering:
    """Answers as the search below, and tells more of it, by what is asked for.

    A misspelt word is corrected, of two words only one matches, a word that nobody knows gets offers.
    """

    def __init__(self, below: Search, similar: tuple[SimilarPage, ...] = ()) -> None:
        self._below = below
        self._similar = similar

    def __getattr__(self, name: str) -> Any:
        return getattr(self._below, name)

    def ask(self, request: Request) -> SearchResult:
        if MISSPELT in request.q and '"' not in request.q:
            return self._corrected(request)
        if request.q == f"samverkan {UNHEARD_OF}":
            return self._partial(request)
        result = self._below.ask(request)
        if UNHEARD_OF in request.q:
            return replace(result, offers=offers(request))
        return replace(result, related=("samarbete", "överenskommelse")) if result.hits else result

    def suggest(self, q: str) -> tuple[Suggestion, ...]:
        found = (
            Suggestion("word", "samverkan", "samverkan", 3),
            Suggestion("title", "Samverkan i praktiken", 'titel:"Samverkan i praktiken"', 1),
            Suggestion("speaker", "Anna Exempel", 'talare:"Anna Exempel"', 1),
            Suggestion("series", "<b>Samverkan</b> & 'co'", "serie:samverkan", 2),
        )
        return tuple(each for each in found if q.casefold() in each.text.casefold())

    def beside(self, document: Document, page: Page) -> Beside:
        return Beside(self._similar, ("lägesbild", "överenskommelse") if self._similar else ())

    def _corrected(self, request: Request) -> SearchResult:
        result = self._below.ask(replace(request, q=request.q.replace(MISSPELT, "samverkan")))
        original = request.q.replace(MISSPELT, f'"{MISSPELT}"')
        step = Step("spelling", request.q, "finns inte i arkivet; söks som samverkan", original)
        correction = Correction(MISSPELT, "samverkan", original)
        return replace(
            result,
            request=request,
            query=replace(result.query, text=request.q, steps=(step,), corrections=(correction,)),
        )

    def _partial(self, request: Request) -> SearchResult:
        result = self._below.ask(replace(request, q="samverkan"))
        steps = (
            Step("word", "samverkan", "ordet i alla dess former", f'"samverkan" {UNHEARD_OF}'),
            Step("word", UNHEARD_OF, "ordet i alla dess former", f'samverkan "{UNHEARD_OF}"'),
            Step("least", request.q, "ett av orden räcker"),
        )
        return replace(
            result,
            request=request,
            query=replace(result.query, text=request.q, steps=steps),
            partial=True,
            offers=(Offer("word", UNHEARD_OF, replace(request, q="samverkan"), 3),),
        )


def offers(request: Request) -> tuple[Offer, ...]:
    """Return an offer of every kind."""
    bare = replace(request, facets={}, date_from="", date_to="")
    return (
        Offer("filters", "", replace(bare, q="trygghet"), 12),
        Offer("filter", "2018", replace(bare, q="prevention"), 1),
        Offer("dates", "", replace(bare, q="kommunen"), 5),
        Offer("word", "gäng", replace(bare, q="samverkan"), 3),
        Offer("spelling", "gäng", replace(bare, q="polis"), 2),
    )
