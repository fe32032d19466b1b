"""How often the words asked for occur, by year and by series: a chart that is a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flask import Response

from search.concordance.frequency import Frequency
from search.results import Complete
from web import responses
from web.concordance import asked as asking
from web.concordance import counting
from web.concordance.asked import MOST_ON_SCREEN, Asked
from web.concordance.counting import Table
from web.concordance.exported import file_names
from web.finding import narrowing
from web.language.meanings import meaning
from web.language.translated import gettext
from web.language.wording import series_name, stated_date
from web.site import links


def frequency() -> Response:
    """Show how often the words asked for occur."""
    asked = asking.read()
    complete = asking.found(asked)
    counted = complete is not None and _in_time(complete)
    table = counting.table(asked, complete, _counts(complete) if counted else None) if complete else None
    urls = links()
    return responses.page(
        "frequency.html",
        noindex=True,
        asked=asked.request,
        groups=_groups(asked, table) if table else [],
        found=sum(row.documents for row in table.years) if table else 0,
        pages=sum(row.pages for row in table.years) if table else 0,
        occurrences=sum(row.occurrences or 0 for row in table.years) if table else 0,
        counted=counted,
        partial=bool(complete and complete.partial),
        limits=[meaning(limit) for limit in complete.limits] if complete else [],
        filters=tuple(narrowing.way_back(asked.request)),
        files=[(name, urls.frequency_export(ending, asked.pairs())) for ending, name in file_names().items()],
        results=urls.results(narrowing.pairs(asked.request)),
        concordance=urls.concordance(asked.pairs()),
    )


def _in_time(complete: Complete) -> bool:
    """Tell whether a screen has time to count every occurrence."""
    return sum(len(hit.pages) for hit in complete.hits) <= MOST_ON_SCREEN


def _counts(complete: Complete) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _ in counting.count(complete, counts):
        pass
    return counts


def _groups(asked: Asked, table: Table) -> list[tuple[str, str, float, list[tuple[Frequency, str, str]]]]:
    """Return title, first heading, the longest bar's number and rows of each table; a row has its address."""
    groups = (
        ("ar", gettext("Per år"), gettext("År"), table.years),
        ("serie", gettext("Per serie"), gettext("Serie"), table.series),
    )
    return [
        (title, heading, _most(rows), [(row, label(row), _narrowed(asked, name, row)) for row in rows])
        for name, title, heading, rows in groups
    ]


def _most(rows: Sequence[Frequency]) -> float:
    """Return what the longest bar stands for."""
    return max((row.in_a_hundred for row in rows), default=0.0)


def label(row: Frequency) -> str:
    """Return what a row is called: a year, that there is none, or a series."""
    return series_name(row.label) if row.label else stated_date("")


def _narrowed(asked: Asked, name: str, row: Frequency) -> str:
    facets = {**asked.request.facets, name: (row.value,)}
    return links().results(narrowing.pairs(replace(asked.request, facets=facets, page=1)))
