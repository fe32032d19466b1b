"""Signing in and out: sessions and their end, guesses slowed, a form that outlives a session."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from archive.catalogue import open_catalogue, tables
from archive.catalogue.staff.signing import users
from archive.dates import now
from archive.settings import StaffSettings
from tests.web.conftest import Archive, as_tested, make_archive
from tests.web.staff.conftest import NAME, PASSWORD, Staff, make_user
from web import create_app
from web.staff.signing import member, slowing

COOKIE = "helixarkivet_personal"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')

Another = Callable[[], Staff]


def app_with(archive: Archive, *, staff: dict[str, Any] | None = None, **web: Any) -> Flask:
    settings = archive.settings(**web).model_copy(update={"staff": StaffSettings(**(staff or {}))})
    return as_tested(create_app(settings))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let the sign-in of every session be so much older than it is."""

    def pass_by(time: timedelta) -> None:
        monkeypatch.setattr(member, "now", lambda: now() + time)

    return pass_by


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One archive for the tests here; they change its users alone."""
    made = make_archive(tmp_path_factory.mktemp("signing") / "data")
    for name in (NAME, "bo", "ida"):
        make_user(made, name)
    return made


@pytest.fixture(scope="module")
def shared_app(staffed: Archive) -> Flask:
    return as_tested(create_app(staffed.settings()))


@pytest.fixture
def staff_app(shared_app: Flask) -> Flask:
    """The application, nobody's attempts counted yet."""
    slowing.counted_by(shared_app).reset()
    return shared_app


