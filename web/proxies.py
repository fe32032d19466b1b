"""The site below a path and behind a proxy, as WSGI middleware.

Forwarded headers, and the one that names a member of staff (`staff.user_header`), are believed only
from the addresses in `web.trusted_proxies`; from anyone else they are removed before anything reads
them. WSGI writes X-Remote-User and X_Remote_User alike, so that removes either; from a proxy that is
trusted gunicorn lets the first alone through. A proxy may strip the site's path before it passes a
request on or leave it there: both arrive at the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

from archive.settings import Settings, WebSettings

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


def named_user(environ: Mapping[str, Any], settings: Settings) -> str:
    """Return whom a trusted proxy names as signed in, "" where it names nobody or more than one.

    Two headers of one name arrive joined by a comma; which of them the proxy set nobody can tell.
    """
    sent = str(environ.get(_key(settings.staff.user_header), "")) if settings.staff.user_header else ""
    if "," in sent:
        return ""
    try:
        return sent.encode("latin-1").decode()
    except UnicodeError:  # not UTF-8; WSGI has read it as Latin-1
        return sent


def _key(header: str) -> str:
    return f"HTTP_{header.upper().replace('-', '_')}"


class TrustedProxies:
    """Takes over X-Forwarded-For, -Proto, -Host and -Prefix from trusted proxies alone."""

    def __init__(self, app: Any, trusted: Sequence[str], user_header: str = "") -> None:
        """Believe the addresses and networks in `trusted`, also on who is signed in."""
        self._app = app
        self._believed = (*_FORWARDED, _key(user_header)) if user_header else _FORWARDED
        self._fixed = ProxyFix(app, x_for=1, x_proto=1, x_host=1, x_prefix=1)
        self._networks = tuple(ip_network(item, strict=False) for item in trusted)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on as the proxy received it, or as it came where nobody is trusted."""
        if _is_within(environ.get("REMOTE_ADDR", ""), self._networks):
            _drop_what_makes_no_address(environ)
            return self._fixed(environ, start_response)
        for name in self._believed:
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
