"""The first page of the staff: what waits for them, and what came today."""

from __future__ import annotations

from datetime import timedelta

from flask import Response

from archive.catalogue.staff.overview import arrivals
from archive.dates import now
from web.site import site
from web.staff.answers import page
from web.staff.waiting import waiting

_LATELY = timedelta(hours=24)
_SHOWN = 20


def home() -> Response:
    """Show what waits, and the last documents that came."""
    with site().catalogue.read() as session:
        found = waiting(session)
        came = arrivals.since(session, now() - _LATELY, _SHOWN)
    return page("home.html", waiting=found, came=came)
