"""How often the words asked for occur, by year and by series: a chart that is a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flask import Response

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.concordance.frequency import Found, Frequency, by_series, by_year
from search.results import Complete
from web import responses
from web.concordance import asked as asking
from web.concordance.asked import MOST_ON_SCREEN, Asked
from web.finding import narrowing
from web.language.meanings import meaning
from web.language.translated import gettext
from web.language.wording import series_name, stated_date
from web.site import links, site


def frequency() -> Response:
    """Show how often the words asked for occur."""
    asked = asking.read()
    complete = asking.found(asked)
    found = _found(complete) if complete else {}
    material = _material(asked) if complete else ()
    urls = links()
    groups = (
        ("ar", gettext("Per år"), gettext("År"), by_year(material, found)),
        ("serie", gettext("Per serie"), gettext("Serie"), by_series(material, found)),
    )
    return responses.page(
        "frequency.html",
        noindex=True,
        asked=asked.request,
        groups=[
            (title, heading, _most(rows), [(row, _label(row), _narrowed(asked, name, row)) for row in rows])
            for name, title, heading, rows in groups
        ],
        found=len(found),
        pages=sum(each.pages for each in found.values()),
        counted=all(each.occurrences is not None for each in found.values()),
        partial=bool(complete and complete.partial),
        limits=[meaning(limit) for limit in complete.limits] if complete else [],
        filters=tuple(narrowing.way_back(asked.request)),
        results=urls.results(narrowing.pairs(asked.request)),
        concordance=urls.concordance(asked.pairs()),
    )


def _found(complete: Complete) -> dict[str, Found]:
    """Return what was found in each document. Occurrences are counted where a screen has time for all."""
    if sum(len(hit.pages) for hit in complete.hits) > MOST_ON_SCREEN:
        return {hit.id: Found(len(hit.pages), None) for hit in complete.hits}
    counts: Counter[str] = Counter()
    for lines in site().search.occurrences(complete):
        counts.update(line.document.id for line in lines)
    return {hit.id: Found(len(hit.pages), counts[hit.id]) for hit in complete.hits}


def _material(asked: Asked) -> Sequence[Document]:
    """Return every document that the filters let through, whether it has the words or not."""
    among = site().search.complete(replace(asked.request, q=""))
    with site().catalogue.read() as session:
        shown = documents.get_many(session, [hit.id for hit in among.hits], site().settings.publish)
    return tuple(shown.values())


def _most(rows: Sequence[Frequency]) -> float:
    """Return what the longest bar stands for."""
    return max((row.in_a_hundred for row in rows), default=0.0)


def _label(row: Frequency) -> str:
    return series_name(row.label) or stated_date("")


def _narrowed(asked: Asked, name: str, row: Frequency) -> str:
    facets = {**asked.request.facets, name: (row.value,)}
    return links().results(narrowing.pairs(replace(asked.request, facets=facets, page=1)))
