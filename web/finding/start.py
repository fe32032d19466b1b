"""The start page: the search box, the series with their material, what is new."""

from __future__ import annotations

from flask import Response

from archive.catalogue import documents, listings
from web import responses
from web.site import site

_NEWEST = 5
_PER_SERIES = 12  # a long series is shown whole on its own page


def start() -> Response:
    """Show what the archive holds, series by series as the source page lists it."""
    publish = site().settings.publish
    with site().catalogue.read() as session:
        series = [
            (entry, documents.in_series(session, entry.id, publish)[:_PER_SERIES])
            for entry in listings.all_series(session)
        ]
        newest = documents.newest(session, _NEWEST, publish)
    return responses.page("start.html", series=series, newest=newest)
