"""What a concordance is asked for: a question with its filters, and the order of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request
from werkzeug.exceptions import BadRequest

from search.concordance.gathered import Gathered
from search.concordance.sorting import ORDERS
from search.results import Complete, Request
from web.finding import narrowing, question
from web.language.translated import gettext
from web.site import site

MOST_ON_SCREEN = 2000
"""Pages with hits that are read for one screen, so that it comes within seconds; a file has them all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how its lines are sorted."""

    request: Request
    order: str

    def pairs(self, order: str = "", page: int = 1) -> Iterator[tuple[str, str]]:
        """Yield the parameters that ask this, in another order where one is given."""
        yield from narrowing.pairs(replace(self.request, page=page, size=10))
        order = order or self.order
        if order != ORDERS[0]:
            yield "ordna", order


def read() -> Asked:
    """Return what the present address asks; raise 400 for what cannot be used."""
    order = request.args.get("ordna", "") or ORDERS[0]
    if order not in ORDERS or len(set(request.args.getlist("ordna"))) > 1:
        raise BadRequest(gettext("ordna kan vara: %(allowed)s.", allowed=", ".join(ORDERS)))
    return Asked(question.read(request.args).request(), order)


def found(asked: Asked) -> Complete | None:
    """Return all that the question finds, None where no word is asked for: every word is no concordance."""
    return site().search.complete(asked.request) if asked.request.q else None


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
