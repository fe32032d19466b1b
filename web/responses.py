"""Every answer leaves through here, so that no handler can forget a header.

Strict-Transport-Security is the proxy's to set: only it knows whether the host is served over
HTTPS alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, render_template, request, send_file, stream_with_context
from werkzeug.http import generate_etag

from archive.stating import tidy
from web.conditional import conditional, conditional_file
from web.language import choosing
from web.site import site

_POLICY = (
    "default-src 'none'",  # nothing that is not named below
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",  # no page of ours inside another's
    "base-uri 'none'",
)
_HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # other sites do not learn what was searched for
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A file that somebody else made: even opened in the browser it can run, load and send nothing
_DOWNLOAD_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char

PROBLEM = "application/problem+json"


def set_up(app: Flask) -> None:
    """Give every answer of the application its headers, errors and static files too."""
    app.after_request(_finish)


def page(template: str, status: int = 200, *, noindex: bool = False, **values: Any) -> Response:
    """Answer with a page."""
    response = Response(render_template(template, noindex=noindex, **values), status, mimetype="text/html")
    if noindex:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def data(
    body: Mapping[str, Any],
    status: int = 200,
    media_type: str = "application/json",
    *,
    passing: Collection[str] = (),
    seconds: int = 0,
) -> Response:
    """Answer with JSON. Crawlers are asked not to list it: the pages are what people should find.

    `passing` names what differs each time though nothing has changed; the ETag leaves it out. The
    answer may be used again without asking for so many `seconds`.
    """
    response = Response(json.dumps(body, ensure_ascii=False), status, content_type=media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    if passing:
        lasting = {name: value for name, value in body.items() if name not in passing}
        response.set_etag(generate_etag(json.dumps(lasting).encode()), weak=True)
    if seconds:
        response.headers["Cache-Control"] = f"private, max-age={seconds}"
    return response


def xml(template: str, media_type: str, **values: Any) -> Response:
    """Answer with XML made from a template, without the characters that no XML may hold."""
    body = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", render_template(template, **values))
    return Response(body, content_type=f"{media_type}; charset=utf-8")


def text(body: str, content_type: str = "text/plain; charset=utf-8") -> Response:
    """Answer with plain text."""
    return Response(body, content_type=content_type)


def download(path: Path, name: str, media_type: str, etag: str, *, noindex: bool) -> Response:
    """Answer with a file to save under its own name (RFC 6266), in parts where asked (Range)."""
    response = send_file(
        path,
        mimetype=media_type,
        as_attachment=True,
        download_name=tidy(name) or "original",  # no mark that turns its ending round
        conditional=False,
        etag=etag,
        max_age=0,
    )
    response.headers["Content-Type"] = media_type  # without the charset that would be a guess
    response.headers["Content-Security-Policy"] = _DOWNLOAD_POLICY
    if noindex:
        response.headers["X-Robots-Tag"] = "noindex"
    return conditional_file(response, request.environ, path.stat().st_size)


def export(pieces: Iterator[bytes], name: str, media_type: str) -> Response:
    """Answer with a file that is made while it is sent, to save under this name."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    response = Response(stream_with_context(pieces), content_type=media_type + charset)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = _DOWNLOAD_POLICY
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


def picture(path: Path, *, noindex: bool) -> Response:
    """Answer with the picture of a page."""
    response = send_file(path, mimetype="image/webp", conditional=False, max_age=0)
    if noindex:
        response.headers["X-Robots-Tag"] = "noindex"
    return conditional_file(response, request.environ, path.stat().st_size)


def _finish(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if not response.cache_control.max_age and not response.cache_control.no_store:
        # What is taken down must be gone at the next look: keep a copy, but ask before showing it
        response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    choosing.tell_caches(response)
    if not site().settings.web.base_url.startswith("http"):
        response.vary.update(("X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Proto"))
    whole = response.status_code == 200 and not response.direct_passthrough and not response.is_streamed
    if request.method in ("GET", "HEAD") and whole:
        response.add_etag()
        return conditional(response, request.environ)
    return response
