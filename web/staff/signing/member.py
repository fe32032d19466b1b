"""The member of staff who is signed in, as Flask-Login holds one.

Signed in here, the session holds who, the session key that they had then, and when; it ends after
`staff.session_hours` whatever a browser keeps. Where a trusted proxy names who is signed in
(`staff.user_header`), that name alone counts, in each request anew.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Request, session
from flask_login import LoginManager, UserMixin, current_user, login_user

from archive.catalogue.staff.signing import users
from archive.catalogue.staff.signing.users import StaffUser
from archive.dates import now
from web import proxies
from web.site import site
from web.staff.addresses import is_below

_BETWEEN = "\n"  # no name holds one
_KEPT = "_user_id"  # Flask-Login's key for what `Member.get_id` returns
_NAMED = "named"  # whom the proxy named when the session began


class Member(UserMixin):  # type: ignore[misc]
    """Somebody signed in; `kept` is what the session holds of it, "" where the proxy says who it is."""

    def __init__(self, name: str, kept: str = "") -> None:
        """Sign in the user of this name."""
        self.name = name
        self._kept = kept

    def get_id(self) -> str:
        """Return what the session holds."""
        return self._kept


def begin(user: StaffUser) -> None:
    """Sign a user in, in a session of its own.

    The same user coming back to a browser keeps what their open forms were made with.
    """
    token = session.get("csrf_token") if _was_here(user) else None
    session.clear()
    if token is not None:
        session["csrf_token"] = token
    session.permanent = True
    at = int(now().timestamp())
    login_user(Member(user.name, _BETWEEN.join((user.name, user.session_key, str(at)))))
    session.pop("_id", None)  # a hash of the browser and its address, which nothing here asks for


def was_here(name: str) -> bool:
    """Tell whether this browser was signed in as this user before, by the cookie that is left."""
    return _read(session.get(_KEPT, ""))[0] == name


def _was_here(user: StaffUser) -> bool:
    return _read(session.get(_KEPT, ""))[:2] == (user.name, user.session_key)


def load(kept: str) -> Member | None:
    """Return who a session is of; None where it has ended, the user is gone, or has a new session key."""
    if site().settings.staff.user_header:
        return None
    name, key, began = _read(kept)
    if began + timedelta(hours=site().settings.staff.session_hours) <= now():
        return None
    with site().catalogue.read() as catalogue:
        user = users.find(catalogue, name)
    return Member(user.name, kept) if user and user.session_key == key else None


def _read(kept: str) -> tuple[str, str, datetime]:
    name, key, began = (*kept.split(_BETWEEN), "", "", "")[:3]
    return name, key, datetime.fromtimestamp(int(began) if began.isdecimal() else 0, UTC)


def named(request: Request) -> Member | None:
    """Return whom the trusted proxy names; a session begun in another's name is emptied."""
    if not is_below(request.path):
        return None
    name = users.cleaned(proxies.named_user(request.environ, site().settings))
    if not name:
        return None
    if session.get(_NAMED) != name:
        session.clear()
        session[_NAMED] = name
    return Member(name)


def who() -> str:
    """Return the name of whoever is signed in."""
    return str(current_user.name)


manager = LoginManager()
manager.user_loader(load)
manager.request_loader(named)
manager.session_protection = None  # it would keep a hash of the reader's address and browser