def test_without_staff_there_are_no_such_pages(client: FlaskClient) -> None:
    for path in (
        "/personal",
        "/personal/",
        "/personal/logga-in",
        "/personal/logga-ut",
        "/personal/finns-inte",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_nobody_comes_in_without_signing_in(another: Another) -> None:
    stranger = another()
    answer = stranger.get("/personal/?a=b")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/personal/logga-in?vidare=%2Fpersonal%2F%3Fa%3Db"
    assert stranger.client.post("/personal/logga-ut").status_code == 401
    assert stranger.get("/personal/finns-inte").status_code == 302
    by_script = stranger.get("/personal/", headers={"Sec-Fetch-Dest": "empty"})
    assert by_script.status_code == 401


def test_signing_in_leads_on_and_out_again(another: Another) -> None:
    somebody = another()
    assert somebody.sign_in(password="fel-lösenord-helt").status_code == 403
    assert somebody.sign_in(" EVA.Exempel ").headers["Location"] == "/personal/"
    assert "Logga ut eva.exempel" in somebody.get("/personal/").text
    assert "Du är inloggad som eva.exempel" in somebody.get("/personal/logga-in").text
    assert somebody.post("/personal/logga-ut").status_code == 303
    assert somebody.get("/personal/").status_code == 302


@pytest.mark.parametrize(
    ("onward", "led"),
    [
        ("/personal/mappen?a=%C3%A5", "/personal/mappen?a=%C3%A5"),
        ("https://evil.example/personal/", "/personal/"),
        ("//evil.example/personal/", "/personal/"),
        ("/\\evil.example", "/personal/"),
        ("/personal/\\..\\..", "/personal/"),
        ("/personal/../", "/personal/"),
        ("/personal/\r\nSet-Cookie: a=b", "/personal/"),
        ("/personal/logga-in?vidare=/personal/logga-in", "/personal/"),
        ("javascript:alert(1)", "/personal/"),
        ("/sok", "/personal/"),
    ],
)
def test_signing_in_leads_to_no_place_but_the_staffs(another: Another, onward: str, led: str) -> None:
    somebody = another()
    sent = {"csrf_token": somebody.token(), "namn": NAME, "losenord": PASSWORD, "vidare": onward}
    assert somebody.client.post("/personal/logga-in", data=sent).headers["Location"] == led


def test_a_form_without_its_token_or_from_another_site_is_refused(staff: Staff) -> None:
    for sent in ({}, {"csrf_token": ""}, {"csrf_token": "x"}):
        answer = staff.client.post("/personal/logga-ut", data=sent)
        assert answer.status_code == 400
        assert "Formuläret kunde inte tas emot" in answer.text
    cross = {"Sec-Fetch-Site": "cross-site"}
    token = {"csrf_token": staff.token("/personal/")}
    assert staff.client.post("/personal/logga-ut", data=token, headers=cross).status_code == 400
    assert staff.get("/personal/").status_code == 200


def test_a_sign_in_page_that_stood_open_too_long_is_shown_again(another: Another) -> None:
    answer = another().client.post("/personal/logga-in", data={"namn": NAME, "losenord": PASSWORD})
    assert answer.status_code == 400
    assert f'value="{NAME}"' in answer.text
    assert PASSWORD not in answer.text


def test_the_cookie_is_for_these_pages_alone(staff: Staff) -> None:
    cookie = staff.client.get_cookie(COOKIE, path="/personal")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert not cookie.secure
    for address in ("/", "/sok?q=samverkan", "/om", "/finns-inte", "/personalia"):
        answer = staff.get(address, headers={"Cookie": f"{COOKIE}={cookie.value}"})
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert NAME not in answer.text


@pytest.mark.parametrize(
    ("web", "base_url", "headers"),
    [
        ({"base_url": "https://arkiv.example/arkiv"}, "http://localhost", {}),
        (
            {"base_url": "/arkiv", "trusted_proxies": ["127.0.0.1"]},
            "http://localhost",
            {"X-Forwarded-Proto": "https"},
        ),
        ({"base_url": "/arkiv"}, "https://localhost", {}),
    ],
    ids=["by base_url", "by the proxy", "by the request"],
)
def test_under_https_and_below_a_path_the_cookie_goes_nowhere_else(
    staffed: Archive, web: dict[str, Any], base_url: str, headers: dict[str, str]
) -> None:
    client = app_with(staffed, **web).test_client()
    for path in ("/arkiv/personal/logga-in", "/personal/logga-in"):  # left in place, stripped by the proxy
        cookie = client.get(path, base_url=base_url, headers=headers).headers["Set-Cookie"]
        assert "; Secure; HttpOnly; Path=/arkiv/personal; SameSite=Lax" in cookie
    answer = client.get("/arkiv/personal/", base_url=base_url, headers=headers)
    assert answer.headers["Location"].startswith("/arkiv/personal/logga-in?vidare=%2Farkiv%2Fpersonal%2F")


def test_a_new_password_and_a_removed_user_end_every_session(another: Another, staffed: Archive) -> None:
    one, other = another(), another()
    for each in (one, other):
        each.sign_in("ida")
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        users.set_password(session, "ida", PASSWORD)
    assert [each.get("/personal/").status_code for each in (one, other)] == [302, 302]
    one.sign_in("ida")
    assert one.get("/personal/").status_code == 200
    with catalogue.write() as session:
        users.remove(session, "ida")
    catalogue.close()
    assert one.get("/personal/").status_code == 302


def test_a_stolen_cookie_lasts_no_longer_than_the_session(
    staff: Staff, another: Another, later: Callable[[timedelta], None]
) -> None:
    stolen = staff.client.get_cookie(COOKIE, path="/personal")
    assert stolen is not None
    thief = another()
    later(timedelta(hours=9.99))
    thief.client.set_cookie(COOKIE, stolen.value, path="/personal")
    assert thief.get("/personal/").status_code == 200
    thief.post("/personal/finns-inte")  # whatever renews the cookie does not renew the sign-in
    later(timedelta(hours=10))
    assert thief.get("/personal/").status_code == 302
    assert staff.get("/personal/").status_code == 302


@pytest.mark.parametrize("at", [0, 5, -5, -1])
def test_a_cookie_that_was_changed_lets_nobody_in(staff: Staff, at: int) -> None:
    cookie = staff.client.get_cookie(COOKIE, path="/personal")
    assert cookie is not None
    changed = list(cookie.value)
    changed[at] = "A" if changed[at] != "A" else "B"
    if at == -1:  # the last letter of a signature has bits that do not count
        changed = changed[:-2]
    staff.client.set_cookie(COOKIE, "".join(changed), path="/personal")
    assert staff.get("/personal/").status_code == 302


def test_signing_in_begins_a_session_of_its_own(another: Another) -> None:
    """What somebody else may have put into the browser before (session fixation) is gone."""
    somebody = another()
    with somebody.client.session_transaction(path="/personal/", base_url="http://localhost") as session:
        session["planted"] = "x"
    token = somebody.token()
    somebody.sign_in()
    assert somebody.client.post("/personal/logga-ut", data={"csrf_token": token}).status_code == 400


def test_what_was_typed_outlives_the_session(
    staff: Staff, another: Another, later: Callable[[timedelta], None], staffed: Archive
) -> None:
    sent = {"csrf_token": staff.token("/personal/"), "titel": '<b>"Åäö"</b>\nrad två', "val": ["a", "b"]}
    later(timedelta(hours=11))
    answer = staff.client.post("/personal/logga-ut?a=b", data=sent)
    assert answer.status_code == 401
    assert "Skicka igen" in answer.text
    assert '<form action="/personal/logga-ut?a=b" method="post">' in answer.text
    again = [(unescape(name), unescape(value)) for name, value in _HIDDEN.findall(answer.text)]
    assert ("titel", sent["titel"]) in again
    assert [value for name, value in again if name == "val"] == ["a", "b"]
    later(timedelta(0))
    staff.sign_in()  # in another window of the same browser
    assert staff.client.post("/personal/logga-ut?a=b", data=MultiDict(again)).status_code == 303
    other = another()
    other.sign_in("bo")
    foreign = other.client.post("/personal/logga-ut", data=MultiDict(again))
    assert foreign.status_code == 400
    assert "&lt;b&gt;&#34;Åäö&#34;&lt;/b&gt;" in foreign.text
    assert '<form action="/personal/logga-ut?a=b"' not in foreign.text


def test_what_was_typed_is_to_be_copied_where_signing_out_has_ended_its_session(
    staff: Staff, staffed: Archive
) -> None:
    marks = {"sedd": "5ee0", "visat-titel": "5ee1"}
    sent = {"csrf_token": staff.token("/personal/"), "titel": "Ny titel", **marks}
    staff.post("/personal/logga-ut")
    staff.get("/personal/logga-in")  # it has a token, of another session
    answer = staff.client.post("/personal/publicering/regel", data=sent)
    assert answer.status_code == 401
    assert "Skicka igen" not in answer.text
    assert "<li>Ny titel</li>" in answer.text
    assert "5ee" not in answer.text


def test_another_user_of_the_same_browser_sends_no_form_of_the_one_before(
    staff: Staff, staffed: Archive
) -> None:
    token = staff.token("/personal/")
    staff.sign_in("bo")
    assert staff.client.post("/personal/logga-ut", data={"csrf_token": token}).status_code == 400


def attempt(
    browser: Staff, address: str, name: str = NAME, password: str = "fel-lösenord-helt"
) -> TestResponse:
    where = {"REMOTE_ADDR": address}
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.client.get("/personal/logga-in").text)
    assert found
    sent = {"csrf_token": found[1], "namn": name, "losenord": password}
    return browser.client.post("/personal/logga-in", data=sent, environ_base=where)


