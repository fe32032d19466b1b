from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Archive
from web import create_app


def test_errors_are_pages_that_help(client: FlaskClient, archive: Archive) -> None:
    for address, status, said in (
        ("/nowhere", 404, "Sidan finns inte"),
        ("/dokument/nej", 404, "Det finns inget dokument med den adressen."),
        (f"/dokument/{archive.ids['borttaget']}", 410, "inte längre tillgängligt"),
        (f"/dokument/{archive.ids['checklista']}/sida/77", 404, "ingen sådan sida"),
        ("/sok?size=0", 400, "ett heltal från 1 till 100"),
        ("/%00/%ff", 404, "Sidan finns inte"),
    ):
        response = client.get(address)
        assert response.status_code == status, address
        assert said in response.text, address
        assert 'name="q"' in response.text, address
        assert "Traceback" not in response.text


def test_what_cannot_be_done_says_what_can(client: FlaskClient) -> None:
    response = client.post("/sok")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "Sidan går bara att läsa." in response.text
    problem = client.delete("/api/v1/search")
    assert (problem.status_code, problem.mimetype) == (405, "application/problem+json")


def test_a_fault_of_ours_is_a_page_and_tells_nothing(archive: Archive) -> None:
    app: Flask = create_app(archive.settings())

    def fails() -> str:
        raise RuntimeError("a secret detail")

    app.add_url_rule("/fails", view_func=fails)
    app.add_url_rule("/api/v1/fails", "api_fails", fails)
    client = app.test_client()
    response = client.get("/fails?q=minfråga")
    assert response.status_code == 500
    assert "Felet är vårt" in response.text
    assert "secret" not in response.text
    assert "Content-Security-Policy" in response.headers
    problem = client.get("/api/v1/fails")
    assert (problem.status_code, problem.mimetype) == (500, "application/problem+json")
    assert "secret" not in problem.text


def test_crawlers_are_kept_out_of_results_and_api(client: FlaskClient) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    told = response.text.splitlines()
    assert told[0] == "User-agent: *"
    assert {"Disallow: /sok", "Disallow: /konkordans", "Disallow: /api/"} <= set(told)
    assert told[-1] == "Sitemap: http://localhost/sitemap.xml"
