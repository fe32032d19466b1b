"""A form that cannot be taken as it came: what was typed is in the answer, so that it is not lost.

Whoever has been signed out meanwhile may send it again from there: it carries the token that it came
with and no other, so a form that another site made up is refused then as well. A form without a token
that counts is shown as text to be copied.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request

from web.staff.answers import page

_TOKEN = "csrf_token"  # noqa: S105 - the name of a field


def not_signed_in() -> Response:
    """Answer 401 with a button that sends the form again, once one has signed in in another window."""
    fields = tuple((name, value) for name, values in request.form.lists() for value in values)
    return page(
        "kept.html",
        status=401,
        again=fields,
        typed=(),
        address=asked(),
        files=any(file.filename for file in request.files.values()),
    )


def without_token() -> Response:
    """Answer 400 with what was typed."""
    return page("kept.html", status=400, again=(), typed=_typed(), address="", files=False)


def asked() -> str:
    """Return the path that was asked for, with the one that the site is mounted under."""
    query = request.query_string.decode("latin-1")
    return request.root_path.rstrip("/") + quote(request.path) + (f"?{query}" if query else "")


def _typed() -> tuple[str, ...]:
    return tuple(
        value
        for name, values in request.form.lists()
        for value in values
        if name != _TOKEN and value.strip() and name != "losenord"
    )
