"""Addresses on a listing page: whole, in one spelling, and only those of the web. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import html

MOST_CHARS = 2000
_SAFE = "/%:@!$&'()*+,;=~-._?"
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")


def of_page(root: html.HtmlElement) -> str:
    """Return the address by which a page calls itself, "" where it does not."""
    for path in (
        '//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href',
        '//meta[@property="og:url"]/@content',
    ):
        for found in root.xpath(path):
            address, _ = whole(str(found), "")
            if address:
                return address
    return ""


def base_of(root: html.HtmlElement, stands: str) -> str:
    """Return what relative links of a page that stands there are relative to."""
    stated = next(iter(root.xpath("//base/@href")), "")
    return whole(str(stated), stands)[0] or stands


def whole(href: str, base: str) -> tuple[str, str]:
    """Return a link's whole address without its fragment, or "" and why it is left out.

    ``mailto:`` and places within the page are nothing to tell: the reason is "" too. Addresses that hold a
    name or password are refused: what is clicked in the archive must not lead where it seems not to.
    """
    href = href.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if not href or href.startswith("#"):
        return "", ""
    try:
        parts = urlsplit(urljoin(base, href))
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError):
        return "", "address"
    if parts.scheme and parts.scheme.lower() not in ("http", "https"):
        return "", "" if parts.scheme.lower() in ("mailto", "tel", "javascript", "sms") else "address"
    if not parts.scheme or not host:
        return "", "relative"
    if "@" in parts.netloc or port == 0 or _UNSEEN.search(parts.netloc):
        return "", "address"
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[scheme]:
        netloc = f"{netloc}:{port}"
    path = quote(parts.path.replace("\\", "/"), safe=_SAFE) or "/"
    address = urlunsplit((scheme, netloc, path.replace("?", "%3F"), quote(parts.query, safe=_SAFE), ""))
    return (address, "") if len(address) <= MOST_CHARS else ("", "address")
