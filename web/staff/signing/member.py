"""The member of staff who is signed in, as Flask-Login holds one."""

from __future__ import annotations

from flask_login import LoginManager, UserMixin, current_user

from archive.catalogue.staff import users
from archive.catalogue.staff.users import StaffUser
from web.site import site

_BETWEEN = "\n"  # no name holds one


class Member(UserMixin):  # type: ignore[misc]
    """Somebody signed in; the session ends where their session key does."""

    def __init__(self, user: StaffUser) -> None:
        """Sign in this user."""
        self.name = user.name
        self._key = user.session_key

    def get_id(self) -> str:
        """Return what the session holds."""
        return f"{self.name}{_BETWEEN}{self._key}"


def load(kept: str) -> Member | None:
    """Return who a session is of; None where the user is gone, or has a new session key."""
    name, _, key = kept.partition(_BETWEEN)
    with site().catalogue.read() as session:
        user = users.find(session, name)
    return Member(user) if user and user.session_key == key else None


def who() -> str:
    """Return the name of whoever is signed in."""
    return str(current_user.name)


manager = LoginManager()
manager.user_loader(load)
manager.session_protection = None  # it would keep a hash of the reader's address and browser
