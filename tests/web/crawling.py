"""Following every link of a site from its start page, with the test client."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

_LINK = re.compile(r'<(?:a|link|script|img|form)\b[^>]*?\b(?:href|src|action)="([^"]*)"')


def links_of(html: str, address: str) -> set[str]:
    """Return the addresses that a page leads to, as whole ones."""
    return {urldefrag(urljoin(address, unescape(found)))[0] for found in _LINK.findall(html)}


def crawl(client: FlaskClient, start: str) -> dict[str, int]:
    """Follow every link on the start address's host; return each one's status, 0 for links to elsewhere."""
    host = urlsplit(start).netloc
    waiting, seen = [start], {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        parts = urlsplit(address)
        if parts.netloc != host:
            seen[address] = 0
            continue
        response = client.get(
            f"{parts.path}?{parts.query}", base_url=f"{parts.scheme}://{host}", follow_redirects=True
        )
        seen[address] = response.status_code
        if response.mimetype == "text/html":
            waiting.extend(links_of(response.text, address))
    return seen
