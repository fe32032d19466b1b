"""A form that cannot be taken as it came: what was typed is in the answer, so that it is not lost.

Whoever's session has ended meanwhile may send it again from there: it carries the token that it came
with and no other, so a form that another site made up is refused then as well. A form without a token
that can count again, as after signing out, is shown as text to be copied.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request
from flask_wtf.csrf import ValidationError, validate_csrf

from web.staff.answers import page

_TOKEN = "csrf_token"  # noqa: S105 - the name of a field
_NOT_TYPED = (_TOKEN, "sedd", "losenord")  # tokens and marks of what was shown, and what nobody is to see
_MARK = "visat-"  # begins the names of such marks, one for each field


def not_signed_in() -> Response:
    """Answer 401 with a button that sends the form again, once one has signed in in another window.

    Whoever signed out has no token left that the form could be sent with: they get what was typed.
    """
    fields = tuple((name, value) for name, values in request.form.lists() for value in values)
    may_count = _may_count()
    return page(
        "kept.html",
        status=401,
        again=fields if may_count else (),
        typed=() if may_count else _typed(),
        address=asked(),
        files=any(file.filename for file in request.files.values()),
    )


def _may_count() -> bool:
    """Tell whether the form's token is of what is left of the session that it was made in."""
    try:
        validate_csrf(request.form.get(_TOKEN))
    except ValidationError:
        return False
    return True


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
        if value.strip() and name not in _NOT_TYPED and not name.startswith(_MARK)
    )
