"""Every occurrence as a file: CSV, CSV for Excel, TSV; complete, and as many rows as its head says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from flask import Response
from slugify import slugify
from werkzeug.exceptions import BadRequest, NotFound

from archive.catalogue import publication
from archive.dates import now
from search.concordance.gathered import Gathered
from search.concordance.lines import Line
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
_AT_ONCE = 500  # lines, before it is asked again whether they may be shown


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
    before = _standing(hit.id for hit in complete.hits)
    with Gathered(asked.order) as gathered:
        for _ in asking.gather(complete, gathered):
            yield ""  # nothing to send yet; the turn is kept
        told = (("order", asked.order), ("total", gathered.total))
        top = head(asked, complete, index, *told)
        yield from written(form, chain(top, [_COLUMNS], _rows(gathered, before, asked, urls)))


def head(
    asked: Asked, complete: Complete, index: str, *told: tuple[str, object]
) -> Iterable[tuple[object, ...]]:
    """Yield what stands above a table: what was asked, when, and of which commit of the index.

    `index` is :func:`index_version` as it was before the question; `told` is what else there is to tell.
    """
    filters = "; ".join(f"{name}={value}" for name, value in asked.pairs() if name not in ("q", "ordna"))
    yield "query", asked.request.q
    yield "filters", filters
    yield "made", f"{now():%Y-%m-%dT%H:%M:%SZ}"
    yield from told
    later = index_version()
    yield "index", index if index == later else f"{index} (changed meanwhile to {later})"
    for limit in complete.limits:
        yield "limit", limit
    yield ()


def _rows(
    gathered: Gathered, before: Mapping[str, int], asked: Asked, urls: Urls
) -> Iterator[tuple[object, ...]]:
    """Yield a row for each line. What was hidden since it was gathered is left out, and told at the end."""
    left_out, lines = 0, gathered.lines()
    while batch := tuple(islice(lines, _AT_ONCE)):
        present = _standing({line.document.id for line in batch})
        for line in batch:
            document = line.document.id
            if document in before and before[document] == present.get(document):
                yield _row(line, asked, urls)
            else:
                left_out += 1
    if left_out:
        yield ()
        yield "left out, since it was withdrawn meanwhile", left_out


def _row(line: Line, asked: Asked, urls: Urls) -> tuple[object, ...]:
    document = line.document
    return (
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


def _standing(ids: Iterable[str]) -> dict[str, int]:
    """Return which of the documents can be read just now, and since which change of that."""
    left = iter(ids)
    found: dict[str, int] = {}
    while batch := tuple(islice(left, _AT_ONCE)):
        with site().catalogue.read() as session:
            found |= publication.standing(session, batch, now())
    return found
