"""What crawlers may fetch: the material, but not the endless results nor the API."""

from __future__ import annotations

from flask import Response

from web import responses
from web.site import links


def robots() -> Response:
    """Answer robots.txt (RFC 9309)."""
    base = links().base
    return responses.text(f"User-agent: *\nDisallow: {base}/sok\nDisallow: {base}/api/\n")
