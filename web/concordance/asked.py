"""What a concordance is asked for: a question with its filters, and the order of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request

from search.concordance.gathered import Gathered
from search.concordance.lines import Line
from search.concordance.sorting import ORDERS
from search.results import Complete, Request
from web.finding import narrowing, question
from web.finding.question import BadQuestion
from web.reading.parts.marking import ANCHOR
from web.site import site
from web.urls import Urls

MOST_ON_SCREEN = 2000
"""Pages with hits that are read for one screen, so that it comes within seconds; a file has them all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how its lines are sorted."""

    request: Request
    order: str

    def pairs(self, order: str = "", page: int = 1, size: int = 10) -> Iterator[tuple[str, str]]:
        """Yield the parameters that ask this, in another order where one is given."""
        yield from narrowing.pairs(replace(self.request, page=page, size=size))
        order = order or self.order
        if order != ORDERS[0]:
            yield "ordna", order


@dataclass(frozen=True, slots=True)
class Window:
    """Some lines in order, from line `first` (0 is the first of all), and how many there are.

    Where not `whole`, so many pages match that `total` and `lines` are of the first documents alone.
    """

    lines: tuple[Line, ...]
    first: int
    total: int
    whole: bool


def read() -> Asked:
    """Return what the present address asks; raise :class:`BadQuestion` for what cannot be used."""
    order = request.args.get("ordna", "") or ORDERS[0]
    if order not in ORDERS or len(set(request.args.getlist("ordna"))) > 1:
        raise BadQuestion((question.wrong("ordna", order, "order"),))
    return Asked(question.read(request.args).request(), order)


def found(asked: Asked) -> Complete | None:
    """Return all that the question finds, None where no word is asked for: every word is no concordance."""
    return site().search.complete(asked.request) if asked.request.q else None


def window(asked: Asked, complete: Complete | None, size: int) -> Window:
    """Return the lines of one screen of so many, the one whose number the question asks for."""
    shown = on_screen(complete) if complete else None
    first = (asked.request.page - 1) * size
    with Gathered(asked.order) as gathered:
        for _ in gather(shown, gathered) if shown else ():
            pass
        lines = tuple(gathered.lines(first, size))
        return Window(lines, first, gathered.total, shown is complete)


def place(line: Line, asked: Asked, urls: Urls, version: int | None = None) -> str:
    """Return the address of an occurrence: where it is marked on its page, or the page of its notes."""
    address = urls.page(line.document.id, line.page, asked.request.q, version)
    return f"{address}#{ANCHOR}{line.mark}" if line.mark else address


def on_screen(complete: Complete) -> Complete:
    """Return the first documents of all that was found, with as many pages as a screen is made of."""
    pages = 0
    for count, hit in enumerate(complete.hits):
        if pages >= MOST_ON_SCREEN:
            return replace(complete, hits=complete.hits[:count])
        pages += len(hit.pages)
    return complete


def gather(complete: Complete, gathered: Gathered) -> Iterator[None]:
    """Put all lines into `gathered`; yield after each batch, so that whoever waits can be kept."""
    for lines in site().search.occurrences(complete):
        gathered.add(lines)
        yield
