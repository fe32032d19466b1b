"""Kontrollera citat: found in what may be seen and nowhere else, within its limits, explained."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import html

from archive.catalogue import open_catalogue
from archive.settings import PublishSettings
from tests.web.conftest import Archive
from web.citing.checking.finding import MOST_CHARACTERS, looked_up


def answer(client: FlaskClient, quotation: str, **more: str) -> html.HtmlElement:
    response = client.get("/kontrollera-citat", query_string={"citat": quotation, **more})
    assert response.status_code == 200
    return html.fromstring(response.text)


def said(page: html.HtmlElement) -> str:
    return " ".join(heading.text_content() for heading in page.xpath('//h2[@id="svar"]'))


def test_an_exact_quotation_leads_to_its_page(client: FlaskClient, archive: Archive) -> None:
    page = answer(client, "”kommun och polis bygger på en gemensam lägesbild”")
    assert said(page) == "Citatet står ordagrant i arkivet"
    [place] = page.xpath('//ol[@class="looked-up"]/li')
    [link] = place.xpath(".//h3/a/@href")
    assert link.startswith(f"/dokument/{archive.ids['checklista']}/sida/1?q=%22kommun+och+polis")
    assert link.endswith("&version=2")
    assert place.xpath(".//mark")[0].text_content() == "kommun och polis bygger på en gemensam lägesbild"
    assert "<mark>" in client.get(link).text


def test_what_differs_is_told_in_words_too(client: FlaskClient) -> None:
    page = answer(client, "Samverkan mellan kommun och skola bygger på en gemensam lägesbild")
    assert said(page) == "Citatet står nästan så i arkivet"
    [mark] = page.xpath("//mark[.//del]")
    assert mark.xpath(".//del")[0].text_content() == "[bara i citatet: skola]"
    assert mark.xpath(".//ins")[0].text_content() == "[bara i källan: polis]"


@pytest.mark.parametrize(
    "quotation",
    [
        "Jag tycker om glass med päron på sommaren",
        "Här står en anteckningshemlighet om samverkan",
        "En dolduppgift om samverkan",
        "En kommentarhemlighet om något",
        "Ett osynligord om samverkan",
        "Ett borttagetord om samverkan",
    ],
)
def test_what_may_not_be_seen_is_not_found(client: FlaskClient, quotation: str) -> None:
    page = answer(client, quotation)
    shown = "".join(page.xpath("//mark//text()"))
    assert not {"hemlighet", "dolduppgift", "osynligord", "borttagetord"} & set(shown.split())
    assert said(page) != "Citatet står ordagrant i arkivet"


def test_one_document_can_be_asked_alone(client: FlaskClient, archive: Archive) -> None:
    here = answer(client, "Så gör vi i samverkan", dokument=archive.ids["bildspel"])
    assert {link.split("/")[2] for link in here.xpath("//ol//h3/a/@href")} <= {archive.ids["bildspel"]}
    assert here.xpath('//input[@name="dokument"]/@value') == [archive.ids["bildspel"]]
    quoted = "kommun och polis bygger på en gemensam lägesbild"
    assert said(answer(client, quoted, dokument=archive.ids["bildspel"])) == "Citatet hittades inte"
    for missing in (archive.ids["borttaget"], "nobody"):
        asked = {"citat": quoted, "dokument": missing}
        assert client.get("/kontrollera-citat", query_string=asked).status_code == 404


def test_limits_are_said(client: FlaskClient) -> None:
    assert "för kort" in answer(client, "Så gör").text_content()
    long = "Samverkan mellan kommun och polis bygger på en gemensam lägesbild. " * 60
    assert f"längre än {MOST_CHARACTERS} tecken" in answer(client, long).text_content()
    assert said(answer(client, "")) == ""
    assert said(answer(client, "… – ”” […]")) == ""


def test_comparing_ends_in_time_and_says_so(archive: Archive) -> None:
    catalogue = open_catalogue(archive.data)
    with catalogue.read() as session:
        found = looked_up(
            session, "en gemensam lägesbild", ((archive.ids["checklista"], 1),), PublishSettings(), seconds=-1
        )
    catalogue.close()
    assert found.late
    assert not found.places


def test_what_is_pasted_is_text(client: FlaskClient) -> None:
    pasted = "</textarea><script>alert(\"x\")</script> & 'co' {{ 7*7 }}"
    response = client.get("/kontrollera-citat", query_string={"citat": pasted})
    assert response.status_code == 200
    assert "<script>" not in response.text
    assert html.fromstring(response.text).xpath("//textarea")[0].text.strip() == pasted


def test_the_language_that_was_chosen_is_carried_on(client: FlaskClient) -> None:
    assert answer(client, "", lang="en").xpath('//input[@name="lang"]/@value') == ["en"]
