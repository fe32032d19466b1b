"""Users and their passwords, and the commands that make and remove them."""

from __future__ import annotations

import os
import pty
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from archive.catalogue import Catalogue, open_catalogue, tables
from archive.catalogue.staff.signing import users
from archive.catalogue.staff.signing.users import BadUser
from tests.installed import Installed

PASSWORD = "långt-nog-för-prov"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "data")
    yield opened
    opened.close()


def test_a_user_is_known_by_name_and_password_however_they_are_typed(catalogue: Catalogue) -> None:
    with catalogue.write() as session:
        assert users.add(session, " Åsa  Öberg ", PASSWORD) == "åsa öberg"
        for name in ("åsa öberg", "ÅSA ÖBERG", unicodedata.normalize("NFD", "Åsa Öberg")):
            for password in (PASSWORD, unicodedata.normalize("NFD", PASSWORD)):
                assert users.check(session, name, password), name
        assert users.check(session, "åsa öberg", PASSWORD + " ") is None
        assert users.check(session, "asa oberg", PASSWORD) is None
        assert users.check(session, "", "") is None
        assert users.check(session, "åsa öberg", "\udce5" * 20) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "eva\u202e", "a\x00b", "\udce5", "eva\u200b"])
def test_a_name_that_nobody_could_read_is_refused(catalogue: Catalogue, name: str) -> None:
    with catalogue.write() as session, pytest.raises(BadUser, match="characters that can be seen"):
        users.add(session, name, PASSWORD)


@pytest.mark.parametrize(
    "password", ["", "kort", "x" * 1001, "aaaaaaaaaaaaaaaa", "abcabcabcabc", "\udce5" * 20]
)
def test_a_password_that_will_not_do_is_refused(catalogue: Catalogue, password: str) -> None:
    with catalogue.write() as session, pytest.raises(BadUser, match="a password"):
        users.add(session, "eva", password)
    with catalogue.read() as session:
        assert not users.any_user(session)


def test_what_is_kept_of_a_password_is_no_password(catalogue: Catalogue) -> None:
    with catalogue.write() as session:
        users.add(session, "eva", PASSWORD)
        users.add(session, "bo", PASSWORD)
    with catalogue.read() as session:
        first, second = (session.get_one(tables.User, name).password_hash for name in ("eva", "bo"))
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert PASSWORD.encode() not in catalogue.path.read_bytes()


def test_a_password_kept_by_older_parameters_is_kept_by_todays_at_the_next_sign_in(
    catalogue: Catalogue,
) -> None:
    with catalogue.write() as session:
        users.add(session, "eva", PASSWORD)
        row = session.get_one(tables.User, "eva")
        row.password_hash = old = PasswordHasher(1, 1024, 1).hash(PASSWORD)
    with catalogue.write() as session:
        user = users.check(session, "eva", PASSWORD)
        assert user is not None
        users.note_sign_in(session, user, PASSWORD)
    with catalogue.read() as session:
        row = session.get_one(tables.User, "eva")
        assert row.password_hash != old
        assert row.signed_in_at is not None
        assert users.check(session, "eva", PASSWORD) == user


def test_a_new_password_and_a_new_user_of_an_old_name_have_another_session_key(catalogue: Catalogue) -> None:
    keys = set()
    with catalogue.write() as session:
        users.add(session, "eva", PASSWORD)
        keys.add(users.find(session, "eva"))
        users.set_password(session, "EVA", PASSWORD)
        keys.add(users.find(session, "eva"))
        users.remove(session, "eva")
        session.flush()
        assert users.find(session, "eva") is None
        users.add(session, "eva", PASSWORD)
        keys.add(users.find(session, "eva"))
    assert len(keys) == 3


def test_from_a_user_made_to_a_user_removed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    archive = Installed(tmp_path / "folder", tmp_path / "data")
    made = archive.run("user", "add", "Eva Exempel", "--password-stdin", input=PASSWORD + "\n")
    assert (made.returncode, made.stderr) == (0, "")
    assert "'eva exempel' may sign in at http://127.0.0.1:8000/personal/" in made.stdout
    again = archive.run("user", "add", "eva exempel", "--password-stdin", input=PASSWORD)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "there is a user 'eva exempel' already" in again.stderr
    (listed,) = archive.json("user", "list")["users"]
    assert (listed["name"], listed["signed_in"]) == ("eva exempel", None)
    short = archive.run("user", "password", "eva exempel", "--password-stdin", input="kort\n")
    assert (short.returncode, short.stderr) == (1, "helixarkiv: a password has 12 to 1000 characters\n")
    unasked = archive.run("user", "password", "eva exempel", input=PASSWORD)
    assert (unasked.returncode, unasked.stderr.count("\n")) == (2, 1)
    gone = archive.run("user", "remove", "eva exempel")
    assert (gone.returncode, "answer 404" in gone.stderr) == (0, True)
    unknown = archive.run("user", "remove", "eva exempel")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    archive = Installed(tmp_path / "folder", tmp_path / "data")
    ours, theirs = pty.openpty()
    process = archive.start(
        "user", "add", "eva", stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = _until(ours, "Password: ")
    os.write(ours, f"{PASSWORD}\n".encode())
    shown += _until(ours, "The same again: ")
    os.write(ours, f"{PASSWORD}\n".encode())
    shown += _until(ours, "may sign in")
    assert process.wait(60) == 0
    os.close(ours)
    assert PASSWORD not in shown


def _until(terminal: int, words: str) -> str:
    shown = ""
    while words not in shown:
        shown += os.read(terminal, 4096).decode()
    return shown
