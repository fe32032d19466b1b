"""Feeds, the sitemap and the OpenSearch description: valid, whole, and without what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from archive.dates import now
from tests.web.conftest import Archive, as_tested
from web import create_app
from web.following import sitemap

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
WITHHELD = ("dold", "borttaget")


def tree(client: FlaskClient, address: str, media_type: str) -> etree._Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == media_type
    return etree.fromstring(response.data)


def feed(client: FlaskClient, address: str) -> etree._Element:
    """Return a feed that has what RFC 4287 (4.1.1, 4.1.2) demands of it and of its entries."""
    found = tree(client, address, "application/atom+xml")
    for each in (found, *found.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            [only] = each.findall(f"a:{name}", ATOM)
            assert only.text
        datetime.fromisoformat(str(each.findtext("a:updated", namespaces=ATOM)))
        assert urlsplit(str(each.findtext("a:id", namespaces=ATOM))).scheme == "http"
        alternates = [each for each in each.findall("a:link", ATOM) if each.get("rel") == "alternate"]
        assert len(alternates) == 1
    assert found.find("a:author/a:name", ATOM) is not None  # so that no entry needs one
    ids = [each.text for each in found.findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids))
    return found


def ids(found: etree._Element) -> list[str]:
    return [str(each.text).rpartition("/")[2] for each in found.findall("a:entry/a:id", ATOM)]


def test_the_feed_of_the_archive_tells_of_what_was_published_last(
    client: FlaskClient, archive: Archive
) -> None:
    found = feed(client, "/sok.atom")
    published = [str(each.text) for each in found.findall("a:entry/a:published", ATOM)]
    assert published == sorted(published, reverse=True)
    assert archive.ids["checklista"] in ids(found)
    for key in WITHHELD:
        assert archive.ids[key] not in ids(found)
    own = found.find("a:link[@rel='self']", ATOM)
    assert own is not None
    assert own.get("href") == "http://localhost/sok.atom"


@pytest.mark.parametrize("asked", ["q=samverkan", "serie=kunskapsseminarium-i", "q=samverkan&format=pdf"])
def test_the_feed_of_a_question_tells_of_what_it_finds(client: FlaskClient, asked: str) -> None:
    found = feed(client, f"/sok.atom?{asked}")
    hits = client.get(f"/api/v1/search?{asked}&size=100").get_json()["hits"]
    assert sorted(ids(found)) == sorted(hit["document"]["id"] for hit in hits)
    assert ids(found)
    [alternate] = [each for each in found.findall("a:link", ATOM) if each.get("rel") == "alternate"]
    assert alternate.get("href") == f"http://localhost/sok?{asked}"


def test_a_feed_without_entries_is_a_feed(client: FlaskClient) -> None:
    assert ids(feed(client, "/sok.atom?q=finnsintealls")) == []


def test_a_feed_that_cannot_be_asked_for_says_why(client: FlaskClient) -> None:
    response = client.get("/sok.atom?fran=igår")
    assert response.status_code == 400
    assert "2017-11-08" in response.text


def test_hostile_titles_leave_a_feed_whole(own_archive: Archive) -> None:
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        row = session.get_one(Document, own_archive.ids["checklista"])
        row.title = "]]><entry>&nbsp;\x0b\N{RIGHT-TO-LEFT OVERRIDE}</title>"
        row.description = "rad\nrad <b> \ufffe"
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    titles = [each.text for each in feed(client, "/sok.atom").findall("a:entry/a:title", ATOM)]
    assert "]]><entry>&nbsp;‹U+000B›‹U+202E›</title>" in titles


def test_pages_lead_to_their_feeds(client: FlaskClient) -> None:
    assert 'href="/sok.atom"' in client.get("/").text
    assert 'href="/sok.atom?q=samverkan&amp;format=pdf"' in client.get("/sok?q=samverkan&format=pdf").text
    assert 'href="/sok.atom?serie=kunskapsseminarium-i"' in client.get("/serie/kunskapsseminarium-i").text


def test_the_sitemap_tells_of_every_page_once_and_of_no_sample(
    own_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "PART", 3)
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        session.get_one(Document, own_archive.ids["checklista"]).sample = True
        session.get_one(Document, own_archive.ids["rapport-3"]).taken_down_at = now()
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    parts = tree(client, "/sitemap.xml", "application/xml").findall("m:sitemap/m:loc", MAP)
    assert len(parts) > 2
    told = []
    for part in parts:
        found = tree(client, urlsplit(str(part.text)).path, "application/xml")
        told += [str(each.text) for each in found.findall("m:url/m:loc", MAP)]
        for each in found.findall("m:url/m:lastmod", MAP):
            datetime.fromisoformat(str(each.text))
    assert len(told) == len(set(told))
    for address in told:
        response = client.get(urlsplit(address).path)
        assert response.status_code == 200, address
        assert "noindex" not in response.headers.get("X-Robots-Tag", ""), address
    documents = {address.rpartition("/")[2] for address in told if "/dokument/" in address}
    for key in ("checklista", "rapport-3", *WITHHELD):
        assert own_archive.ids[key] not in documents
    assert own_archive.ids["rapport-1"] in documents
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_a_browser_can_search_from_its_address_bar(
    client: FlaskClient, client_with: Callable[..., FlaskClient]
) -> None:
    """As the draft of OpenSearch 1.1 has it: a short name of at most 16 letters, templates that lead here."""
    html = client.get("/").text
    assert '<link rel="search" type="application/opensearchdescription+xml"' in html
    for mounted in (client, client_with(base_url="https://example.org/arkiv")):
        space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
        found = tree(mounted, "/opensearch.xml", "application/opensearchdescription+xml")
        assert len(str(found.findtext("o:ShortName", namespaces=space))) <= 16
        templates = {str(url.get("type")): str(url.get("template")) for url in found.findall("o:Url", space)}
        address = templates["text/html"].replace("{searchTerms}", "lokal+l%C3%A4gesbild")
        where = urlsplit(address)
        answer = client.get(f"{where.path.removeprefix('/arkiv')}?{where.query}")
        assert answer.status_code == 200
        assert 'value="lokal lägesbild"' in answer.text
