from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.conftest import as_tested, make_archive
from tests.web.material import HOSTILE
from web import create_app


def test_the_series_stand_in_order_with_title_format_and_speaker(client: FlaskClient) -> None:
    html = client.get("/").text
    names = ["Kunskapsseminarium I<", "Kunskapsseminarium II<", "Kunskapsseminarium IV<", "Utan serie<"]
    places = [html.index(f'">{name}') for name in names]
    assert places == sorted(places)
    item = html[html.index("Samverkan i praktiken</a>") :][:600]
    assert "PowerPoint" in item
    assert ">Anna Exempel</a>" in item
    assert "8 november 2017" in item
    assert "3 bilder" in item  # the hidden one is not counted


def test_hostile_titles_are_text(client: FlaskClient) -> None:
    html = client.get("/").text
    assert str(escape(HOSTILE)) in html
    assert "<script>alert" not in html
    assert "{{ 7*7 }}" in html


def test_an_empty_archive_says_so(tmp_path) -> None:  # type: ignore[no-untyped-def]
    archive = make_archive(tmp_path / "data", filled=False)
    client = as_tested(create_app(archive.settings())).test_client()
    assert "Arkivet är tomt än så länge" in client.get("/").text
    assert client.get("/sok").status_code in (200, 503)


def test_every_page_has_one_heading_a_language_and_landmarks(client: FlaskClient) -> None:
    for address in (
        "/",
        "/sok",
        "/sok?q=samverkan",
        "/om",
        "/serie/kunskapsseminarium-i",
        "/talare/bo-prov",
        "/x",
    ):
        html = client.get(address).text
        assert html.startswith('<!doctype html>\n<html lang="sv">'), address
        assert html.count("<h1") == 1, address
        assert html.count("<main") == html.count("<header") == html.count("<footer") == 1, address
        assert 'class="skip" href="#innehall"' in html, address


def test_a_series_is_searched_by_itself(client: FlaskClient) -> None:
    html = client.get("/serie/vagledning-och-program").text
    assert '<input type="hidden" name="serie" value="vagledning-och-program">' in html
    assert html.index("Checklista") < html.index("Handlingsplan")


def test_unknown_series_and_speakers_are_not_found(client: FlaskClient) -> None:
    assert client.get("/serie/nej").status_code == 404
    assert client.get("/talare/osynligord-person").status_code == 404
    assert "Samverkan i praktiken" in client.get("/talare/anna-exempel").text


def test_about_explains_every_operator_with_a_link_that_works(client: FlaskClient) -> None:
    html = client.get("/om").text
    for sign in ("OR", "NOT", "NEAR/5", "+", "*", "förled:", "efterled:", "titel:", "talare:", "serie:"):
        assert sign in html
    assert client.get("/sok?q=%22lokal+l%C3%A4gesbild%22").status_code == 200
