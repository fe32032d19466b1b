"""What the heads of pages tell: the right item for Zotero, JSON-LD that nothing can end, no guess."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from archive.catalogue import open_catalogue
from archive.kept.originals import Originals
from tests.web import material
from tests.web.citing.records import GUIDANCE, cited, document
from tests.web.citing.zotero import saved
from tests.web.conftest import Archive, as_tested
from web import create_app
from web.citing.head.meta import Addresses, linked_data, tags

HERE = "https://example.org/arkiv"
ADDRESSES = Addresses(f"{HERE}/", f"{HERE}/serie/x", f"{HERE}/dokument/abcdefghij?version=2", "")


@pytest.fixture
def client(client_with: Callable[..., FlaskClient]) -> FlaskClient:
    return client_with(base_url=HERE)


def text(client: FlaskClient, path: str) -> str:
    response = client.get(f"/arkiv{path}")
    assert response.status_code == 200
    return response.text


def test_a_talk_is_a_conference_paper(client: FlaskClient, archive: Archive) -> None:
    item = saved(text(client, f"/dokument/{archive.ids['bildspel']}"))
    assert item.kind == "conferencePaper"
    assert item.authors == [("Exempel", "Anna")]
    assert item.fields["title"] == "Samverkan i praktiken"
    assert item.fields["date"] == "2017/11/08"
    assert item.fields["conference"] == "Kunskapsseminarium I"
    assert item.fields["url"] == f"{HERE}/dokument/{archive.ids['bildspel']}?version=1"
    assert not item.pdf  # the original holds what is not published, and is no PDF


def test_guidance_is_a_report_with_its_pdf(client: FlaskClient, archive: Archive) -> None:
    found = archive.ids["checklista"]
    item = saved(text(client, f"/dokument/{found}"))
    assert item.kind == "report"
    assert item.authors == [("Länsstyrelsen Skåne", "")]
    assert item.fields["institution"] == "Länsstyrelsen Skåne"
    assert item.fields["date"] == ""  # odaterad: nothing is guessed
    assert item.pdf == f"{HERE}/dokument/{found}/original?version=2"
    response = client.get(item.pdf.removeprefix("https://example.org"))
    assert (response.status_code, response.mimetype) == (200, "application/pdf")


def test_a_lecture_elsewhere_is_a_web_page(client: FlaskClient, archive: Archive) -> None:
    item = saved(text(client, f"/dokument/{archive.ids['lank']}"))
    assert (item.kind, item.authors) == ("webpage", [("Prov", "Bo")])
    assert item.fields["title"] == "Kampen om kulturen – Mänskliga rättigheter för vem?"
    assert (item.fields["date"], item.pdf) == ("2018/05", "")


def test_a_page_is_its_document_with_the_place(client: FlaskClient, archive: Archive) -> None:
    slide = saved(text(client, f"/dokument/{archive.ids['bildspel']}/sida/2"))
    assert (slide.kind, slide.authors) == ("conferencePaper", [("Exempel", "Anna")])
    assert slide.fields["url"].endswith("/sida/2?version=1")
    page = saved(text(client, f"/dokument/{archive.ids['checklista']}/sida/3"))
    assert (page.kind, page.fields["page"]) == ("report", "A-1")
    assert page.pdf


def test_an_older_version_cites_itself(client: FlaskClient, archive: Archive) -> None:
    found = archive.ids["checklista"]
    assert saved(text(client, f"/dokument/{found}?version=1")).fields["url"].endswith("?version=1")


def test_sample_material_tells_nothing_but_its_title(client: FlaskClient, archive: Archive) -> None:
    for path in ("", "/sida/1"):
        page = text(client, f"/dokument/{archive.ids['fientlig']}{path}")
        assert saved(page).kind == ""
        assert "ld+json" not in page


@pytest.mark.parametrize(
    ("speakers", "authors"),
    [
        (("Anna Ek", "Bo Karl Al"), [("Ek", "Anna"), ("Al", "Bo Karl")]),
        (("Margaretha af Prov",), [("af Prov", "Margaretha")]),
        (("Maria Anna af Prov",), [("Prov", "Maria Anna af")]),  # else she would be two people
        (("Prov",), [("Prov", "")]),
        (("Anna Ek och Bo Al",), [("Anna Ek och Bo Al", "")]),
    ],
)
def test_each_author_is_one_author(speakers: tuple[str, ...], authors: list[tuple[str, str]]) -> None:
    assert _saved(cited(speakers=speakers)).authors == authors


def test_a_report_of_nobody_is_a_report() -> None:
    item = _saved(cited(**GUIDANCE | {"organisations": ()}))
    assert (item.kind, item.authors, item.fields["institution"]) == ("report", [], "Helixarkivet")
    told = _saved(cited(**GUIDANCE, publisher="Länsstyrelsen Skåne"))
    assert told.fields["publisher"] == told.fields["institution"] == "Länsstyrelsen Skåne"


def _saved(item: dict[str, Any]) -> Any:
    page = html.Element("html")
    head = html.Element("head")
    page.append(head)
    for name, content in tags(item, ADDRESSES):
        head.append(html.Element("meta", {"name": name, "content": content}))
    return saved(html.tostring(page, encoding="unicode"))


def graph(page: str) -> list[dict[str, Any]]:
    [script] = html.fromstring(page).xpath('//script[@type="application/ld+json"]')
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def test_json_ld_tells_the_document_and_the_way_to_it(client: FlaskClient, archive: Archive) -> None:
    talk, trail = graph(text(client, f"/dokument/{archive.ids['bildspel']}/sida/2"))
    assert (talk["name"], talk["position"]) == ("Bild 2", "2")
    assert talk["isPartOf"]["@type"] == "PresentationDigitalDocument"
    assert talk["isPartOf"]["author"][0]["familyName"] == "Exempel"
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3, 4]
    assert trail["itemListElement"][-1]["item"] == talk["url"]
    report, _ = graph(text(client, f"/dokument/{archive.ids['checklista']}"))
    assert report["@type"] == "Report"
    assert report["encoding"]["encodingFormat"] == "application/pdf"


@settings(deadline=None)
@given(st.text(max_size=40) | st.text("</script>!-&\u2028\\\"'", max_size=40))
def test_nothing_in_a_title_ends_the_data(title: str) -> None:
    of = document(title=title or "x")
    data = linked_data(of, cited(title=of.title), ADDRESSES)
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data)["@graph"][1]["itemListElement"][2]["name"] == of.title


@pytest.fixture
def hostile(own_archive: Archive) -> Iterator[tuple[FlaskClient, str]]:
    """A client, and the id of a document that may be cited and whose title and speaker are hostile."""
    catalogue = open_catalogue(own_archive.data)
    item = material.Item(
        "ond",
        "</script><script>alert(1)</script><!--",
        "Kunskapsseminarium I",
        [material.page(1, (material.P, 0, "Text."))],
        said={"speakers": ['"><script>alert(2)</script>']},
    )
    with catalogue.write() as session:
        found = material.add(session, Originals(own_archive.data), item).id
    catalogue.close()
    yield as_tested(create_app(own_archive.settings())).test_client(), found


def test_a_hostile_title_is_text_wherever_it_is_cited(hostile: tuple[FlaskClient, str]) -> None:
    client, found = hostile
    for path in ("", "/sida/1", "/citera", "/sida/1/citera"):
        page = client.get(f"/dokument/{found}{path}").text
        assert "<script>" not in page
        assert page.count("<script") - page.count("ld+json") == page.count("<script src=")
