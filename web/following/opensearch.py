"""The OpenSearch 1.1 description: with it a browser searches the archive from its address bar."""

from __future__ import annotations

from flask import Response

from web import responses
from web.site import permalinks

MEDIA_TYPE = "application/opensearchdescription+xml"


def opensearch() -> Response:
    """Describe how the archive is searched."""
    urls = permalinks()
    return responses.xml(
        "opensearch.xml",
        MEDIA_TYPE,
        results=urls.results([("q", "")]),
        feed=urls.feed([("q", "")]),
        own=urls.opensearch(),
        icon=urls.static("favicon.svg"),
    )
