"""Those who may sign in. A password is kept as argon2id alone (argon2-cffi's own parameters)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from archive.catalogue import names
from archive.catalogue.tables import User
from archive.dates import now

LEAST_CHARACTERS = 12
"""Of a password; long rather than odd (NIST SP 800-63B, section 3.1.1.2)."""

MOST_CHARACTERS = 1000

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(16))  # checked for unknown names, so that time tells nothing


class BadUser(Exception):  # noqa: N818 - named for the mistake
    """A user cannot be made or found so; the text says why."""


@dataclass(frozen=True, slots=True)
class StaffUser:
    """A member of staff; `session_key` is what a session must hold to be theirs."""

    name: str
    session_key: str


def any_user(session: Session) -> bool:
    """Tell whether anybody may sign in."""
    return bool(session.scalar(select(exists().select_from(User))))


def add(session: Session, name: str, password: str) -> str:
    """Make a user; return the name as it is kept. Raises :class:`BadUser`."""
    kept = names.alias(name)
    if not kept or len(kept) > 64 or not kept.isprintable():
        raise BadUser("a user's name has 1 to 64 characters")
    if session.get(User, kept) is not None:
        raise BadUser(f"there is a user {kept!r} already")
    session.add(
        User(name=kept, password_hash=_hashed(password), session_key=secrets.token_hex(16), made_at=now())
    )
    return kept


def find(session: Session, name: str) -> StaffUser | None:
    """Return a user."""
    row = session.get(User, names.alias(name))
    return StaffUser(row.name, row.session_key) if row else None


def check(session: Session, name: str, password: str) -> StaffUser | None:
    """Return the user whose name and password these are; None takes as long as a wrong password."""
    row = session.get(User, names.alias(name))
    try:
        _HASHER.verify(row.password_hash if row else _NOBODY, password[:MOST_CHARACTERS])
    except (VerificationError, InvalidHashError):
        return None
    return StaffUser(row.name, row.session_key) if row else None


def _hashed(password: str) -> str:
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise BadUser(f"a password has at least {LEAST_CHARACTERS} characters")
    return _HASHER.hash(password)
