"""Following every link of a site from its start page, with the test client."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

_MOST_ALIKE = 4
_LINK = re.compile(r'<(?:a|link|script|img|form)\b[^>]*?\b(?:href|src|action)="([^"]*)"')


def links_of(html: str, address: str) -> set[str]:
    """Return the addresses that a page leads to, as whole ones."""
    return {urldefrag(urljoin(address, unescape(found)))[0] for found in _LINK.findall(html)}


def crawl(client: FlaskClient, start: str) -> dict[str, int]:
    """Follow the links on the start address's host; return each one's status, 0 for links to elsewhere.

    Of addresses that differ by nothing but the values of their parameters, the first few are followed.
    """
    host = urlsplit(start).netloc
    waiting, seen = [start], {}
    alike: Counter[tuple[str, frozenset[str]]] = Counter()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        parts = urlsplit(address)
        if parts.netloc != host:
            seen[address] = 0
            continue
        alike[kind := (parts.path, frozenset(name for name, _ in parse_qsl(parts.query)))] += 1
        if alike[kind] > _MOST_ALIKE:
            continue
        response = client.get(
            f"{parts.path}?{parts.query}",
            base_url=f"{parts.scheme}://{host}",
            follow_redirects=True,
            buffered=True,
        )
        seen[address] = response.status_code
        if response.mimetype == "text/html":
            waiting.extend(links_of(response.text, address))
    return seen
