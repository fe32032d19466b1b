"""The page where a document is cited, and its files: every version by its own address, no sample."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from lxml import html

from archive.settings import AccessibilitySettings
from tests.web.citing.parsing import read_bibtex, read_ris
from tests.web.conftest import Archive, as_tested
from web import create_app

HERE = "https://example.org/arkiv"


@pytest.fixture
def client(client_with: Callable[..., FlaskClient]) -> FlaskClient:
    return client_with(base_url=HERE)


def citations(page: str) -> list[str]:
    return [part.text_content() for part in html.fromstring(page).find_class("citation")]


def test_a_document_is_cited_in_every_style_with_its_version(client: FlaskClient, archive: Archive) -> None:
    page = client.get(f"/arkiv/dokument/{archive.ids['checklista']}/citera").text
    told = citations(page)
    assert len(told) == 6  # an entry and a reference in each of three styles
    for entry in told[::2]:
        assert f"{HERE}/dokument/{archive.ids['checklista']}?version=2" in entry
    assert 'content="noindex"' in page


def test_a_slide_is_cited_with_its_number(client: FlaskClient, archive: Archive) -> None:
    told = citations(client.get(f"/arkiv/dokument/{archive.ids['bildspel']}/sida/2/citera").text)
    assert all("bild 2" in reference for reference in told[1::2])
    assert all("/sida/2?version=1" in entry for entry in told[::2])
    told = citations(client.get(f"/arkiv/dokument/{archive.ids['checklista']}/sida/3/citera").text)
    assert all("s. A-1" in reference.replace("\xa0", " ") for reference in told[1::2])


def test_an_older_version_says_that_there_is_a_newer(client: FlaskClient, archive: Archive) -> None:
    found = archive.ids["checklista"]
    older = client.get(f"/arkiv/dokument/{found}/citera?version=1").text
    assert "Det finns en nyare version (2)" in older
    assert "?version=1" in citations(older)[0]
    assert "nyare version (" not in client.get(f"/arkiv/dokument/{found}/citera").text


def test_document_and_page_lead_to_their_citation(client: FlaskClient, archive: Archive) -> None:
    found = archive.ids["checklista"]
    for path in (f"/dokument/{found}", f"/dokument/{found}/sida/2"):
        page = unescape(client.get(f"/arkiv{path}?q=samverkan&serie=vagledning-och-program").text)
        assert f'href="/arkiv{path}/citera?version=2&q=samverkan&serie=vagledning-och-program"' in page


def test_sample_material_is_not_cited(client: FlaskClient, archive: Archive) -> None:
    found = archive.ids["fientlig"]
    page = client.get(f"/arkiv/dokument/{found}/citera")
    assert page.status_code == 200
    assert "Därför finns det ingen källhänvisning" in page.text
    assert citations(page.text) == []
    for ending in ("ris", "bib", "json"):
        assert client.get(f"/arkiv/dokument/{found}/citera.{ending}").status_code == 404
    assert "/citera" not in client.get(f"/arkiv/dokument/{found}").text


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("ris", "application/x-research-info-systems"),
        ("bib", "application/x-bibtex"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_citation_is_a_file(client: FlaskClient, archive: Archive, ending: str, media_type: str) -> None:
    response = client.get(f"/arkiv/dokument/{archive.ids['bildspel']}/sida/2/citera.{ending}")
    assert response.status_code == 200
    assert response.mimetype == media_type
    name = f"helix-{archive.ids['bildspel']}-v1-2.{ending}"
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"
    text = response.data.decode("utf-8")
    url = f"{HERE}/dokument/{archive.ids['bildspel']}/sida/2?version=1"
    match ending:
        case "ris":
            assert read_ris(text)[0]["UR"] == [url]
        case "bib":
            assert read_bibtex(text)[0]["url"] == url
        case _:
            assert json.loads(text)[0]["URL"] == url


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dokument/{borttaget}/citera", 410),
        ("/dokument/{dold}/citera", 404),
        ("/dokument/{bildspel}/sida/3/citera", 404),  # a hidden slide
        ("/dokument/{bildspel}/sida/3/citera.ris", 404),
        ("/dokument/{bildspel}/citera.docx", 404),
        ("/dokument/{bildspel}/citera?version=9", 404),
        ("/dokument/{bildspel}/citera?version=x", 400),
        ("/dokument/nobody/citera", 404),
    ],
)
def test_what_may_not_be_seen_is_not_cited(
    client: FlaskClient, archive: Archive, path: str, status: int
) -> None:
    assert client.get(f"/arkiv{path.format(**archive.ids)}").status_code == status


def test_who_answers_for_the_archive_is_the_publisher(archive: Archive) -> None:
    settings = archive.settings().model_copy(
        update={"accessibility": AccessibilitySettings(actor="Länsstyrelsen Skåne")}
    )
    client = as_tested(create_app(settings)).test_client()
    text = client.get(f"/dokument/{archive.ids['bildspel']}/citera.ris").text
    assert read_ris(text)[0]["PB"] == ["Länsstyrelsen Skåne"]