def test_guesses_are_slowed_for_who_guesses_and_nobody_else(another: Another, staffed: Archive) -> None:
    guesser, other = another(), another()
    assert [attempt(guesser, "10.0.0.1").status_code for _ in range(5)] == [403] * 5
    slowed = attempt(guesser, "10.0.0.1", password=PASSWORD)
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= 60
    assert "för många försök. Försök igen om en minut" in slowed.text
    assert slowed.headers["Cache-Control"] == "no-store"
    assert attempt(guesser, "10.0.0.1", "bo", PASSWORD).status_code == 303
    assert attempt(other, "10.0.0.2", password=PASSWORD).status_code == 303


def test_one_password_for_many_names_is_slowed_too_also_from_a_network_of_one_owner(another: Another) -> None:
    guesser = another()
    answers = [attempt(guesser, f"2001:db8::{number:x}", f"namn{number}").status_code for number in range(21)]
    assert answers == [403] * 20 + [429]
    assert attempt(guesser, "2001:db8:0:1::1", "namn99").status_code == 403


def test_a_name_guessed_from_everywhere_is_slowed_but_not_for_its_owners_browser(
    staff: Staff, another: Another, later: Callable[[timedelta], None], staff_app: Flask
) -> None:
    with staff_app.test_request_context():
        for number in range(100):
            slowing.failed(f"10.1.{number}.1", NAME)
    assert attempt(another(), "10.2.0.1", password=PASSWORD).status_code == 429
    later(timedelta(hours=11))
    assert staff.get("/personal/").status_code == 302
    assert attempt(staff, "10.2.0.1", password=PASSWORD).status_code == 303


