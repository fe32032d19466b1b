from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.conftest import Archive
from tests.web.material import HOSTILE


def test_every_value_says_where_it_comes_from(client: FlaskClient, archive: Archive) -> None:
    html = client.get(f"/dokument/{archive.ids['checklista']}").text
    assert re.search(r"<dt>Titel</dt><dd>Checklista [^<]*<span class=\"origin\">från första sidan", html)
    assert re.search(
        r"<dt>Organisation</dt><dd>Länsstyrelsen Skåne <span class=\"origin\">från sidofilen", html
    )
    assert "<dt>Talare</dt><dd>talare ej angiven</dd>" in html
    assert "<dt>Seminariets datum</dt><dd>odaterad</dd>" in html
    assert "från mappen" in html


def test_pages_are_listed_with_their_first_lines_and_own_labels(
    client: FlaskClient, archive: Archive
) -> None:
    html = client.get(f"/dokument/{archive.ids['checklista']}").text
    assert "Sida 2 · <span>Ansvar och tider</span>" in html
    assert "Sida A-1 (3)" in html
    assert "Samverkan mellan kommun och polis bygger" in html
    assert html.count("Checklista för överenskommelser om samverkan</span>") == 1


def test_a_question_points_out_its_pages(client: FlaskClient, archive: Archive) -> None:
    html = client.get(f"/dokument/{archive.ids['checklista']}?q=avhoppare").text
    assert "”avhoppare” finns på 1 av dem." in html
    assert html.count('class="hit"') == 1
    assert "/sida/4?q=avhoppare" in html


def test_versions_can_be_read_and_say_that_a_newer_one_exists(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}"
    latest, first = client.get(url).text, client.get(f"{url}?version=1").text
    assert "avhoppare" in latest
    assert "avhoppare" not in first
    assert "Det finns en nyare version (2)" in first
    assert "Det finns en nyare version" not in latest
    assert f"{url}/sida/1?version=1" in first  # what is read from here stays in the version
    assert client.get(f"{url}/sida/4").status_code == 200
    assert client.get(f"{url}/sida/4?version=1").status_code == 404


def test_a_version_that_is_none_is_explained(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}"
    for version, status in (
        ("0", 404),
        ("3", 404),
        ("9" * 40, 404),
        ("x", 400),
        ("-1", 400),
        ("²", 400),
        ("", 200),
    ):
        assert client.get(f"{url}?version={version}").status_code == status, version
        assert client.get(f"{url}/original?version={version}").status_code == status, version


def test_a_lecture_elsewhere_is_a_link(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['lank']}"
    html = client.get(url).text
    assert 'href="https://example.org/film?a=1&amp;b=2" rel="external noopener noreferrer"' in html
    assert "på annan webbplats" in html
    assert client.get(f"{url}/original").status_code == 404


def test_what_could_not_be_read_is_said(client: FlaskClient, archive: Archive) -> None:
    partial = client.get(f"/dokument/{archive.ids['delvis']}").text
    assert "Delar av filen kunde inte läsas" in partial
    assert "2 av 3 sidor kunde läsas" in partial
    assert "ingen text som går att söka i" in client.get(f"/dokument/{archive.ids['inskannad']}").text


def test_hostile_values_are_text_everywhere(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['fientlig']}"
    for address in (url, f"{url}/sida/1", f"{url}/sida/1?q=alert", f"/sok?q={HOSTILE}", f"{url}?q={HOSTILE}"):
        html = client.get(address).text
        assert "<script>alert" not in html, address
        assert "<b>Ond" not in html, address
        assert "49" not in re.sub(r"[0-9a-f]{12,}", "", html), address  # no template in a template
    assert str(escape(HOSTILE)) in client.get(url).text
    assert "Exempelmaterial." in client.get(url).text


def test_the_original_is_a_download_under_its_own_name(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}/original"
    response = client.get(url)
    assert response.data.startswith(b"%PDF-1.7 checklista")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=checklista.pdf"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert client.get(f"{url}?version=1").data != response.data
    html = client.get(url.removesuffix("/original")).text
    assert "Ladda ner original (PDF, 2 kB)" in html


def test_a_file_name_with_anything_in_it_stays_a_file_name(client: FlaskClient, archive: Archive) -> None:
    disposition = client.get(f"/dokument/{archive.ids['fientlig']}/original").headers["Content-Disposition"]
    encoded = disposition.partition("filename*=UTF-8''")[2]
    assert unquote(encoded) == 'åäö "citat"; filename=x.exe Set-Cookie: a=b.pdf'
    assert "\n" not in disposition


def test_an_original_is_sent_in_parts_where_asked(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}/original"
    whole = client.get(url)
    assert whole.headers["Accept-Ranges"] == "bytes"
    size = len(whole.data)
    for asked, first, last in (
        ("bytes=5-7", 5, 7),
        ("bytes=5-", 5, size - 1),
        ("bytes=-3", size - 3, size - 1),
        ("bytes=-999999", 0, size - 1),
        ("bytes=0-999999", 0, size - 1),
    ):
        part = client.get(url, headers={"Range": asked})
        assert (part.status_code, part.data) == (206, whole.data[first : last + 1]), asked
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{size}", asked
    for beyond in ("bytes=999999-", "bytes=-0"):
        refused = client.get(url, headers={"Range": beyond})
        assert (refused.status_code, refused.headers["Content-Range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "items=0-1", "bytes=7-5", "bytes=-", "bytes", "bytes=å-"])
def test_a_range_that_is_none_of_ours_gets_the_whole_file(
    client: FlaskClient, archive: Archive, asked: str
) -> None:
    url = f"/dokument/{archive.ids['checklista']}/original"
    response = client.get(url, headers={"Range": asked})
    assert (response.status_code, response.data) == (200, client.get(url).data)


def test_preconditions_come_before_parts(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}/original"
    etag, part = client.get(url).headers["ETag"], {"Range": "bytes=5-7"}
    for headers, status, length in (
        ({"If-None-Match": etag}, 304, 0),
        ({"If-Match": '"another"'}, 412, 0),
        ({"If-Match": etag}, 206, 3),
        ({"If-Range": etag}, 206, 3),
    ):
        response = client.get(url, headers=part | headers)
        assert (response.status_code, len(response.data)) == (status, length), headers
    assert client.get(url, headers=part | {"If-Range": '"another"'}).status_code == 200
    assert client.head(url, headers=part).status_code == 200
    refused = client.get("/", headers={"If-Match": '"another"'})
    assert (refused.status_code, refused.data) == (412, b"")


def test_a_text_file_says_nothing_of_an_encoding_that_nobody_knows(
    client: FlaskClient, archive: Archive
) -> None:
    assert client.get(f"/dokument/{archive.ids['english']}/original").headers["Content-Type"] == "text/plain"


def test_an_original_that_holds_withheld_parts_is_not_offered(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['bildspel']}"
    assert "Originalet erbjuds inte" in client.get(url).text
    assert client.get(f"{url}/original").status_code == 404


def test_an_original_that_is_missing_from_the_disk_is_said_to_be(own_archive: Archive) -> None:
    from archive.kept.originals import Originals
    from tests.web.conftest import as_tested
    from web import create_app

    for path in Originals(own_archive.data).root.rglob("*"):
        if path.is_file():
            path.unlink()
    client = as_tested(create_app(own_archive.settings())).test_client()
    url = f"/dokument/{own_archive.ids['delvis']}"
    assert "går inte att hämta just nu" in client.get(url).text
    assert client.get(f"{url}/original").status_code == 404
