"""The staff's session: a signed cookie that is sent below /personal/ alone, so no reader ever has it."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from archive.kept.secret import secret
from web.site import Site, site
from web.staff.addresses import MOUNTED, is_below

_BEYOND = timedelta(hours=72)
"""How much longer than a sign-in the cookie lasts: over a weekend a form that was left open keeps its token,
and who signs in again in the same browser sends it still. Nobody is let in by it meanwhile."""


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, bound to the staff's pages wherever the site is mounted."""

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path below which the cookie is sent."""
        return f"{request.root_path.rstrip('/')}{MOUNTED}"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the cookie is for https alone: where people come by https."""
        return request.is_secure or site().settings.web.base_url.startswith("https:")

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie; readers' pages have an empty session, whatever is sent to them."""
        return super().open_session(app, request) if is_below(request.path) else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie; to an answer of the staff's pages and no other."""
        if is_below(request.path):
            super().save_session(app, session, response)


def set_up(app: Flask, opened: Site) -> None:
    """Sign sessions with the archive's secret; let them end some time after the sign-in does."""
    app.secret_key = secret(opened.settings.archive.data)
    app.session_interface = StaffSessions()
    app.config.update(
        SESSION_COOKIE_NAME="helixarkivet_personal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",  # Strict would ask those who follow a mailed link to sign in again
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=opened.settings.staff.session_hours) + _BEYOND,
    )
