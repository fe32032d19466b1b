"""The language of a page: the address's, else the browser's, else Swedish; and it goes along."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Archive

SWEDISH, ENGLISH = '<html lang="sv">', '<html lang="en">'


@pytest.mark.parametrize(
    ("header", "html"),
    [
        ("", SWEDISH),
        ("de", SWEDISH),
        ("sv-SE,sv;q=0.9,en;q=0.8", SWEDISH),
        ("en-GB,en;q=0.9,sv;q=0.8", ENGLISH),
        ("de,en;q=0.5", ENGLISH),
        (";;q=x,\xe5", SWEDISH),
    ],
)
def test_without_a_choice_the_browser_decides_and_caches_are_told(
    client: FlaskClient, header: str, html: str
) -> None:
    answer = client.get("/om", headers={"Accept-Language": header})
    assert html in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_address_decides_over_the_browser(client: FlaskClient) -> None:
    english = client.get("/om?lang=en", headers={"Accept-Language": "sv"})
    assert ENGLISH in english.text
    assert "Accept-Language" not in english.headers["Vary"]
    assert SWEDISH in client.get("/om?lang=sv", headers={"Accept-Language": "en"}).text
    assert SWEDISH in client.get("/om?lang=xx").text


def test_every_page_leads_on_in_the_language_that_was_chosen(client: FlaskClient, archive: Archive) -> None:
    one = archive.ids["bildspel"]
    for path in ("/", "/sok?q=samverkan", f"/dokument/{one}?q=samverkan", f"/dokument/{one}/sida/2"):
        address = f"http://localhost{path}{'&' if '?' in path else '?'}lang=en"
        html = client.get(address).text
        assert ENGLISH in html
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', html):  # what is permanent is a whole address
            parts = urlsplit(unescape(link))
            if not parts.path.endswith(("/original", ".ris", ".bib", ".json", ".pdf")):
                assert parse_qs(parts.query).get("lang") in (["en"], ["sv"]), link
        for form in html.split("<form ")[1:]:
            if 'method="get"' in form.partition(">")[0]:
                assert '<input type="hidden" name="lang" value="en">' in form.partition("</form>")[0]


def test_the_same_page_in_the_other_language_keeps_the_question_and_its_filters(client: FlaskClient) -> None:
    html = client.get("/sok?q=samverkan+polis&format=pdf&format=pptx&sida=1").text
    assert 'href="/sok?q=samverkan+polis&amp;format=pdf&amp;format=pptx&amp;sida=1&amp;lang=en"' in html
    html = client.get("/sok?q=samverkan&lang=en").text
    assert 'href="/sok?q=samverkan&amp;lang=sv" hreflang="sv"' in html


def test_no_address_of_a_hostile_path_leads_to_another_host(client: FlaskClient) -> None:
    html = client.get("//evil.example/x").text
    assert 'href="//evil' not in html
    assert "<b>" not in client.get("/%3Cb%3E").text


def test_dates_numbers_and_names_of_facets_are_english(client: FlaskClient) -> None:
    html = client.get("/sok?lang=en").text
    assert ">odaterad<" not in html
    assert "<span>Swedish</span>" in html
    assert " november " not in html
