"""The page of results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, request

from search.results import SearchResult
from web import responses
from web.finding import guidance, narrowing, question
from web.reading.parts import shown
from web.site import links, site
from web.taking.results import file_names


def results() -> Response:
    """Answer a question."""
    result = site().search.ask(question.read(request.args).request())
    return responses.page("results.html", noindex=True, result=result, **_around(result))


def _around(result: SearchResult) -> dict[str, Any]:
    urls, last = links(), narrowing.last_page(result)
    understood = guidance.understood(result, urls)
    return {
        "back": narrowing.way_back(result.request),
        "chips": narrowing.chips(result, urls),
        "frequency": urls.frequency(narrowing.pairs(replace(result.request, page=1, size=10))),
        "concordance": urls.concordance(narrowing.pairs(replace(result.request, page=1, size=10))),
        "corrections": guidance.corrections(result, urls),
        "facets": narrowing.facet_groups(result),
        "files": [
            (name, urls.export(ending, narrowing.pairs(replace(result.request, page=1, size=10))))
            for ending, name in file_names().items()
        ],
        "feed": urls.feed(narrowing.pairs(replace(result.request, sort="relevans", page=1, size=10))),
        "fold_understood": guidance.is_long(understood),
        "offers": guidance.offers(result, urls),
        "pager": narrowing.pager(result, urls),
        "related": guidance.related(result, urls),
        "remarks": guidance.remarks(result),
        "sorts": narrowing.sort_names(result.request),
        "thumbnails": {
            hit.document.id: shown.thumbnails(hit.document, [page.number for page in hit.pages] or [1])
            for hit in result.hits
        },
        "understood": understood,
        "without_filters": narrowing.without_filters(result.request, urls),
        "last": last,
        "last_url": urls.results(narrowing.pairs(replace(result.request, page=last))),
        "first_number": (result.request.page - 1) * result.request.size + 1,
    }
