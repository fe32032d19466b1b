"""Signing in and out, and who may not come in."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff


def test_without_staff_there_are_no_such_pages(client: FlaskClient) -> None:
    assert client.get("/personal/").status_code == 404
    assert client.get("/personal/logga-in").status_code == 404


def test_nobody_comes_in_without_signing_in(another: Callable[[], Staff], staffed: Archive) -> None:
    stranger = another()
    answer = stranger.get("/personal/?a=b")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/personal/logga-in?vidare=%2Fpersonal%2F%3Fa%3Db"
    assert stranger.client.post("/personal/logga-ut").status_code == 401


def test_signing_in_leads_on_and_out_again(another: Callable[[], Staff]) -> None:
    somebody = another()
    assert somebody.sign_in(password="fel-lösenord-helt").status_code == 403
    assert somebody.sign_in().headers["Location"] == "/personal/"
    assert "Logga ut eva.exempel" in somebody.get("/personal/").text
    assert somebody.post("/personal/logga-ut").status_code == 303
    assert somebody.get("/personal/").status_code == 302


def test_a_form_without_its_token_is_refused(staff: Staff) -> None:
    assert staff.client.post("/personal/logga-ut").status_code == 400
    assert staff.get("/personal/").status_code == 200


def test_the_cookie_is_for_these_pages_alone(staff: Staff) -> None:
    cookie = staff.client.get_cookie("helixarkivet_personal", path="/personal")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    for address in ("/", "/sok?q=samverkan", "/om", "/finns-inte"):
        answer = staff.get(address)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_pages_of_the_staff_are_kept_by_nobody(staff: Staff) -> None:
    answer = staff.get("/personal/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
