"""Signing in and out."""

from __future__ import annotations

from flask import Response, request, session
from flask_login import login_user, logout_user
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.staff import users
from web.language.translated import gettext
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.signing.member import Member


def sign_in() -> AnyResponse:
    """Show the form (GET), or sign in and go on (POST)."""
    if request.method == "GET":
        return _form()
    with site().catalogue.read() as catalogue:
        user = users.check(catalogue, request.form.get("namn", ""), request.form.get("losenord", ""))
    if user is None:
        return _form(gettext("Namnet eller lösenordet stämmer inte."))
    session.clear()
    session.permanent = True
    login_user(Member(user))
    return redirect(_onward(), 303)


def sign_out() -> AnyResponse:
    """Sign out."""
    logout_user()
    session.clear()
    return redirect(staff_links().sign_in(), 303)


def _form(problem: str = "") -> Response:
    return page(
        "sign_in.html",
        status=403 if problem else 200,
        problem=problem,
        name=request.form.get("namn", ""),
        onward=request.values.get("vidare", ""),
    )


def _onward() -> str:
    """Return where to go on to: a page of the staff's, never an address elsewhere."""
    wanted = request.form.get("vidare", "")
    home = staff_links().home()
    return wanted if wanted.startswith(home) and "\\" not in wanted and ".." not in wanted else home
