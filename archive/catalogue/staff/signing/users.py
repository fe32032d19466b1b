"""Those who may sign in, and their passwords.

A password is kept as argon2id alone, with the least parameters that OWASP's Password Storage Cheat Sheet
names (19 MiB, two passes, one lane): a guess costs this server's memory as well as the guesser's, and the
memory is the site's. No more than two are worked out at a time in a process.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from archive.catalogue.naming import names
from archive.catalogue.tables import User
from archive.dates import now

LEAST_CHARACTERS = 12
"""Of a password; long rather than odd (NIST SP 800-63B, section 3.1.1.2)."""

MOST_CHARACTERS = 1000
MOST_OF_A_NAME = 64

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_A_TIME = threading.BoundedSemaphore(2)


class BadUser(Exception):  # noqa: N818 - named for the mistake
    """A user cannot be made or found so; the text says why."""


@dataclass(frozen=True, slots=True)
class StaffUser:
    """A member of staff; `session_key` is what a session must hold to be theirs."""

    name: str
    session_key: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A user as the list of them has it."""

    name: str
    made_at: datetime
    signed_in_at: datetime | None


def cleaned(name: str) -> str:
    """Return a user's name as it is kept, "" where nobody can have that name.

    Case-folded, single spaces, letters composed: however it is typed, on whatever machine.
    """
    kept = names.alias(unicodedata.normalize("NFC", name[: 4 * MOST_OF_A_NAME]))
    return kept if len(kept) <= MOST_OF_A_NAME and kept.isprintable() else ""


def any_user(session: Session) -> bool:
    """Tell whether anybody may sign in."""
    return bool(session.scalar(select(exists().select_from(User))))


def listed(session: Session) -> tuple[Listed, ...]:
    """Return every user, by name."""
    rows = session.scalars(select(User).order_by(User.name))
    return tuple(Listed(row.name, row.made_at, row.signed_in_at) for row in rows)


def add(session: Session, name: str, password: str) -> str:
    """Make a user; return the name as it is kept. Raises :class:`BadUser`."""
    kept = free_name(session, name)
    session.add(
        User(name=kept, password_hash=hashed(password), session_key=secrets.token_hex(16), made_at=now())
    )
    return kept


def free_name(session: Session, name: str) -> str:
    """Return a name as a new user's is kept; raise :class:`BadUser` where it is none, or taken."""
    kept = cleaned(name)
    if not kept:
        raise BadUser(f"a user's name has 1 to {MOST_OF_A_NAME} characters that can be seen")
    if session.get(User, kept) is not None:
        raise BadUser(f"there is a user {kept!r} already; `helixarkiv user password` gives a new password")
    return kept


def set_password(session: Session, name: str, password: str) -> None:
    """Give a user another password, which ends every session of theirs. Raises :class:`BadUser`."""
    row = _row(session, name)
    row.password_hash, row.session_key = hashed(password), secrets.token_hex(16)


def remove(session: Session, name: str) -> None:
    """Let a user in no more, which ends every session of theirs. Raises :class:`BadUser`."""
    session.delete(_row(session, name))


def known_name(session: Session, name: str) -> str:
    """Return the name of a user as it is kept; raise :class:`BadUser` where there is none."""
    return _row(session, name).name


def find(session: Session, name: str) -> StaffUser | None:
    """Return a user."""
    row = session.get(User, cleaned(name))
    return StaffUser(row.name, row.session_key) if row else None


def check(session: Session, name: str, password: str) -> StaffUser | None:
    """Return the user whose name and password these are; None takes as long as a wrong password."""
    row = session.get(User, cleaned(name))
    kept = row.password_hash if row else _of_nobody()
    try:
        with _AT_A_TIME:
            _HASHER.verify(kept, _composed(password[: MOST_CHARACTERS + 1]))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return None
    return StaffUser(row.name, row.session_key) if row else None


def note_sign_in(session: Session, user: StaffUser, password: str) -> None:
    """Write down that a user has signed in; keep the password by today's parameters of argon2id."""
    row = session.get(User, user.name)
    if row is None or row.session_key != user.session_key:
        return  # removed, or another password, since it was checked
    row.signed_in_at = now()
    if _HASHER.check_needs_rehash(row.password_hash):
        row.password_hash = hashed(password)


def hashed(password: str) -> str:
    """Return what is kept of a password; raise :class:`BadUser` where it will not do as one."""
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise BadUser(f"a password has {LEAST_CHARACTERS} to {MOST_CHARACTERS} characters")
    if len(set(password)) < LEAST_CHARACTERS // 3:
        raise BadUser("a password has more than a few different characters")
    try:
        with _AT_A_TIME:
            return _HASHER.hash(_composed(password))
    except UnicodeEncodeError:
        raise BadUser("a password is text in UTF-8") from None


def _row(session: Session, name: str) -> User:
    row = session.get(User, cleaned(name))
    if row is None:
        raise BadUser(f"there is no user {name!r}; `helixarkiv user list` names them")
    return row


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _of_nobody() -> str:
    """Return what is checked for unknown names, so that time tells nothing."""
    return _HASHER.hash(secrets.token_hex(16))
