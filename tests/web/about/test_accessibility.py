"""The accessibility statement has every part that the law asks for; its register tells of each document."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document, FieldValue, Version
from archive.dates import now
from archive.settings import AccessibilitySettings, Settings
from tests.web.conftest import Archive, as_tested
from web import create_app

FILLED = AccessibilitySettings(
    actor="Länsstyrelsen Skåne",
    assessed="2027-02-01",
    updated="2027-02-03",
    method="extern",
    shortcomings=["Kartan saknar text, den byts ut 2028."],
    burdensome=["Inskannade protokoll, 900 sidor, skulle ta ett år att skriva av."],
    outside=["Föreläsningar som andra har filmat."],
)


def opened(archive: Archive, said: AccessibilitySettings, **web: Any) -> FlaskClient:
    values = {name: getattr(archive.settings(**web), name) for name in Settings.model_fields}
    return as_tested(create_app(Settings(**{**values, "accessibility": said}))).test_client()


def test_the_statement_has_the_eleven_parts(archive: Archive) -> None:
    """As Digg lists them: who, what, how far, what not, two dates, method, telling, reporting, 12 §, 9 §."""
    html = opened(archive, FILLED, contact="arkiv@example.org").get("/tillganglighet").text
    for part in (
        "Länsstyrelsen Skåne",
        "Helixarkivet, <a",
        "delvis förenlig",
        "Kartan saknar text, den byts ut 2028.",
        '<time datetime="2027-02-01">1 februari 2027</time>',
        '<time datetime="2027-02-03">3 februari 2027</time>',
        "Någon utifrån har granskat",
        "mailto:arkiv@example.org?subject=",
        "https://www.digg.se/tdosanmalan",
        "Inskannade protokoll",
        "Föreläsningar som andra har filmat.",
    ):
        assert part in html, part
    assert "inte färdig" not in html
    assert html.count("<h1") == 1


def test_a_statement_that_nobody_filled_in_says_so(client: FlaskClient) -> None:
    html = client.get("/tillganglighet").text
    assert "Redogörelsen är inte färdig" in html
    for name in ("accessibility.actor", "accessibility.assessed", "accessibility.updated", "web.contact"):
        assert f"<code>{name}</code>" in html


def test_every_page_leads_to_the_statement(client: FlaskClient, archive: Archive) -> None:
    for address in ("/", "/sok", "/om", f"/dokument/{archive.ids['checklista']}", "/finns-inte"):
        assert 'href="/tillganglighet"' in client.get(address).text


@pytest.fixture
def told(own_archive: Archive) -> Archive:
    """An archive in which documents have, lack and do not tell of each thing."""
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:

        def version(key: str) -> Version:
            document = session.get_one(Document, own_archive.ids[key])
            return next(each for each in document.versions if each.number == document.version)

        version("checklista").embedded = {"tagged": "no"}
        version("rapport-1").embedded = {"tagged": "yes"}
        version("rapport-1").counts = {"images_without_alt_text": 2}
        for key, stated in (("checklista", "2017-05-02"), ("rapport-1", "2018"), ("rapport-2", "2018-09-23")):
            session.add(
                FieldValue(
                    document_id=own_archive.ids[key],
                    field="first_published",
                    origin="listing",
                    value=stated,
                    set_at=now(),
                )
            )
        session.get_one(Document, own_archive.ids["rapport-3"]).taken_down_at = now()
    catalogue.close()
    return own_archive


def test_the_register_tells_what_each_document_has_and_lacks(told: Archive) -> None:
    client = as_tested(create_app(told.settings())).test_client()
    html = client.get("/tillganglighet/dokument").text
    rows = {key: _row(html, document) for key, document in told.ids.items()}
    assert "<strong>nej</strong>" in rows["checklista"]
    assert rows["checklista"].rstrip().endswith("<td>ja</td></tr>")  # from before the law
    assert "<td>ja</td>" in rows["rapport-1"]
    assert "<td>2</td>" in rows["rapport-1"]
    for key in ("rapport-1", "rapport-2"):  # a year alone may have been after, and the day itself is
        assert "nej, eller inte angivet" in rows[key]
    for key in ("rapport-3", "dold", "borttaget"):
        assert rows[key] == ""
    shown = int(re.search(r"<caption>(\d+) filer</caption>", html)[1])  # type: ignore[index]
    assert shown == sum(bool(row) for row in rows.values()) == html.count("<tr><th") - 1
    statement = client.get("/tillganglighet").text
    assert f"{shown} filer finns i arkivet" in statement
    assert "1 PDF saknar taggar" in statement
    assert "1 fil är enligt sina uppgifter först publicerad före" in statement


def test_pages_of_the_register_that_are_not_there(client: FlaskClient) -> None:
    assert client.get("/tillganglighet/dokument?sida=2").status_code == 404
    for wrong in ("0", "x", "-1", "1.5", "²"):
        assert client.get("/tillganglighet/dokument", query_string={"sida": wrong}).status_code == 400
    assert client.get("/tillganglighet/dokument?sida=99999999999999999999").status_code == 404


def test_a_reader_asks_for_a_version_that_they_can_read(
    client: FlaskClient, client_with: Callable[..., FlaskClient], archive: Archive
) -> None:
    address = f"/dokument/{archive.ids['checklista']}"
    assert "Begär tillgänglig version" not in client.get(address).text  # nobody to ask
    html = client_with(contact="arkiv@example.org").get(address).text
    link = unescape(re.search(r'href="(mailto:[^"]*)">Begär tillgänglig version', html)[1])  # type: ignore[index]
    asked = parse_qs(urlsplit(link).query)
    assert urlsplit(link).path == "arkiv@example.org"
    assert asked["subject"][0].startswith("Begäran om tillgänglig version: ")
    assert f"http://localhost{address}?version=2\r\n" in asked["body"][0]


def _row(html: str, document: str) -> str:
    found = re.search(rf'<tr><th scope="row"><a href="/dokument/{document}".*?</tr>', html)
    return found[0] if found else ""
