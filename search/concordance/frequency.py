"""How often what a question asks for occurs: by year and by series, against all the pages there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archive.catalogue.documents import Document

UNDATED = "odaterad"
"""The value of facet *ar* that documents without a date have."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds in one document: pages that match, and occurrences on them.

    `occurrences` is None where they have not been counted.
    """

    pages: int
    occurrences: int | None


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often in the documents of one year or series; `value` and `label` are those of its facet.

    `documents` and `pages` are what is found, `all_pages` what there is; `occurrences` is None where
    they have not been counted. A talk in two formats is there once: of the second, which is searched
    only where the first has not the page, there is no more than what is found.
    """

    value: str
    label: str
    documents: int
    pages: int
    all_pages: int
    occurrences: int | None

    @property
    def in_a_hundred(self) -> float:
        """Of a hundred pages, how many match."""
        return 100 * self.pages / self.all_pages if self.all_pages else 0.0

    @property
    def occurrences_in_a_hundred(self) -> float | None:
        """On a hundred pages, how many occurrences; None where they have not been counted."""
        if self.occurrences is None:
            return None
        return 100 * self.occurrences / self.all_pages if self.all_pages else 0.0


def by_year(documents: Iterable[Document], found: Mapping[str, Found]) -> tuple[Frequency, ...]:
    """Return a row for each year in which something was held, in order; the undated last.

    A date that is a span counts for the year in which it begins.
    """
    rows = _counted(documents, found, lambda d: (d.date[:4], d.date[:4]) if d.date else (UNDATED, ""))
    return tuple(sorted(rows, key=lambda row: (row.value == UNDATED, row.value)))


def by_series(documents: Iterable[Document], found: Mapping[str, Found]) -> tuple[Frequency, ...]:
    """Return a row for each series, the one with most pages of a hundred first."""
    rows = _counted(documents, found, lambda d: (d.series[0].slug, d.series[0].name))
    return tuple(sorted(rows, key=lambda row: (-row.in_a_hundred, row.label.casefold())))


def _counted(
    documents: Iterable[Document], found: Mapping[str, Found], group: Callable[[Document], tuple[str, str]]
) -> Iterable[Frequency]:
    groups: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        groups[group(document)].append(document)
    for (value, label), members in groups.items():
        hits = [found[member.id] for member in members if member.id in found]
        counts = [hit.occurrences for hit in hits]
        yield Frequency(
            value,
            label,
            len(hits),
            sum(hit.pages for hit in hits),
            sum(member.page_count if member.listed else _pages(found.get(member.id)) for member in members),
            None if None in counts else sum(count or 0 for count in counts),
        )


def _pages(found: Found | None) -> int:
    return found.pages if found else 0
