"""The page for developers: what programs can fetch, and on what terms."""

from __future__ import annotations

from flask import Response

from archive.catalogue import documents
from web import responses
from web.concordance.asked import MOST_ON_SCREEN
from web.site import permalinks, site
from web.taking.results import file_names


def developers() -> Response:
    """Explain the API, the files, the feeds and the limits, each with a call that works here."""
    with site().catalogue.read() as session:
        _, first = documents.listing(session, 0, 1, site().settings.publish)
    return responses.page(
        "developers.html",
        example=first[0].id if first else "id",
        endings=tuple(file_names()),
        limits=site().settings.search,
        most_pages=MOST_ON_SCREEN,
        urls_out=permalinks(),
    )
