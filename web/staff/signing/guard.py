"""Before every page of the staff: there must be staff, they must be signed in, a form must have its token."""

from __future__ import annotations

from flask import abort, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Unauthorized
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from archive.catalogue.staff import users
from web.language.translated import gettext
from web.site import links, site
from web.staff.addresses import StaffUrls

csrf = CSRFProtect()
_OPEN = ("personal.sign_in",)  # what answers those who are not signed in
_READING = ("GET", "HEAD", "OPTIONS")


def guard() -> Response | None:
    """Refuse whoever may not come in: 404 without any staff, else to the page where one signs in."""
    if not _has_staff():
        abort(404)
    if request.endpoint not in _OPEN and not current_user.is_authenticated:
        if request.method in _READING:
            return redirect(StaffUrls(links().base).sign_in(request.full_path.rstrip("?")))
        raise Unauthorized(
            gettext("Du är inte inloggad längre. Logga in i ett annat fönster och skicka formuläret igen.")
        )
    if request.method not in _READING:
        csrf.protect()
    return None


def _has_staff() -> bool:
    if site().settings.staff.user_header:
        return True
    with site().catalogue.read() as session:
        return users.any_user(session)
