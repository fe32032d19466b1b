"""Every occurrence as a file: CSV, CSV for Excel, TSV; complete, and as many rows as its head says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response
from slugify import slugify
from werkzeug.exceptions import BadRequest, NotFound

from archive.dates import now
from search.concordance.gathered import Gathered
from search.results import Complete
from search.whoosh_engine.disk import manifest
from search.whoosh_engine.disk.generations import Generations
from web import responses
from web.concordance import asked as asking
from web.concordance.asked import Asked
from web.language.translated import gettext
from web.site import permalinks, site
from web.taking import turns
from web.taking.delimited import FORMS, Form, written
from web.urls import Urls

_COLUMNS = (
    *("document", "version", "title", "series", "date", "page", "label"),
    *("left", "match", "right", "url"),
)


def concordance_as_file(ending: str) -> Response:
    """Send every occurrence of the words asked for."""
    if ending not in FORMS:
        raise NotFound(gettext("Konkordansen finns inte i det formatet."))
    asked = asking.read()
    index = index_version()
    complete = asking.found(asked)
    if complete is None:
        raise BadRequest(gettext("En konkordans behöver minst ett sökord."))
    form = FORMS[ending]
    name = f"helixarkivet-konkordans-{slugify(asked.request.q, max_length=40)}-{now():%Y-%m-%d}.{ending}"
    pieces = _pieces(form, complete, asked, index, permalinks())
    return turns.in_turn(pieces, lambda sent: responses.export(sent, name, form.media_type))


def file_names() -> dict[str, str]:
    """Return what each kind of file is called, by its ending."""
    return {"excel.csv": gettext("Excel (CSV)"), "csv": "CSV", "tsv": "TSV"}


def index_version() -> str:
    """Return which commit of the index answers: its generation, and the number of the commit."""
    folder = Generations(site().settings.archive.data).current()
    return f"{folder.name}/{manifest.read(folder).toc}"


def _pieces(form: Form, complete: Complete, asked: Asked, index: str, urls: Urls) -> Iterator[str]:
    """Yield the file: gathered and counted first, so that its head is true, then sent from disk."""
    with Gathered(asked.order) as gathered:
        for _ in asking.gather(complete, gathered):
            yield ""  # nothing to send yet; the turn is kept
        head = _head(asked, complete, gathered.total, index)
        yield from written(form, chain(head, [_COLUMNS], _rows(gathered, asked, urls)))


def _head(asked: Asked, complete: Complete, total: int, index: str) -> Iterable[tuple[object, ...]]:
    filters = "; ".join(f"{name}={value}" for name, value in asked.pairs() if name not in ("q", "ordna"))
    yield "query", asked.request.q
    yield "filters", filters
    yield "order", asked.order
    yield "made", f"{now():%Y-%m-%dT%H:%M:%SZ}"
    yield "total", total
    later = index_version()
    yield "index", index if index == later else f"{index} (changed meanwhile to {later})"
    for limit in complete.limits:
        yield "limit", limit
    yield ()


def _rows(gathered: Gathered, asked: Asked, urls: Urls) -> Iterator[tuple[object, ...]]:
    for line in gathered.lines():
        document = line.document
        yield (
            document.id,
            document.version,
            document.title,
            "; ".join(series.name for series in document.series),
            document.date or "",
            line.page,
            line.label or line.page,
            line.left,
            line.middle,
            line.right,
            asking.place(line, asked, urls, document.version),
        )
