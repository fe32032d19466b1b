"""Answers that depend on what the asker has already, and parts of files (RFC 9110, sections 13 and 14).

Werkzeug looks at Range before the preconditions, and refuses ranges that are to be ignored.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Response
from werkzeug.exceptions import RequestedRangeNotSatisfiable

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


def conditional(response: Response, environ: dict[str, Any]) -> Response:
    """Answer 304 or 412, both without a body, where the request's preconditions say so."""
    return _without_refused_body(response.make_conditional(environ))  # type: ignore[arg-type]


def conditional_file(response: Response, environ: dict[str, Any], length: int) -> Response:
    """Answer a file of so many bytes: 304, 412, one part of it (206), or whole.

    Raises :class:`RequestedRangeNotSatisfiable` (416) for a part beyond its end.
    """
    whole = {name: value for name, value in environ.items() if name != "HTTP_RANGE"}
    response.make_conditional(whole, accept_ranges=True, complete_length=length)
    part = one_part(environ.get("HTTP_RANGE", ""), length)
    if part and response.status_code == 200 and environ["REQUEST_METHOD"] == "GET":
        asked = environ | {"HTTP_RANGE": part}
        try:
            response.make_conditional(asked, accept_ranges=True, complete_length=length)
        except RequestedRangeNotSatisfiable:
            response.close()
            raise
    return _without_refused_body(response)


def one_part(header: str, length: int) -> str:
    """Return the one part that a Range header asks for, "" where the header is to be ignored.

    Ignored are other units than bytes, several ranges at once (the whole file answers those too), and
    what is no range. The last so many bytes of a shorter file are all of it.
    """
    asked = _ONE_RANGE.fullmatch(header)
    first, last = asked.groups() if asked else ("", "")
    if first:
        return "" if last and int(last) < int(first) else f"bytes={first}-{last}"
    if not last:
        return ""
    count = int(last)
    return f"bytes={length if count == 0 else max(0, length - count)}-"


def _without_refused_body(response: Response) -> Response:
    if response.status_code == 412:
        response.close()
        response.direct_passthrough = False
        response.set_data(b"")
    return response
