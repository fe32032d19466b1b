"""The page of a concordance: a hundred lines, sorted, each leading to its place."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from web import responses
from web.concordance import asked as asking
from web.concordance.asked import place
from web.concordance.exported import file_names
from web.finding import narrowing
from web.language.meanings import meaning
from web.language.translated import gettext
from web.site import links

LINES = 100
"""Lines on a screen."""

_BYTES_A_LINE = 250  # as CSV; between 190 and 300 on the archive of the tests


def concordance() -> Response:
    """Show every occurrence of the words asked for."""
    asked = asking.read()
    complete = asking.found(asked)
    shown = asking.window(asked, complete, LINES)
    urls, last = links(), max(1, -(-shown.total // LINES))
    return responses.page(
        "concordance.html",
        noindex=True,
        asked=asked.request,
        order=asked.order,
        orders=[(name, value, urls.concordance(asked.pairs(value))) for value, name in _orders().items()],
        lines=[(line, place(line, asked, urls)) for line in shown.lines],
        first=shown.first,
        total=shown.total,
        whole=shown.whole,
        pages=complete.matching_pages if complete else 0,
        megabytes=max(0.1, round(shown.total * _BYTES_A_LINE / 1e6, 1)),
        partial=bool(complete and complete.partial),
        limits=[meaning(limit) for limit in complete.limits] if complete else [],
        filters=tuple(narrowing.way_back(asked.request)),
        before=urls.concordance(asked.pairs(page=asked.request.page - 1)) if asked.request.page > 1 else "",
        after=urls.concordance(asked.pairs(page=asked.request.page + 1)) if asked.request.page < last else "",
        last=last,
        files=[
            (name, urls.concordance_export(ending, asked.pairs())) for ending, name in file_names().items()
        ],
        results=urls.results(narrowing.pairs(asked.request)),
        frequency=urls.frequency(narrowing.pairs(replace(asked.request, page=1))),
    )


def _orders() -> dict[str, str]:
    return {
        "dokument": gettext("Dokument"),
        "vanster": gettext("Ordet före"),
        "hoger": gettext("Ordet efter"),
    }
