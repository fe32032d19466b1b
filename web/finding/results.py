"""The page of results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, request

from search.ask import BadRequest
from search.engine import EngineUnavailable
from search.results import SearchResult
from web import responses
from web.finding import guidance, narrowing, question
from web.language.translated import gettext
from web.site import links, site


def results() -> Response:
    """Answer a question, or explain why it cannot be answered and let it be put right."""
    try:
        asked = question.read(request.args).request()
        result = site().search.ask(asked)
    except question.BadQuestion as error:
        return _refused([str(wrong) for wrong in error.wrongs])
    except BadRequest as error:
        return _refused([str(question.wrong(error.field, error.value, "later"))])
    except EngineUnavailable:
        return _rebuilding()
    return responses.page("results.html", noindex=True, result=result, **_around(result))


def _around(result: SearchResult) -> dict[str, Any]:
    urls, last = links(), narrowing.last_page(result)
    understood = guidance.understood(result, urls)
    return {
        "back": narrowing.way_back(result.request),
        "chips": narrowing.chips(result, urls),
        "corrections": guidance.corrections(result, urls),
        "facets": narrowing.facet_groups(result),
        "fold_understood": guidance.is_long(understood),
        "offers": guidance.offers(result, urls),
        "pager": narrowing.pager(result, urls),
        "related": guidance.related(result, urls),
        "remarks": guidance.remarks(result),
        "sorts": narrowing.sort_names(result.request),
        "understood": understood,
        "without_filters": narrowing.without_filters(result.request, urls),
        "last": last,
        "last_url": urls.results(narrowing.pairs(replace(result.request, page=last))),
        "first_number": (result.request.page - 1) * result.request.size + 1,
    }


def _refused(reasons: list[str]) -> Response:
    return responses.page(
        "error.html",
        status=400,
        noindex=True,
        title=gettext("Sökningen går inte att göra så"),
        reasons=reasons,
        asked=question.cleaned(request.args.get("q", ""))[:1000],
    )


def _rebuilding() -> Response:
    response = responses.page(
        "error.html",
        status=503,
        noindex=True,
        title=gettext("Sökningen byggs om"),
        reasons=[gettext("Sökregistret byggs om just nu. Dokumenten går att läsa under tiden.")],
        asked=question.cleaned(request.args.get("q", ""))[:1000],
    )
    response.headers["Retry-After"] = "30"
    return response
