from __future__ import annotations

from flask.testing import FlaskClient

from archive.kept.pictures import Pictures
from tests.web.conftest import Archive, as_tested
from web import create_app


def test_the_words_asked_for_are_marked_in_proper_html(client: FlaskClient, archive: Archive) -> None:
    html = client.get(f"/dokument/{archive.ids['checklista']}/sida/1?q=samverkan").text
    assert '<h2>Checklista för överenskommelser om <span id="t1"></span><mark>samverkan</mark></h2>' in html
    assert "<ul><li>Lokal lägesbild<ul><li>Enkät till medborgare</li>" in html
    assert "<mark>" not in client.get(f"/dokument/{archive.ids['checklista']}/sida/1").text


def test_the_way_on_keeps_the_question_and_skips_what_is_withheld(
    client: FlaskClient, archive: Archive
) -> None:
    deck = f"/dokument/{archive.ids['bildspel']}"
    html = client.get(f"{deck}/sida/2?q=samverkan").text
    assert f'rel="prev" href="{deck}/sida/1?q=samverkan"' in html
    assert f'rel="next" href="{deck}/sida/4?q=samverkan"' in html
    assert 'href="/sok?q=samverkan">Tillbaka till träffarna för ”samverkan”' in html
    assert f"{deck}?q=samverkan" in html


def test_the_way_back_to_the_hits_keeps_what_they_were_narrowed_to(
    client: FlaskClient, archive: Archive
) -> None:
    results = "/sok?q=samverkan&format=pptx&fran=2017&sortera=titel&size=5"
    kept = results.removeprefix("/sok?").replace("&", "&amp;")
    deck = f"/dokument/{archive.ids['bildspel']}"
    html = client.get(results).text
    assert f'href="{deck}/sida/2?{kept}"' in html
    assert f'href="{deck}?{kept}"' in html
    for place in (deck, f"{deck}/sida/2"):
        html = client.get(f"{place}?{results.removeprefix('/sok?')}").text
        assert f'href="/sok?{kept}">Tillbaka till träffarna för ”samverkan”' in html
        assert f'href="{deck}/sida/4?{kept}"' in html
        assert f'<link rel="canonical" href="http://localhost{place}">' in html
    assert 'href="/sok?format=pptx">Tillbaka till träffarna<' in client.get(f"{deck}?format=pptx").text
    assert 'href="/sok?q=samverkan">Tillbaka' in client.get(f"{deck}?q=samverkan&sida=nej").text


def test_the_link_to_cite_names_the_version(client: FlaskClient, archive: Archive) -> None:
    document = archive.ids["checklista"]
    html = client.get(f"/dokument/{document}/sida/2?q=ansvar").text
    assert (
        f'data-copied="Länken är kopierad">http://localhost/dokument/{document}/sida/2?version=2</a>' in html
    )
    assert f'<link rel="canonical" href="http://localhost/dokument/{document}/sida/2">' in html


def test_another_language_is_said(client: FlaskClient, archive: Archive) -> None:
    html = client.get(f"/dokument/{archive.ids['english']}/sida/1?q=partner").text
    assert '<article class="sheet" lang="en">' in html
    assert "<mark>Partners</mark>" in html


def test_words_that_tell_a_page_from_others_and_pages_like_it_are_links(
    client: FlaskClient, answering: FlaskClient, archive: Archive
) -> None:
    url, deck = f"/dokument/{archive.ids['checklista']}/sida/1", archive.ids["bildspel"]
    html = answering.get(f"{url}?q=samverkan&format=pdf").text
    assert '<a href="/sok?q=l%C3%A4gesbild">lägesbild</a>' in html
    assert f'<a href="/dokument/{deck}/sida/2"><span>Samverkan i praktiken</span> · Bild 2' in html
    older = answering.get(f"{url}?version=1").text  # only the latest version is searched
    assert "Liknande sidor" not in older
    assert "Ord som utmärker sidan" not in older


def test_what_was_left_out_of_a_page_is_said(client: FlaskClient, archive: Archive) -> None:
    html = client.get(f"/dokument/{archive.ids['bildspel']}/sida/4").text
    assert "En bild saknar alternativtext." in html
    assert "Anteckningar" not in html


def test_pages_that_are_not_there(client: FlaskClient, archive: Archive) -> None:
    url = f"/dokument/{archive.ids['checklista']}/sida"
    for number in ("0", "5", "-1", "x", "99999999999999999999999", "1.5"):
        response = client.get(f"{url}/{number}")
        assert response.status_code == 404, number
        assert 'name="q"' in response.text
    assert client.get(f"{url}/2?q=%00%22*").status_code == 200


def test_a_picture_is_served_where_it_lies_and_the_page_may_be_seen(own_archive: Archive) -> None:
    client = as_tested(create_app(own_archive.settings())).test_client()
    body = client.get(f"/api/v1/documents/{own_archive.ids['bildspel']}").get_json()
    for number in (2, 3):
        path = Pictures(own_archive.data).path(body["sha256"], number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"RIFF....WEBP")
    url = f"/dokument/{own_archive.ids['bildspel']}/sida"
    shown = client.get(f"{url}/2.webp")
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/webp", b"RIFF....WEBP")
    assert client.get(f"{url}/3.webp").status_code == 404  # hidden
    assert client.get(f"{url}/1.webp").status_code == 404  # not made
    assert client.get(f"{url}/2.webp?storlek=stor").status_code == 404  # not made as large
    refused = client.get(f"{url}/2.webp?storlek=jätte")
    assert refused.status_code == 400
    assert "liten, stor" in refused.text
