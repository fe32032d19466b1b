"""A series, with a search box of its own."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound

from archive.catalogue import documents, listings
from web import responses
from web.language.translated import gettext
from web.site import site


def series(slug: str) -> Response:
    """Show a series and its material in its stated order."""
    with site().catalogue.read() as session:
        entry = listings.series_by_slug(session, slug)
        if entry is None:
            raise NotFound(gettext("Det finns ingen serie med den adressen."))
        material = documents.in_series(session, entry.id, site().settings.publish)
    return responses.page("series.html", series=entry, material=material)
