"""Signing in and out."""

from __future__ import annotations

import structlog
from flask import Response, request, session
from flask_login import current_user, logout_user
from sqlalchemy.exc import OperationalError
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.staff.signing import users
from archive.catalogue.staff.signing.users import StaffUser
from web.language.translated import gettext, ngettext
from web.site import site
from web.staff.answers import page, staff_links
from web.staff.signing import member, slowing

log = structlog.get_logger("web.staff")


def sign_in() -> AnyResponse:
    """Show the form (GET), or sign in and go on (POST)."""
    if site().settings.staff.user_header:
        return elsewhere(200 if current_user.is_authenticated else 403)
    return _attempt() if request.method == "POST" else form()


def _attempt() -> AnyResponse:
    name, password = users.cleaned(request.form.get("namn", "")), request.form.get("losenord", "")
    address = request.remote_addr or ""
    seconds = slowing.wait(address, name, was_here=member.was_here(name))
    if seconds:
        answer = form(_too_often(seconds), 429)
        answer.headers["Retry-After"] = str(seconds)
        return answer
    with site().catalogue.read() as catalogue:
        user = users.check(catalogue, name, password)
    if user is None:
        slowing.failed(address, name)
        return form(gettext("Namnet eller lösenordet stämmer inte."), 403)
    _note(user, password)
    member.begin(user)
    return redirect(_onward(), 303)


def _note(user: StaffUser, password: str) -> None:
    """Write down who signs in; with a full disk they come in all the same, to see that it is full."""
    try:
        with site().catalogue.write() as catalogue:
            users.note_sign_in(catalogue, user, password)
    except OperationalError:
        log.warning("a sign-in could not be written down")


def sign_out() -> AnyResponse:
    """Sign out; where the proxy names who is signed in, say where that is done."""
    if site().settings.staff.user_header:
        return elsewhere(200)
    logout_user()
    session.clear()
    return redirect(staff_links().sign_in(), 303)


def elsewhere(status: int) -> Response:
    """Say that signing in and out is done before one comes here, by the proxy."""
    return page("sign_in_elsewhere.html", status=status)


def form(problem: str = "", status: int = 200) -> Response:
    """Answer with the form in which one signs in, and what was wrong with it."""
    return page(
        "sign_in.html",
        status=status,
        problem=problem,
        name=request.form.get("namn", ""),
        onward=request.values.get("vidare", ""),
    )


def _too_often(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return ngettext(
        "Det har blivit för många försök. Försök igen om en minut.",
        "Det har blivit för många försök. Försök igen om %(num)d minuter.",
        minutes,
    )


def _onward() -> str:
    """Return where to go on to: a page of the staff's, never an address elsewhere."""
    wanted, home = request.values.get("vidare", ""), staff_links().home()
    inside = wanted.startswith(home) and wanted.isprintable() and not any(up in wanted for up in ("\\", ".."))
    return wanted if inside and not wanted.startswith(staff_links().sign_in()) else home
