"""The description's examples: one of each answer and parameter, and none that the API would not give."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from web.api import models
from web.api.concordance import ConcordanceBody
from web.api.examples import EXAMPLES

BODIES = {
    "/api/v1/search": models.SearchBody,
    "/api/v1/suggestions": models.SuggestionsBody,
    "/api/v1/concordance": ConcordanceBody,
    "/api/v1/documents": models.ListBody,
    "/api/v1/documents/{document_id}": models.WholeDocumentBody,
    "/api/v1/documents/{document_id}/pages/{number}": models.PageBody,
}

_IN = ("path", "query")


def described(client: FlaskClient) -> Any:
    return client.get("/api/v1/openapi.json").get_json()["paths"]


def test_each_answer_has_an_example_of_its_shape(client: FlaskClient) -> None:
    paths = described(client)
    assert paths.keys() == BODIES.keys() == EXAMPLES.keys()
    for path, body in BODIES.items():
        example = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        body.model_validate(example)


def test_each_parameter_has_an_example_and_all_together_can_be_asked(client: FlaskClient) -> None:
    for path, operations in described(client).items():
        parameters = operations["get"]["parameters"]
        assert all("example" in each for each in parameters), path
        examples = {place: {p["name"]: p["example"] for p in parameters if p["in"] == place} for place in _IN}
        answer = client.get(path.format(**examples["path"]), query_string=examples["query"])
        assert answer.status_code == (404 if examples["path"] else 200), answer.text
