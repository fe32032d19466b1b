"""The site below a path and behind a proxy, as WSGI middleware.

Forwarded headers are believed only from the addresses in `web.trusted_proxies`; from anyone else
they are removed before anything reads them. A proxy may strip the site's path before it passes a
request on or leave it there: both arrive at the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

from archive.settings import WebSettings

_FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
)

_PREFIX = re.compile(r"(?:/[\w.~-]+)+/?", re.ASCII)


def mounted_path(settings: WebSettings) -> str:
    """Return the path of `base_url`, without a closing slash; "" is the root."""
    return urlsplit(settings.base_url).path.rstrip("/")


class Mounted:
    """Serves an application below a path, whether or not the proxy left the path in place."""

    def __init__(self, app: Any, path: str) -> None:
        """Mount `app` below `path`, without a closing slash; "" leaves it to a trusted proxy to say."""
        self._app = app
        self._path = path

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Take the path off the request and say that the application stands below it."""
        path = self._path or environ.get("SCRIPT_NAME", "").rstrip("/")
        asked = environ.get("PATH_INFO", "")
        if asked == path or asked.startswith(path + "/"):
            asked = asked.removeprefix(path)
        environ["PATH_INFO"] = asked or "/"
        environ["SCRIPT_NAME"] = path
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer


class TrustedProxies:
    """Takes over X-Forwarded-For, -Proto, -Host and -Prefix from trusted proxies alone."""

    def __init__(self, app: Any, trusted: Sequence[str]) -> None:
        """Believe the addresses and networks in `trusted`."""
        self._app = app
        self._fixed = ProxyFix(app, x_for=1, x_proto=1, x_host=1, x_prefix=1)
        self._networks = tuple(ip_network(item, strict=False) for item in trusted)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on as the proxy received it, or as it came where nobody is trusted."""
        if _is_within(environ.get("REMOTE_ADDR", ""), self._networks):
            _drop_what_makes_no_address(environ)
            return self._fixed(environ, start_response)
        for name in _FORWARDED:
            environ.pop(name, None)
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer


def _drop_what_makes_no_address(environ: dict[str, Any]) -> None:
    """Remove a scheme or path that a client may have slipped through a proxy that passes it on."""
    if environ.get("HTTP_X_FORWARDED_PROTO", "http").lower() not in ("http", "https"):
        del environ["HTTP_X_FORWARDED_PROTO"]
    if not _PREFIX.fullmatch(environ.get("HTTP_X_FORWARDED_PREFIX", "")):
        environ.pop("HTTP_X_FORWARDED_PREFIX", None)


def _is_within(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        host = ip_address(address)
    except ValueError:  # a unix socket has no address
        return False
    host = getattr(host, "ipv4_mapped", None) or host
    return any(host in network for network in networks)
