"""What crawlers may fetch: the material, but not the endless results nor the API."""

from __future__ import annotations

from flask import Response

from web import responses
from web.site import links, permalinks

_NOT_LISTED = ("/sok", "/konkordans", "/frekvens", "/urval", "/kontrollera-citat", "/api/")


def robots() -> Response:
    """Answer robots.txt (RFC 9309)."""
    base = links().base
    rules = "".join(f"Disallow: {base}{path}\n" for path in _NOT_LISTED)
    return responses.text(f"User-agent: *\n{rules}\nSitemap: {permalinks().sitemap()}\n")
