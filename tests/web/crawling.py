"""Following the links of a site, every kind of them, as far as they go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

_ONE_OF_MANY = re.compile(r"(?<=/)(dokument|sida|serie|talare)/[^/.]+")
_LINK = re.compile(r'<(?:a|link|script|img|form)\b[^>]*?\b(?:href|src|action)="([^"]*)"')


def links_of(html: str, address: str) -> set[str]:
    """Return the addresses that a page leads to, as whole ones."""
    return {urldefrag(urljoin(address, unescape(found)))[0] for found in _LINK.findall(html)}


def walk(starts: Iterable[str], html_of: Callable[[str], str]) -> set[str]:
    """Follow the links from whole addresses on their host; return the addresses elsewhere that are linked.

    ``html_of`` asks for an address and returns the page, or nothing where the answer is none. Every
    path is followed; of addresses that ask pages of one sort with the same parameters, the first is,
    and every start.
    """
    waiting = list(starts)
    host = urlsplit(waiting[0]).netloc
    asked, elsewhere = set(), set()
    kinds: set[tuple[str, frozenset[str]]] = set()
    must = set(waiting)
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        if parts.netloc != host:
            elsewhere.add(address)
            continue
        if address in asked:
            continue
        if parts.query and address not in must:
            sort = _ONE_OF_MANY.sub(r"\1", parts.path)
            kind = sort, frozenset(name for name, _ in parse_qsl(parts.query))
            if kind in kinds:
                continue
            kinds.add(kind)
        asked.add(address)
        waiting.extend(sorted(links_of(html_of(address), address)))
    return elsewhere


def crawl(client: FlaskClient, start: str) -> dict[str, int]:
    """Follow the links on the start address's host; return each one's status, 0 for links to elsewhere."""
    seen = {}

    def html_of(address: str) -> str:
        parts = urlsplit(address)
        response = client.get(
            f"{parts.path}?{parts.query}",
            base_url=f"{parts.scheme}://{parts.netloc}",
            follow_redirects=True,
            buffered=True,
        )
        seen[address] = response.status_code
        return response.text if response.mimetype == "text/html" else ""

    elsewhere = walk([start], html_of)
    return seen | dict.fromkeys(elsewhere, 0)
