"""Where a listing page comes from: a file, or an address, which is fetched by the rules of every fetch."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from archive.kept.originals import open_regular
from archive.settings import Settings
from ingest.harvest.fetching.allowed import NotAllowed
from ingest.harvest.fetching.connecting import Network, NotFetched
from ingest.harvest.fetching.fetch import fetch
from ingest.harvest.listing import addresses
from ingest.harvest.listing.page import MOST_BYTES, ListingPage, read


class NoListing(Exception):  # noqa: N818 - named for the state of the world
    """A page cannot be read as a listing; the text is one line on why and what to do."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that was read, and the name that its items are kept under."""

    page: str
    read: ListingPage


def listing(source: str, base_url: str, settings: Settings, network: Network | None = None) -> Listing:
    """Read a page from a file or an address; raise :class:`NoListing`, and OSError for the file.

    A page is kept under its address: of a file that is `base_url`, else what the page calls itself,
    else the file's name.
    """
    stands = _address(base_url) if base_url else ""
    if source.lower().startswith(("http://", "https://")):
        stands = stands or _address(source)
        found = _fetched(_address(source), stands, settings, network or Network())
        page = stands
    else:
        found = _of_file(Path(source), stands)
        page = stands or found.address or Path(source).name
    if found.left_out.get("relative"):
        raise NoListing(
            f"{source} has links that are relative to where it stands: say where with --base-url ADDRESS"
        )
    if not found.items:
        raise NoListing(f"{source} has no links to documents in its main content; nothing was changed")
    return Listing(page, found)


def _address(stated: str) -> str:
    address, _ = addresses.whole(stated, "")
    if not address:
        raise NoListing(f"{stated!r} is no address that begins with http:// or https://")
    return address


def _of_file(path: Path, stands: str) -> ListingPage:
    with open_regular(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NoListing(f"{path} is larger than {MOST_BYTES >> 20} MB, the most that is read of a page")
    return read(data, stands)


def _fetched(address: str, stands: str, settings: Settings, network: Network) -> ListingPage:
    into = io.BytesIO()
    try:
        fetched = fetch(address, into, settings, MOST_BYTES, network)
    except (NotAllowed, NotFetched) as error:
        raise NoListing(f"{address} cannot be read: {error}") from None
    if fetched is None or fetched.media_type not in ("text/html", "application/xhtml+xml", ""):
        raise NoListing(f"{address} is no web page; `helixarkiv harvest` reads the page that lists documents")
    return read(into.getvalue(), stands, fetched.charset)