def test_signing_in_often_is_no_guessing(another: Another) -> None:
    assert {another().sign_in().status_code for _ in range(7)} == {303}


def test_a_sign_in_is_written_down(staff: Staff, staffed: Archive) -> None:
    catalogue = open_catalogue(staffed.data)
    with catalogue.read() as session:
        assert session.get_one(tables.User, NAME).signed_in_at is not None
    catalogue.close()


def test_a_trusted_proxy_names_who_is_signed_in(staffed: Archive) -> None:
    app = app_with(staffed, staff={"user_header": "X-Remote-User"}, trusted_proxies=["10.0.0.0/8"])
    proxy, direct = {"REMOTE_ADDR": "10.0.0.1"}, {"REMOTE_ADDR": "192.0.2.1"}
    client = app.test_client()

    def asked(value: str, via: dict[str, str], path: str = "/personal/") -> TestResponse:
        headers = {"X-Remote-User": value.encode().decode("latin-1")}
        return client.get(path, headers=headers, environ_base=via)

    answer = asked(" Åsa  Öberg ", proxy)
    assert answer.status_code == 200
    assert "Logga ut åsa öberg" in answer.text
    for value in ("", "  ", "eva, admin", "x" * 65, "eva\u202e"):
        assert asked(value, proxy).status_code == 302, value
    assert asked("eva", direct).status_code == 302
    assert client.get("/personal/", environ_base={**direct, "HTTP_X_REMOTE_USER": "eva"}).status_code == 302
    refused = asked("", proxy, "/personal/logga-in")
    assert refused.status_code == 403
    assert "organisations inloggning" in refused.text
    assert "losenord" not in refused.text
    assert "åsa" not in asked("Åsa Öberg", proxy, "/").text


def test_with_the_proxy_a_form_needs_its_token_and_the_same_person(staffed: Archive) -> None:
    app = app_with(staffed, staff={"user_header": "X-Remote-User"}, trusted_proxies=["10.0.0.0/8"])
    browser = Staff(app.test_client())
    via: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "10.0.0.1"}}
    eva, bo = ({"X-Remote-User": name} for name in ("eva", "bo"))
    page = browser.client.get("/personal/", headers=eva, **via).text
    (token,) = re.findall(r'name="csrf_token" value="([^"]+)"', page)
    sent = {"csrf_token": token}
    assert browser.client.post("/personal/logga-ut", headers=eva, **via).status_code == 400
    explained = browser.client.post("/personal/logga-ut", data=sent, headers=eva, **via)
    assert (explained.status_code, "Du loggar inte ut här" in explained.text) == (200, True)
    assert browser.client.post("/personal/logga-ut", data=sent, headers=bo, **via).status_code == 400


def test_with_the_proxy_a_session_of_before_counts_no_more(staff: Staff, staffed: Archive) -> None:
    cookie = staff.client.get_cookie(COOKIE, path="/personal")
    assert cookie is not None
    app = app_with(staffed, staff={"user_header": "X-Remote-User"}, trusted_proxies=["10.0.0.0/8"])
    client = app.test_client()
    client.set_cookie(COOKIE, cookie.value, path="/personal")
    assert client.get("/personal/").status_code == 302


def test_what_is_not_there_is_told_in_the_staffs_layout_and_kept_by_nobody(staff: Staff) -> None:
    for answer in (staff.get("/personal/finns-inte"), staff.get("/personal/logga-ut")):
        assert answer.status_code in (404, 405)
        assert "Logga ut eva.exempel" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
    large = staff.client.post("/personal/logga-ut", data={"csrf_token": "x" * 300_000})
    assert large.status_code == 413
    assert "större än vad sidan tar emot" in large.text


def test_an_error_of_ours_tells_nothing(
    staff: Staff, staff_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("hemlig uppgift")

    monkeypatch.setattr("web.staff.home.waiting", fail)
    monkeypatch.setitem(staff_app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = staff.get("/personal/")
    assert answer.status_code == 500
    assert "hemlig" not in answer.text
    assert "Felet är vårt" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_of_the_staff_are_kept_by_nobody(staff: Staff) -> None:
    for answer in (
        staff.get("/personal/"),
        staff.get("/personal/logga-in"),
        staff.client.post("/personal/logga-ut"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_menu_says_where_one_is(staff: Staff) -> None:
    assert '<a href="/personal/" aria-current="page">Att göra</a>' in staff.get("/personal/").text
