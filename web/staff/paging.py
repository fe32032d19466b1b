"""Lists that are shown a page at a time: which page an address asks for."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from web.language.translated import gettext

SIZE = 100
"""What stands on one page of a list."""

_LARGEST = 100_000


def page_number(args: MultiDict[str, str]) -> int:
    """Return the page that `sida` asks for, from 1; raise 400 for what is none."""
    stated = args.get("sida", "") or "1"
    if not (stated.isascii() and stated.isdigit() and len(stated) < 7 and 0 < int(stated) <= _LARGEST):
        raise BadRequest(gettext("Det finns ingen sådan sida."))
    return int(stated)


def pages_of(total: int) -> int:
    """Return how many pages so much makes, at least one."""
    return max(1, -(-total // SIZE))


def first_of(page: int) -> int:
    """Return the number of the first thing on a page, counted from 0."""
    return (page - 1) * SIZE
