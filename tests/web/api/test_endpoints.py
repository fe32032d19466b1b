from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.engine import EngineUnavailable
from tests.web.answering import MISSPELT, UNHEARD_OF
from tests.web.conftest import Archive
from web.api import models
from web.api.problems import Problem
from web.finding.question import Question


def test_a_search_has_the_shape_of_the_design(client: FlaskClient, archive: Archive) -> None:
    body = client.get("/api/v1/search?q=samverkan&format=pptx").get_json()
    models.SearchBody.model_validate(body)
    assert list(body) == [
        "query",
        "matching_pages",
        "matching_documents",
        "hits",
        "facets",
        "took_ms",
        "partial",
        "offers",
        "related",
    ]
    assert body["query"]["text"] == "samverkan"
    assert body["query"]["understood"][0]["text"] == "samverkan"
    assert (body["matching_pages"], body["matching_documents"]) == (3, 1)
    hit = body["hits"][0]
    assert hit["document"] == {
        "id": archive.ids["bildspel"],
        "version": 1,
        "title": "Samverkan i praktiken",
        "series": [{"slug": "kunskapsseminarium-i", "name": "Kunskapsseminarium I"}],
        "speakers": ["Anna Exempel"],
        "organisations": [],
        "date": "2017-11-08",
        "language": "sv",
        "format": "pptx",
        "page_count": 3,
        "source": "Kunskapsseminarium I/bildspel.pptx",
        "url": f"http://localhost/dokument/{archive.ids['bildspel']}?version=1",
    }
    assert [page["number"] for page in hit["pages"]] in ([1, 4, 2], [1, 2, 4], [4, 1, 2])
    assert all("<mark>" in page["snippet"] for page in hit["pages"])
    assert hit["more_pages"] == 0
    assert set(body["facets"]) == {"serie", "talare", "organisation", "format", "sprak", "ar"}
    chosen = [value for value in body["facets"]["format"] if value["selected"]]
    assert chosen == [{"value": "pptx", "label": "PowerPoint", "count": 1, "selected": True}]


def test_how_it_was_understood_and_what_would_help_is_told(answering: FlaskClient) -> None:
    corrected = answering.get(f"/api/v1/search?q={MISSPELT}&format=pptx").get_json()
    models.SearchBody.model_validate(corrected)
    original = f'"{MISSPELT}"'
    address = f"http://localhost/sok?q=%22{MISSPELT}%22&format=pptx"
    assert corrected["query"]["corrections"] == [
        {"typed": MISSPELT, "used": "samverkan", "original": original, "original_url": address}
    ]
    step = corrected["query"]["understood"][0]
    assert (step["kind"], step["without"], step["without_url"]) == ("spelling", original, address)
    assert (corrected["partial"], corrected["offers"]) == (False, [])
    partial = answering.get(f"/api/v1/search?q=samverkan {UNHEARD_OF}").get_json()
    models.SearchBody.model_validate(partial)
    assert partial["partial"] is True
    assert partial["query"]["understood"][2]["without"] is None
    assert partial["offers"] == [
        {
            "kind": "word",
            "text": UNHEARD_OF,
            "url": "http://localhost/sok?q=samverkan",
            "matching_documents": 3,
        }
    ]
    found = answering.get("/api/v1/search?q=samverkan").get_json()
    assert found["related"] == ["samarbete", "överenskommelse"]


def test_suggestions_while_a_question_is_typed(answering: FlaskClient) -> None:
    response = answering.get("/api/v1/suggestions?q=samv")
    models.SuggestionsBody.model_validate(response.get_json())
    assert response.headers["Cache-Control"] == "private, max-age=3"
    first, *others = response.get_json()["suggestions"]
    assert first == {"kind": "word", "text": "samverkan", "q": "samverkan", "matching_documents": 3}
    assert [each["kind"] for each in others] == ["title", "series"]


