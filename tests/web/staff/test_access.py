"""Who is refused at every address of the staff's, and that no public answer tells anything of them.

The addresses are those that the application has: what is added later is tried too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from archive.catalogue import Catalogue, open_catalogue, tables
from archive.catalogue.staff import decisions, requests
from archive.dates import now
from tests.web.conftest import Archive, as_tested, make_archive
from tests.web.crawling import crawl
from tests.web.staff.conftest import NAME, Staff, make_user
from web import create_app
from web.staff.addresses import MOUNTED
from web.staff.signing import member

COOKIE = "helixarkivet_personal"
SAID = "beslutsordet"
"""Stands in what staff decide and ask for alone, and in no document."""

OPEN = f"{MOUNTED}/logga-in"
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = make_archive(tmp_path_factory.mktemp("access") / "data")
    for name in (NAME, "bo"):
        make_user(made, name)
    catalogue = open_catalogue(made.data)
    _decide(catalogue, made)
    catalogue.close()
    return made


def _decide(catalogue: Catalogue, archive: Archive) -> None:
    """Let staff have decided, asked for and been offered something, so that every address leads somewhere."""
    one, other = archive.ids["checklista"], archive.ids["bildspel"]
    with catalogue.write() as session:
        decisions.record(session, NAME, SAID, one, subject=SAID, before=SAID, after={SAID: SAID})
        requests.ask(session, NAME, requests.RETRY, SAID)
        session.add(
            tables.Likeness(made_at=now(), kind="version", document_id=one, other_id=other, share=0.9)
        )
        session.add(tables.FolderRule(folder=SAID, review=True))
        session.add(
            tables.Harvested(
                page=SAID, address=f"https://{SAID}.example/", position=1, seen_at=now(), first_seen_at=now()
            )
        )


@pytest.fixture(scope="module")
def app(staffed: Archive) -> Flask:
    return as_tested(create_app(staffed.settings()))


@pytest.fixture(scope="module")
def signed(app: Flask) -> Staff:
    somebody = Staff(app.test_client())
    assert somebody.sign_in().status_code == 303
    return somebody


@pytest.fixture(scope="module")
def rules(app: Flask) -> tuple[Rule, ...]:
    found = tuple(rule for rule in app.url_map.iter_rules() if rule.rule.startswith(MOUNTED))
    assert len(found) > 2
    return found


def addresses(app: Flask, rules: tuple[Rule, ...], archive: Archive) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each address with real ids in it, and the methods that it answers."""
    filled = {
        "document_id": archive.ids["checklista"],
        "document": archive.ids["checklista"],
        "number": 1,
        "slug": "anna-exempel",
    }
    with app.test_request_context():
        for rule in rules:
            values = {name: filled.get(name, 1 if _is_number(rule, name) else "1") for name in rule.arguments}
            built = rule.build(values)
            assert built is not None, rule
            yield built[1], frozenset(rule.methods or ())


def _is_number(rule: Rule, name: str) -> bool:
    return type(rule._converters[name]).__name__ == "IntegerConverter"


def cookie_of(browser: Staff) -> str:
    cookie = browser.client.get_cookie(COOKIE, path=MOUNTED)
    assert cookie is not None
    return str(cookie.value)


