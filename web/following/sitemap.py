"""The sitemap (sitemaps.org, protocol 0.9): an index, and in parts every address that crawlers may list.

Documents lead to their pages by links, so the pages are not told one by one. Sample material is left out.
"""

from __future__ import annotations

from datetime import datetime

from flask import Response
from werkzeug.exceptions import NotFound

from archive.catalogue import listings
from web import responses
from web.language.translated import gettext
from web.site import permalinks, site

PART = 20_000
"""Documents in one part; the protocol allows 50,000 addresses."""

_XML = "application/xml"


def index() -> Response:
    """Tell which parts the sitemap has."""
    with site().catalogue.read() as session:
        count = listings.count_for_crawlers(session)
    parts = range(1, max(1, -(-count // PART)) + 1)
    return responses.xml("sitemap_index.xml", _XML, addresses=[permalinks().sitemap(part) for part in parts])


def part(number: int) -> Response:
    """Tell a part; the first also has the pages about the archive, its series and speakers."""
    urls = permalinks()
    with site().catalogue.read() as session:
        found = listings.for_crawlers(session, (number - 1) * PART, PART) if 0 < number < 1_000_000 else ()
        series = listings.all_series(session) if number == 1 else ()
        speakers = listings.all_speakers(session) if number == 1 else ()
    if not found and number != 1:
        raise NotFound(gettext("Så många delar har webbplatskartan inte."))
    addresses: list[tuple[str, datetime | None]]
    addresses = [(urls.document(document), changed) for document, changed in found]
    if number == 1:
        pages = [urls.start(), urls.about(), urls.accessibility()]
        pages += [urls.series(entry.slug) for entry in series]
        pages += [urls.speaker(entry.slug) for entry in speakers]
        addresses = [*((address, None) for address in pages), *addresses]
    return responses.xml("sitemap.xml", _XML, addresses=addresses)
