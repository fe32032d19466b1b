from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import EngineUnavailable
from tests.web.conftest import Archive
from web.site import Site

PARAMETERS = (
    "q",
    "serie",
    "talare",
    "organisation",
    "format",
    "sprak",
    "ar",
    "fran",
    "till",
    "sortera",
    "sida",
    "size",
)


def test_hits_show_their_pages_marked_with_document_facts(client: FlaskClient, archive: Archive) -> None:
    html = client.get("/sok?q=samverkan").text
    deck = archive.ids["bildspel"]
    assert f'href="/dokument/{deck}/sida/4?q=samverkan">Bild 4 · <span>Tack</span></a>' in html
    english = client.get("/sok?q=samverkan&lang=en").text
    assert 'Slide 4 · <span lang="sv">Tack</span></a>' in english  # read aloud as Swedish (WCAG 3.1.2)
    assert "<mark>samverkan</mark>" in html
    assert re.search(r'role="status"[^>]*>\s*7 träffar i 3 dokument', html)
    assert "talare ej angiven" not in html
    assert "odaterad" in html


def test_a_word_in_another_form_is_found_and_marked(client: FlaskClient) -> None:
    assert "<mark>Överenskommelse</mark>" in client.get("/sok?q=överenskommelsen").text


def test_how_it_was_understood_is_said(client: FlaskClient) -> None:
    html = client.get('/sok?q=samverkan "').text
    assert "Sökningen förstods som" in html
    assert "ordet i alla dess former" in html


def test_filters_are_boxes_and_can_be_taken_off_one_by_one(client: FlaskClient) -> None:
    html = client.get("/sok?q=samverkan&serie=kunskapsseminarium-i&format=pptx&fran=2017").text
    assert re.search(r'name="serie" value="kunskapsseminarium-i" form="fraga" checked', html)
    assert 'href="/sok?q=samverkan&amp;format=pptx&amp;fran=2017"' in html
    assert 'href="/sok?q=samverkan&amp;serie=kunskapsseminarium-i&amp;fran=2017"' in html
    assert 'href="/sok?q=samverkan&amp;serie=kunskapsseminarium-i&amp;format=pptx"' in html
    assert "Från 2017" in html


def test_paging_keeps_what_was_asked(client: FlaskClient) -> None:
    html = client.get("/sok?q=trygghet&size=5&sida=2").text
    assert 'rel="prev" href="/sok?q=trygghet&amp;size=5"' in html
    assert 'rel="next" href="/sok?q=trygghet&amp;sida=3&amp;size=5"' in html
    assert 'aria-current="page"' in html


def test_beyond_the_last_page_there_is_a_way_back(client: FlaskClient) -> None:
    html = client.get("/sok?q=trygghet&sida=99").text
    assert "Så många sidor med träffar finns inte" in html
    assert 'href="/sok?q=trygghet&amp;sida=2"' in html


def test_nothing_found_gives_advice(client: FlaskClient) -> None:
    html = client.get("/sok?q=xyzzyplugh&format=pdf").text
    assert "Inga träffar" in html
    assert "Pröva färre eller andra ord" in html
    assert 'href="/sok?q=xyzzyplugh"' in html  # without the filter


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("sida=-1", 400, "ett heltal från 1"),
        ("sida=0", 400, "ett heltal från 1"),
        ("sida=99999999999999999999", 400, "ett heltal från 1"),
        ("size=abc", 400, "ett heltal från 1 till 100"),
        ("size=101", 400, "ett heltal från 1 till 100"),
        ("sortera=slump", 400, "relevans, datum, -datum, titel"),
        ("fran=2017-13", 400, "ett datum skrivet 2017"),
        ("fran=2018&till=2017", 400, "samma dag som fran, eller senare"),
        ("till=2017/2018", 400, "ett datum skrivet 2017"),
        ("q=a&q=b", 400, "ett enda värde"),
        ("serie=finnsinte&q=polis", 200, "Inga träffar"),
        ("q=*", 200, "Sökningen förstods som"),
        ("q=%00", 200, "inget ord"),
        ("q=%00%9f", 200, "Inga träffar"),
        ("q=%09", 200, "dokument"),
        ("q=polis%00samverkan", 200, "polis samverkan"),
        ("q=%22oavslutad", 200, "oavslutad"),
        ("fran=&till=&sortera=&sida=&size=&serie=", 200, "dokument"),
        ("q=" + "samverkan+" * 1000, 200, "räknas inte"),
        ("q=" + "å" * 10_000, 200, "räknas inte"),
        ("q=%ff%fe", 200, ""),
        ("q=%c2%a0+%e3%80%80", 200, "dokument"),  # spaces alone are no question
        ("okand=1", 200, "dokument"),
    ],
)
def test_bad_input_is_answered_and_explained(client: FlaskClient, query: str, status: int, said: str) -> None:
    response = client.get(f"/sok?{query}")
    assert response.status_code == status
    assert said in response.text
    assert 'name="q"' in response.text  # there is always a box to search again
    assert client.get(f"/api/v1/search?{query}").status_code == status


@pytest.mark.parametrize("place", ["/sok", "/dokument/{checklista}", "/dokument/{checklista}/sida/1", "/nej"])
@pytest.mark.parametrize("name", [*PARAMETERS, "version"])
def test_no_control_character_is_echoed(client: FlaskClient, archive: Archive, place: str, name: str) -> None:
    html = client.get(f"{place.format(**archive.ids)}?{name}=a%00b%1b%c2%9fc").text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=30)), max_size=5))
def test_no_parameters_make_a_server_error(client: FlaskClient, parameters: list[tuple[str, str]]) -> None:
    fields: dict[str, list[str]] = {}
    for name, value in parameters:
        fields.setdefault(name, []).append(value.encode("utf-8", "ignore").decode())
    for path in ("/sok", "/api/v1/search"):
        response = client.get(path, query_string=fields)
        assert response.status_code in (200, 400)
        if path == "/sok":
            assert "<script>alert" not in response.text


def test_while_the_index_is_rebuilt_the_page_says_so(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(_request: object) -> None:
        raise EngineUnavailable("there is no index yet")

    site = app.extensions["helixarkivet"]
    assert isinstance(site, Site)
    monkeypatch.setattr(site.search, "ask", unavailable)
    response = client.get("/sok?q=polis")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "Sökningen byggs om" in response.text
    problem = client.get("/api/v1/search?q=polis")
    assert (problem.status_code, problem.mimetype) == (503, "application/problem+json")
    assert client.get("/healthz").get_json()["status"] == "down"
    assert client.get("/healthz").status_code == 503
