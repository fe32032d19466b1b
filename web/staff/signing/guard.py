"""Before every page of the staff: there must be staff, they must be signed in, a form must have its token.

It stands before the whole application and looks at the path, so that an address which leads nowhere, or
a method that no page has, is met by it too.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, abort, request
from flask import Response as FlaskResponse
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import Unauthorized
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from archive.catalogue.staff.signing import users
from web.language.translated import gettext
from web.site import site
from web.staff.addresses import is_below
from web.staff.answers import staff_links
from web.staff.signing import kept, sign_in

csrf = CSRFProtect()
_OPEN = "personal.sign_in"  # what answers those who are not signed in
_READING = ("GET", "HEAD", "OPTIONS")
_FORM_LASTS = timedelta(days=7)


def set_up(app: Flask) -> None:
    """Stand before the staff's pages, and see to it that nobody keeps what they answer."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # checked here, once it is known who asks
        WTF_CSRF_TIME_LIMIT=int(_FORM_LASTS.total_seconds()),
        WTF_CSRF_SSL_STRICT=False,  # Sec-Fetch-Site tells more, and no browser leaves it out for privacy
    )
    csrf.init_app(app)
    app.before_request(_guard)
    app.after_request(_keep_nothing)


def _guard() -> Response | None:
    """Refuse whoever may not come in: 404 without any staff, else to the page where one signs in."""
    if not is_below(request.path):
        return None
    if not _has_staff():
        abort(404)
    if request.endpoint != _OPEN and not current_user.is_authenticated:
        return _not_signed_in()
    if request.method not in _READING:
        return _check_token()
    return None


def _not_signed_in() -> Response:
    by_script = request.headers.get("Sec-Fetch-Dest") == "empty"  # it could not show a page to sign in on
    if request.method in _READING and not by_script:
        return redirect(staff_links().sign_in(kept.asked()))
    if by_script or not request.form:
        raise Unauthorized(gettext("Logga in i ett annat fönster och försök igen."))
    return kept.not_signed_in()


def _check_token() -> Response | None:
    """Refuse a form that another site sent, or that was not made for this browser's session."""
    try:
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise CSRFError("sent by another site")
        csrf.protect()
    except CSRFError:
        if request.endpoint == _OPEN:
            return sign_in.form(gettext("Sidan hade stått öppen för länge. Fyll i den igen."), 400)
        return kept.without_token()
    return None


def _keep_nothing(response: FlaskResponse) -> FlaskResponse:
    if is_below(request.path):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _has_staff() -> bool:
    if site().settings.staff.user_header:
        return True
    with site().catalogue.read() as session:
        return users.any_user(session)
