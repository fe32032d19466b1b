"""How often what a question asks for occurs in each year and series of the material it is asked of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.concordance.frequency import Found, Frequency, by_series, by_year
from search.results import Complete
from web.concordance.asked import Asked
from web.site import site

_AT_ONCE = 500  # documents asked of the catalogue at once


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each year and for each series of all that the filters let through."""

    years: tuple[Frequency, ...]
    series: tuple[Frequency, ...]


def count(complete: Complete, counts: Counter[str]) -> Iterator[None]:
    """Count the occurrences in each document, by id; yield after each batch, as they may take long."""
    for lines in site().search.occurrences(complete):
        counts.update(line.document.id for line in lines)
        yield


def table(asked: Asked, complete: Complete, counts: Mapping[str, int] | None) -> Table:
    """Return how often in all; `counts` are the occurrences by document, None where they are not counted."""
    found = {
        hit.id: Found(len(hit.pages), None if counts is None else counts.get(hit.id, 0))
        for hit in complete.hits
    }
    material = tuple(_material(asked, found))
    return Table(by_year(material, found), by_series(material, found))


def _material(asked: Asked, found: Iterable[str]) -> Iterator[Document]:
    """Yield every document that the filters let through, whether it has the words or not.

    What stands in no list, the second format of a talk, is there where it is found.
    """
    among = site().search.complete(replace(asked.request, q=""))
    ids = tuple(dict.fromkeys([*(hit.id for hit in among.hits), *found]))
    for first in range(0, len(ids), _AT_ONCE):
        with site().catalogue.read() as session:
            batch = ids[first : first + _AT_ONCE]
            shown = documents.get_many(session, batch, site().settings.publish)
        yield from shown.values()
