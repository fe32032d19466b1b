"""What a page of results shows around its hits: chips, sort orders, page links, all plain links.

Every link is the present question with one thing changed, so nothing else that was asked is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from search.engine import FACETS
from search.results import FacetValue, Request, SearchResult
from web.language.translated import gettext
from web.language.wording import format_name, language_name, series_name, stated_date
from web.urls import Urls

_DEFAULT = Request()
_YEAR = re.compile(r"[0-9]{4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")  # ISO 639
_SHOWN = 8  # values of a facet before the rest is folded away


@dataclass(frozen=True, slots=True)
class Link:
    """Something to choose: its words, its address, and whether it is what shows now."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet to narrow by: the values shown at once, and those folded away."""

    name: str
    title: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through the result pages; `numbers` has None where numbers are left out."""

    before: str
    after: str
    numbers: tuple[Link | None, ...]


def pairs(request: Request) -> Iterator[tuple[str, str]]:
    """Yield the parameters that ask this question, without those that say the default."""
    if request.q:
        yield "q", request.q
    for name in FACETS:
        for value in request.facets.get(name, ()):
            yield name, value
    plain = (
        ("fran", request.date_from, _DEFAULT.date_from),
        ("till", request.date_to, _DEFAULT.date_to),
        ("sortera", request.sort, _DEFAULT.sort),
        ("sida", str(request.page), str(_DEFAULT.page)),
        ("size", str(request.size), str(_DEFAULT.size)),
    )
    yield from ((name, value) for name, value, default in plain if value != default)


def asking(request: Request, q: str, urls: Urls) -> str:
    """Return the address of the same request for other words, from its first page."""
    return urls.results(pairs(replace(request, q=q, page=1)))


def way_back(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the parameters that lead back to this page of results, besides the words asked for."""
    return tuple(pairs(replace(request, q="")))


def facet_title(name: str) -> str:
    """Say what a facet narrows by."""
    return {
        "serie": gettext("Serie"),
        "talare": gettext("Talare"),
        "organisation": gettext("Organisation"),
        "format": gettext("Format"),
        "sprak": gettext("Språk"),
        "ar": gettext("År"),
    }[name]


def facet_groups(result: SearchResult) -> tuple[FacetGroup, ...]:
    """Return the facets that there is something to choose in; chosen values always show."""
    groups = []
    for name in FACETS:
        values = tuple(_said(name, value) for value in result.facets.get(name, ()))
        if len(values) < 2 and not any(value.selected for value in values):
            continue
        if len(values) <= _SHOWN + 1:
            groups.append(FacetGroup(name, facet_title(name), tuple(values), ()))
            continue
        first = tuple(v for i, v in enumerate(values) if i < _SHOWN or v.selected)
        rest = tuple(v for v in values if v not in first)
        groups.append(FacetGroup(name, facet_title(name), first, rest))
    return tuple(groups)


def chips(result: SearchResult, urls: Urls) -> tuple[Link, ...]:
    """Return a link for each filter that is on; following it takes that filter off."""
    asked = replace(result.request, page=1)
    links = []
    for name, values in asked.facets.items():
        labels = {value.value: _said(name, value).label for value in result.facets.get(name, ())}
        for value in values:
            fewer = {**asked.facets, name: tuple(v for v in values if v != value)}
            url = urls.results(pairs(replace(asked, facets=fewer)))
            links.append(Link(f"{facet_title(name)}: {labels.get(value, value)}", url))
    if asked.date_from:
        url = urls.results(pairs(replace(asked, date_from="")))
        links.append(Link(gettext("Från %(date)s", date=stated_date(asked.date_from)), url))
    if asked.date_to:
        url = urls.results(pairs(replace(asked, date_to="")))
        links.append(Link(gettext("Till %(date)s", date=stated_date(asked.date_to)), url))
    return tuple(links)


def unknown_filters(result: SearchResult) -> tuple[tuple[str, str], ...]:
    """Return each facet and value that was asked for and that nothing in the archive can have.

    A series, speaker or organisation that some document carries has a name, which its slug is not.
    """
    return tuple(
        (name, value.value)
        for name, values in result.facets.items()
        for value in values
        if value.selected and not value.count and not _is_known(name, value)
    )


def _is_known(name: str, value: FacetValue) -> bool:
    if name == "ar":
        return value.value == "odaterad" or bool(_YEAR.fullmatch(value.value))
    if name == "sprak":
        return bool(_LANGUAGE.fullmatch(value.value))
    return value.label != value.value


def without_filters(request: Request, urls: Urls) -> str:
    """Return the address of the same words without any filter."""
    return urls.results(pairs(replace(request, facets={}, date_from="", date_to="", page=1)))


def sort_names(request: Request) -> Mapping[str, str]:
    """Return what each order is called; where no words are asked for, the first is by date."""
    newest = gettext("Nyaste först")
    by_relevance = {"relevans": gettext("Relevans"), "-datum": newest} if request.q else {"relevans": newest}
    return {**by_relevance, "datum": gettext("Äldsta först"), "titel": gettext("Titel")}


def last_page(result: SearchResult) -> int:
    """Return the number of the last result page, 1 where there is nothing."""
    return max(1, -(-result.matching_documents // result.request.size))


def pager(result: SearchResult, urls: Urls) -> Pager | None:
    """Return the links through the result pages; None where there is only one."""
    last, now = last_page(result), result.request.page
    if last == 1 or now > last:
        return None

    def at(number: int) -> str:
        return urls.results(pairs(replace(result.request, page=number)))

    shown = sorted({1, last, *range(max(1, now - 2), min(last, now + 2) + 1)})
    numbers: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            numbers.append(None)
        numbers.append(Link(str(number), at(number), current=number == now))
    return Pager(at(now - 1) if now > 1 else "", at(now + 1) if now < last else "", tuple(numbers))


def _said(name: str, value: FacetValue) -> FacetValue:
    """Return a value of a facet with what it is called in the reader's language; names are as they are."""
    match name:
        case "format":
            return replace(value, label=format_name(value.value))
        case "sprak":
            return replace(value, label=language_name(value.value))
        case "serie":
            return replace(value, label=series_name(value.label))
        case "ar" if not value.value.isdecimal():
            return replace(value, label=stated_date(""))
    return value
