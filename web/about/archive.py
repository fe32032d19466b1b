"""The page about the archive and how to search it."""

from __future__ import annotations

from flask import Response

from web import responses
from web.site import site


def about() -> Response:
    """Explain what the archive is, how to search, and what of it is for machines."""
    return responses.page("about.html", limits=site().settings.search)
