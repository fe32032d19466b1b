from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Archive


def every_address(app: Flask, archive: Archive) -> list[str]:
    """Return an address for each route of the application, and some that lead nowhere."""
    values = {
        "document_id": archive.ids["checklista"],
        "number": 1,
        "slug": "kunskapsseminarium-i",
        "filename": "style.css",
        "ending": "csv",
    }
    with app.test_request_context():
        routes = [
            rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
            for rule in app.url_map.iter_rules()
        ]
    found = [built[1] for built in routes if built]
    assert len(found) == len(list(app.url_map.iter_rules()))
    gone = f"/dokument/{archive.ids['borttaget']}"
    return [*found, "/nowhere", "/api/nowhere", gone, "/sok?sida=-1", "/api/v1/search?size=0"]


def test_every_answer_has_every_header(app: Flask, client: FlaskClient, archive: Archive) -> None:
    for address in every_address(app, archive):
        for response in (client.get(address, buffered=True), client.post(address)):
            headers = response.headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address
            assert "frame-ancestors 'none'" in policy, address
            assert "unsafe" not in policy, address
            assert headers["X-Content-Type-Options"] == "nosniff", address
            assert headers["Referrer-Policy"] == "same-origin", address
            assert "camera=()" in headers["Permissions-Policy"], address
            assert "Accept-Encoding" in headers["Vary"], address
            assert "Set-Cookie" not in headers, address
            assert "Cache-Control" in headers, address
            assert response.status_code < 500, address


def test_pages_hold_no_inline_code_or_style(app: Flask, client: FlaskClient, archive: Archive) -> None:
    for address in every_address(app, archive):
        response = client.get(address, buffered=True)
        if response.mimetype == "text/html":
            assert " style=" not in response.text, address
            assert "<style" not in response.text, address
            assert " onclick=" not in response.text, address
            data = response.text.count('<script type="application/ld+json">')  # is never run
            assert response.text.count("<script") - data == response.text.count("<script src="), address


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, archive: Archive) -> None:
    for address in (
        "/",
        f"/dokument/{archive.ids['checklista']}",
        f"/dokument/{archive.ids['checklista']}/original",
        "/sok?q=samverkan",
        "/api/v1/search?q=samverkan",
    ):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address


def test_static_files_are_kept_under_an_address_that_names_their_content(client: FlaskClient) -> None:
    html = client.get("/").text
    style = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
    response = client.get(style)
    assert "?v=" in style
    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Cache-Control"]


def test_sample_material_and_results_ask_not_to_be_listed(client: FlaskClient, archive: Archive) -> None:
    sample, real = archive.ids["fientlig"], archive.ids["checklista"]
    for address in (
        f"/dokument/{sample}",
        f"/dokument/{sample}/sida/1",
        f"/dokument/{sample}/original",
        "/sok?q=x",
    ):
        response = client.get(address)
        assert response.headers["X-Robots-Tag"] == "noindex", address
        if response.mimetype == "text/html":
            assert '<meta name="robots" content="noindex">' in response.text
    assert "X-Robots-Tag" not in client.get(f"/dokument/{real}").headers
    assert "noindex" not in client.get(f"/dokument/{real}").text
