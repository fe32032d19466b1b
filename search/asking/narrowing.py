"""What a question is narrowed to and which part of the answer is wanted, checked before anything is asked."""

from __future__ import annotations

from archive.dates import BadDate, StatedDate
from search.engine import FACETS, Filters, Window
from search.results import Request

SORTS = ("relevans", "datum", "-datum", "titel")
MOST_PER_PAGE = 100


class BadRequest(Exception):  # noqa: N818 - named for the mistake, as the text is shown to people
    """A value that cannot be asked with. The text is Swedish: which, what it was, what is allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field} = {value}: {allowed}")
        self.field = field
        self.value = value
        self.allowed = allowed


def window(request: Request, pages: int) -> Window:
    """Return which documents are wanted, with so many pages of each; raise :class:`BadRequest`.

    Without words there is no relevance: the newest seminar comes first.
    """
    if request.page < 1:
        raise BadRequest("sida", request.page, "ett heltal från 1")
    if not 1 <= request.size <= MOST_PER_PAGE:
        raise BadRequest("size", request.size, f"ett heltal från 1 till {MOST_PER_PAGE}")
    if request.sort not in SORTS:
        raise BadRequest("sortera", request.sort, f"något av {', '.join(SORTS)}")
    listing = request.sort == "relevans" and not request.q.strip()
    return Window(
        first=(request.page - 1) * request.size,
        documents=request.size,
        pages=pages,
        sort="-datum" if listing else request.sort,
    )


def filters(request: Request) -> Filters:
    """Return what a question is narrowed to; raise :class:`BadRequest`."""
    for name in request.facets:
        if name not in FACETS:
            raise BadRequest(name, ", ".join(request.facets[name]), f"något av {', '.join(FACETS)}")
    first = _date("fran", request.date_from)
    last = _date("till", request.date_to)
    if first and last and last.last < first.first:
        raise BadRequest("till", request.date_to, "samma dag som fran, eller senare")
    return Filters(
        facets={name: frozenset(values) for name, values in request.facets.items() if values},
        date_from=int(f"{first.first:%Y%m%d}") if first else 0,
        date_to=int(f"{last.last:%Y%m%d}") if last else 0,
    )


def _date(field: str, text: str) -> StatedDate | None:
    if not text.strip():
        return None
    allowed = "ett datum som 2017, 2017-11 eller 2017-11-08"
    try:
        stated = StatedDate.parse(text)
    except BadDate:
        raise BadRequest(field, text, allowed) from None
    if "/" in stated.stated:
        raise BadRequest(field, text, allowed)
    return stated