def with_cookie(app: Flask, value: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(COOKIE, value, path=MOUNTED)
    return client


def state_of(archive: Archive) -> list[bytes]:
    """Return everything that the catalogue holds, and what lies in the folder."""
    import sqlite3

    with sqlite3.connect(archive.data / "catalogue.sqlite") as database:
        rows = "\n".join(database.iterdump()).encode()
    folder = archive.data.parent / "folder"
    return [rows, *(str(path.relative_to(folder)).encode() for path in sorted(folder.rglob("*")))]


def refused(answer: TestResponse) -> bool:
    """Tell whether an answer lets nobody in: to where one signs in, or 401; and tells nothing."""
    away = answer.status_code == 302 and urlsplit(answer.headers["Location"]).path == OPEN
    told = any(word in answer.text for word in (NAME, SAID, "Checklista"))
    return (
        (away or answer.status_code in (401, 405))
        and not told
        and answer.headers["Cache-Control"] == "no-store"
    )


@pytest.mark.parametrize("how", ["without sign-in", "expired", "tampered", "unsigned"])
def test_every_address_refuses_who_is_not_signed_in(
    app: Flask,
    rules: tuple[Rule, ...],
    signed: Staff,
    staffed: Archive,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = cookie_of(signed)
    token = signed.token("/personal/")
    if how == "expired":
        monkeypatch.setattr(member, "now", lambda: now() + timedelta(hours=11))
    elif how == "tampered":
        payload, stamp, signature = value.rsplit(".", 2)
        value = f"{payload}.{stamp}.{signature[::-1]}"
    elif how == "unsigned":
        value = value.rsplit(".", 2)[0]
    client = app.test_client() if how == "without sign-in" else with_cookie(app, value)
    before = state_of(staffed)
    open_ones = []
    for address, methods in addresses(app, rules, staffed):
        for method in (*sorted(methods), *UNSAFE):
            answer = client.open(
                address, method=method, data={"csrf_token": token} if method in UNSAFE else None
            )
            if urlsplit(address).path == OPEN:
                open_ones.append(address)
                assert answer.status_code in (200, 400, 401, 403, 405), (method, address)
                continue
            assert refused(answer), (method, address, answer.status)
    assert set(open_ones) == {OPEN}
    assert state_of(staffed) == before


@pytest.mark.parametrize("whose", ["none", "another session's", "another user's", "a reader's", "made up"])
def test_every_form_refuses_a_foreign_token(
    app: Flask, rules: tuple[Rule, ...], signed: Staff, staffed: Archive, whose: str
) -> None:
    other = Staff(app.test_client())
    if whose in ("another session's", "another user's"):
        other.sign_in(NAME if whose.startswith("another session") else "bo")
    token = {"none": "", "made up": signed.token("/personal/")[::-1]}.get(whose) or (
        other.token() if whose != "none" else ""
    )
    client = with_cookie(app, cookie_of(signed))
    before = state_of(staffed)
    for address, methods in addresses(app, rules, staffed):
        for method in methods & set(UNSAFE):
            for sent in ({"data": {"csrf_token": token}}, {"headers": {"X-CSRFToken": token}}):
                answer = client.open(address, method=method, **sent)  # type: ignore[arg-type]
                assert answer.status_code == 400, (method, address)
                assert answer.headers["Cache-Control"] == "no-store"
    assert state_of(staffed) == before


def test_every_page_opens_for_who_is_signed_in_and_is_kept_by_nobody(
    app: Flask, rules: tuple[Rule, ...], signed: Staff, staffed: Archive
) -> None:
    for address, methods in addresses(app, rules, staffed):
        if "GET" in methods:
            answer = signed.get(address)
            assert answer.status_code in (200, 302, 303, 404, 410), (address, answer.status)
            assert answer.headers["Cache-Control"] == "no-store", address
            assert answer.headers["X-Robots-Tag"] == "noindex", address


@pytest.mark.slow
def test_no_public_answer_tells_anything_of_staff_or_sets_a_cookie(
    signed: Staff, app: Flask, staffed: Archive
) -> None:
    told: list[str] = []

    class Listening(FlaskClient):
        def open(self, *args: object, **kwargs: object) -> TestResponse:  # type: ignore[override]
            answer: TestResponse = super().open(*args, **kwargs)  # type: ignore[arg-type]
            told.extend(f"{answer.request.path}: {what}" for what in staff_data(answer))
            return answer

    client = app.test_client()
    client.__class__ = Listening
    client.set_cookie(COOKIE, cookie_of(signed), path="/")  # wider than it ever is
    seen = crawl(client, "http://archive.test/")
    assert len(seen) > 100
    one = staffed.ids["checklista"]
    for path in (
        "/api/v1/openapi.json",
        f"/api/v1/documents/{one}",
        "/api/v1/documents?size=100",
        "/healthz",
        "/robots.txt",
        "/finns-inte",
        "/personalia",
        "/sok?q=beslutsordet",
        "/api/v1/search?q=eva.exempel",
    ):
        client.get(path)
    client.post("/sok")
    assert told == []


def staff_data(answer: TestResponse) -> Iterator[str]:
    """Yield what an answer tells of staff."""
    if "Set-Cookie" in answer.headers:
        yield "a cookie"
    if "Cookie" in answer.headers.get("Vary", ""):
        yield "differs by cookie"
    asked = answer.request.full_path
    if answer.mimetype.startswith(("text/", "application/")) and not answer.direct_passthrough:
        for word in (NAME, SAID, f"{MOUNTED}/", "csrf_token"):
            if word.encode() in answer.data and word not in asked:
                yield word
