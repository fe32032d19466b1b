"""An archive with a member of staff, and clients of it who are signed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.catalogue import open_catalogue
from archive.catalogue.staff.signing import users
from tests.web.conftest import Archive, as_tested, make_archive
from web import create_app

NAME, PASSWORD = "eva.exempel", "hemligt-nog-för-prov"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Staff:
    """A browser of somebody who may be signed in."""

    client: FlaskClient

    def get(self, address: str, **values: Any) -> TestResponse:
        return self.client.get(address, **values)

    def token(self, address: str = "/personal/logga-in") -> str:
        found = _TOKEN.search(self.client.get(address).text)
        assert found, address
        return found[1]

    def post(self, address: str, data: dict[str, Any] | None = None, *, form: str = "") -> TestResponse:
        """Send a form as the page at `form` (the address itself by default) has it, its token with it."""
        sent = {"csrf_token": self.token(form or "/personal/"), **(data or {})}
        return self.client.post(address, data=sent)

    def sign_in(self, name: str = NAME, password: str = PASSWORD) -> TestResponse:
        sent = {"csrf_token": self.token(), "namn": name, "losenord": password}
        return self.client.post("/personal/logga-in", data=sent)


def make_user(archive: Archive, name: str = NAME, password: str = PASSWORD) -> None:
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        users.add(session, name, password)
    catalogue.close()


@pytest.fixture
def staffed(own_archive: Archive) -> Archive:
    """An archive that the test may change, with one member of staff."""
    make_user(own_archive)
    (own_archive.data.parent / "folder").mkdir(exist_ok=True)
    return own_archive


@pytest.fixture
def staff_app(staffed: Archive) -> Flask:
    return as_tested(create_app(staffed.settings()))


@pytest.fixture
def staff(staff_app: Flask) -> Staff:
    """Somebody signed in, on an archive of the test's own."""
    signed = Staff(staff_app.test_client())
    assert signed.sign_in().status_code == 303
    return signed


@pytest.fixture
def another(staff_app: Flask) -> Callable[[], Staff]:
    """Make further browsers on the same archive, nobody signed in."""
    return lambda: Staff(staff_app.test_client())


@pytest.fixture(scope="session")
def unchanged_staff(tmp_path_factory: pytest.TempPathFactory) -> Staff:
    """Somebody signed in, on an archive that no test changes."""
    made = make_archive(tmp_path_factory.mktemp("staffed") / "data")
    make_user(made)
    signed = Staff(as_tested(create_app(made.settings())).test_client())
    assert signed.sign_in().status_code == 303
    return signed
