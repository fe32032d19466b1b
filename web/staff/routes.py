"""Every page of the staff, and the guard before them all."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask
from werkzeug.wrappers import Response

from web.site import Site
from web.staff import home
from web.staff.addresses import MOUNTED
from web.staff.signing import cookie, guard, member, sign_in

_ROUTES: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("/", "GET", home.home),
    ("/logga-in", "GET POST", sign_in.sign_in),
    ("/logga-ut", "POST", sign_in.sign_out),
)


def set_up(app: Flask, opened: Site) -> None:
    """Give the application the staff's pages."""
    cookie.set_up(app, opened)
    member.manager.init_app(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard checks, after it knows who asks
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a form left open over lunch still counts; the session ends it
    guard.csrf.init_app(app)
    pages = Blueprint("personal", __name__, url_prefix=MOUNTED)
    pages.before_request(guard.guard)
    for rule, methods, view in _ROUTES:
        pages.add_url_rule(rule, view_func=view, methods=methods.split())
    app.register_blueprint(pages)