def test_no_suggestion_is_no_mistake_and_a_long_text_is_one(
    answering_app: Flask, answering: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for q in ("%00", "zzz", "%F0%9F%98%80", "å" * 100):
        assert answering.get(f"/api/v1/suggestions?q={q}").get_json() == {"suggestions": []}
    too_long = answering.get("/api/v1/suggestions?q=" + "å" * 101)
    assert (too_long.status_code, too_long.get_json()["errors"][0]["field"]) == (400, "q")
    assert answering.get("/api/v1/suggestions?q=a&q=b").status_code == 400

    def unavailable(_q: str) -> None:
        raise EngineUnavailable("there is no index yet")

    monkeypatch.setattr(answering_app.extensions["helixarkivet"].search, "suggest", unavailable)
    response = answering.get("/api/v1/suggestions?q=samv")
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-cache")


def test_every_url_in_an_answer_leads_somewhere(
    client: FlaskClient, answering: FlaskClient, archive: Archive
) -> None:
    def urls(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value[key] for key in ("url", "original_url", "without_url") if value.get(key)]
            return own + [url for each in value.values() for url in urls(each)]
        return [url for each in value for url in urls(each)] if isinstance(value, list) else []

    answers = [
        "/api/v1/search?q=samverkan",
        "/api/v1/documents?size=100",
        *(f"/api/v1/documents/{archive.ids[key]}" for key in ("checklista", "bildspel", "lank")),
    ]
    found = {url for address in answers for url in urls(client.get(address).get_json())}
    found.update(urls(answering.get(f"/api/v1/search?q={UNHEARD_OF}&format=pdf").get_json()))
    found.update(urls(answering.get(f"/api/v1/search?q={MISSPELT}&format=pdf").get_json()))
    assert len(found) > 30
    for url in found:
        assert url.startswith("http://localhost/")
        assert client.get(url).status_code == 200, url


def test_all_documents_a_window_at_a_time(client: FlaskClient, archive: Archive) -> None:
    first = client.get("/api/v1/documents?size=12").get_json()
    second = client.get("/api/v1/documents?size=12&sida=2").get_json()
    models.ListBody.model_validate(first)
    ids = [d["id"] for d in first["documents"] + second["documents"]]
    readable = set(archive.ids.values()) - {archive.ids["dold"], archive.ids["borttaget"]}
    assert set(ids) == readable
    assert first["matching_documents"] == len(ids) == len(readable)


def test_a_document_and_its_versions(client: FlaskClient, archive: Archive) -> None:
    url = f"/api/v1/documents/{archive.ids['checklista']}"
    latest, first = client.get(url).get_json(), client.get(f"{url}?version=1").get_json()
    models.WholeDocumentBody.model_validate(latest)
    assert (latest["version"], first["version"], first["latest_version"]) == (2, 1, 2)
    assert [version["number"] for version in latest["versions"]] == [2, 1]
    assert [page["label"] for page in first["pages"]] == ["1", "2", "A-1"]
    assert client.get(f"/api/v1/documents/{archive.ids['bildspel']}").get_json()["original_url"] is None


def test_a_page_with_its_words_and_boxes(client: FlaskClient, archive: Archive) -> None:
    body = client.get(f"/api/v1/documents/{archive.ids['checklista']}/pages/1").get_json()
    models.PageBody.model_validate(body)
    assert body["words"] == [
        {"text": "Checklista", "box": [0.1, 0.1, 0.3, 0.13]},
        {
            "text": "överenskommelser",
            "box": [0.8, 0.1, 0.9, 0.13],
            "boxes": [[0.8, 0.1, 0.9, 0.13], [0.1, 0.14, 0.2, 0.17]],
        },
    ]
    assert (body["number"], body["label"], body["notes"]) == (1, "1", "")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search?sida=0", 400),
        ("/api/v1/search?fran=nyss", 400),
        ("/api/v1/search?q=a&q=b", 400),
        ("/api/v1/search?fran=2018&till=2017", 400),
        ("/api/v1/documents?size=1000", 400),
        ("/api/v1/documents?sida=99999999999999999999", 400),
        ("/api/v1/documents/nej", 404),
        ("/api/v1/documents/{checklista}?version=9", 404),
        ("/api/v1/documents/{checklista}?version=x", 400),
        ("/api/v1/documents/{checklista}/pages/99", 404),
        ("/api/v1/documents/{checklista}/pages/99999999999999999999", 404),
        ("/api/v1/documents/{checklista}/pages/x", 404),
        ("/api/v1/documents/{checklista}?version=%00", 400),
        ("/api/v1/documents/{borttaget}", 410),
        ("/api/nej", 404),
    ],
)
def test_errors_are_problem_documents(
    client: FlaskClient, archive: Archive, address: str, status: int
) -> None:
    response = client.get(address.format(**archive.ids))
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    problem = Problem.model_validate(response.get_json())
    assert (problem.status, problem.type) == (status, "about:blank")
    assert problem.detail
    assert not re.search("[åäö]", response.text.lower())  # the API speaks English
    if status == 400:
        assert problem.errors[0].field in {"sida", "size", "fran", "till", "q", "version"}


def test_a_refused_parameter_says_what_is_allowed(client: FlaskClient) -> None:
    problem = client.get("/api/v1/search?sida=0&fran=2018&till=nyss").get_json()
    assert problem["errors"] == [
        {"field": "till", "value": "nyss", "allowed": "a date written 2017, 2017-11 or 2017-11-08"},
        {"field": "sida", "value": "0", "allowed": "a whole number from 1"},
    ]
    assert "sida=0 cannot be used. Allowed: a whole number from 1." in problem["detail"]
    order = client.get("/api/v1/search?fran=2018&till=2017").get_json()
    assert order["errors"][0]["allowed"] == "the same day as fran, or later"


def test_the_description_is_openapi_and_names_what_there_is(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": "http://localhost"}]
    assert set(description["paths"]) == {
        "/api/v1/search",
        "/api/v1/suggestions",
        "/api/v1/concordance",
        "/api/v1/documents",
        "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/pages/{number}",
    }
    told = re.sub("[<>]", "", Path("docs/api.md").read_text("utf-8"))
    for path in description["paths"]:
        assert path.replace("{document_id}", "id").replace("{number}", "n") in told, path
    search = description["paths"]["/api/v1/search"]["get"]
    assert {p["name"] for p in search["parameters"]} == set(Question.model_fields)
    for path in description["paths"].values():
        for status, answer in path["get"]["responses"].items():
            if status == "304":
                continue  # has no body
            expected = "application/json" if status == "200" else "application/problem+json"
            assert list(answer["content"]) == [expected]
    for operation in description["paths"].values():
        answers = operation["get"]["responses"]
        assert "ETag" in answers["200"]["headers"]
        assert "503" not in answers or answers["503"]["headers"]["Retry-After"]["required"]
    references = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description))
    assert set(references) <= set(description["components"]["schemas"])
    assert "Problem" in references
