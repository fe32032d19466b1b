"""The staff's session: a signed cookie that is sent below /personal/ alone, so no reader ever has it."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from archive.secret import secret
from web.site import Site
from web.staff.addresses import MOUNTED


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, bound to the staff's pages wherever the site is mounted."""

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path below which the cookie is sent."""
        return f"{request.root_path.rstrip('/')}{MOUNTED}"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the cookie is for https alone: where people come by https."""
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie; to an answer of the staff's pages and no other."""
        if request.path.startswith(MOUNTED):
            super().save_session(app, session, response)


def set_up(app: Flask, opened: Site) -> None:
    """Sign sessions with the archive's secret; let them end after the set hours."""
    app.secret_key = secret(opened.settings.archive.data)
    app.session_interface = StaffSessions()
    app.config.update(
        SESSION_COOKIE_NAME="helixarkivet_personal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=opened.settings.staff.session_hours),
    )
