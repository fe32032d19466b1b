"""The list of persons, with their spellings and how many documents they speak in."""

from __future__ import annotations

from flask import Response, request

from archive.catalogue.naming import people as persons
from archive.stating import tidy
from web.site import site
from web.staff.answers import page, staff_links

_ON_A_PAGE = 100
_LAST = 100_000


def people() -> Response:
    """Show the persons whose name has what was asked for in it."""
    q = tidy(request.args.get("q", ""))[:200]
    wanted = request.args.get("sida", "")
    number = min(max(int(wanted[:6]) if wanted.isascii() and wanted.isdecimal() else 1, 1), _LAST)
    with site().catalogue.read() as session:
        total, found = persons.known(session, q, (number - 1) * _ON_A_PAGE, _ON_A_PAGE)
    return page(
        "people.html",
        q=q,
        total=total,
        people=found,
        before=_at(q, number - 1) if number > 1 else "",
        after=_at(q, number + 1) if total > number * _ON_A_PAGE else "",
    )


def _at(q: str, number: int) -> str:
    return staff_links().people([("q", q), ("sida", str(number))] if q else [("sida", str(number))])
