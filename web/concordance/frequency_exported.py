"""How often, as a file: the tables of the page, with every occurrence counted whatever time it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from flask import Response
from slugify import slugify
from werkzeug.exceptions import BadRequest, NotFound

from archive.dates import now
from search.concordance.frequency import Frequency
from search.results import Complete
from web import responses
from web.concordance import asked as asking
from web.concordance import counting
from web.concordance.asked import Asked
from web.concordance.exported import head, index_version
from web.concordance.frequency import label
from web.language.translated import gettext
from web.taking import turns
from web.taking.delimited import FORMS, Form, written

_COLUMNS = (
    *("by", "value", "name", "documents", "pages", "all_pages", "pages_of_100"),
    *("occurrences", "occurrences_on_100_pages"),
)


def frequency_as_file(ending: str) -> Response:
    """Send how often the words asked for occur, by year and by series."""
    if ending not in FORMS:
        raise NotFound(gettext("Tabellen finns inte i det formatet."))
    asked = asking.read()
    index = index_version()
    complete = asking.found(asked)
    if complete is None:
        raise BadRequest(gettext("Skriv minst ett sökord."))
    form = FORMS[ending]
    name = f"helixarkivet-frekvens-{slugify(asked.request.q, max_length=40)}-{now():%Y-%m-%d}.{ending}"
    pieces = _pieces(form, complete, asked, index)
    return turns.in_turn(pieces, lambda sent: responses.export(sent, name, form.media_type))


def _pieces(form: Form, complete: Complete, asked: Asked, index: str) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for _ in counting.count(complete, counts):
        yield ""  # nothing to send yet; the turn is kept
    table = counting.table(asked, complete, counts)
    total = sum(row.occurrences or 0 for row in table.years)
    top = head(asked, complete, index, ("total", total))
    years = (_row("year", each) for each in table.years)
    series = (_row("series", each) for each in table.series)
    yield from written(form, chain(top, [_COLUMNS], years, series))


def _row(by: str, row: Frequency) -> tuple[object, ...]:
    return (
        by,
        row.value,
        label(row),
        row.documents,
        row.pages,
        row.all_pages,
        round(row.in_a_hundred, 3),
        row.occurrences,
        round(row.occurrences_in_a_hundred or 0.0, 3),
    )
