"""What every handler needs: the settings, the catalogue, the search, the originals, the addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, request

from archive.catalogue import Catalogue
from archive.kept.originals import Originals
from archive.settings import Settings
from search.ask import Search
from web.language import choosing
from web.urls import Urls

_KEY = "helixarkivet"


@dataclass(frozen=True, slots=True)
class Site:
    """One open archive, as one web process holds it."""

    settings: Settings
    catalogue: Catalogue
    search: Search
    originals: Originals


def site() -> Site:
    """Return the site that answers the present request."""
    return cast(Site, current_app.extensions[_KEY])


def keep(app_extensions: dict[str, object], opened: Site) -> None:
    """Let an application's handlers find their site."""
    app_extensions[_KEY] = opened


def links() -> Urls:
    """Return the addresses for links inside pages: the path alone, on whatever host was asked.

    They carry on the language that was chosen.
    """
    return Urls(request.root_path.rstrip("/"), choosing.chosen())


def permalinks() -> Urls:
    """Return the addresses for what leaves the page: whole ones.

    Where `base_url` is whole it counts, whatever host the request names. A request whose Host
    header names no host at all gets the address that the settings listen on.
    """
    settings = site().settings
    if settings.web.base_url.startswith("http") or not request.host:
        return Urls(settings.base_url)
    return Urls(request.url_root.rstrip("/"))
