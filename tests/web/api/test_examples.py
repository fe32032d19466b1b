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


def described(client: FlaskClient) -> Any:
    return client.get("/api/v1/openapi.json").get_json()["paths"]


def test_each_answer_has_an_example_of_its_shape(client: FlaskClient) -> None:
    paths = described(client)
    assert paths.keys() == BODIES.keys() == EXAMPLES.keys()
    for path, body in BODIES.items():
        example = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        body.model_validate(example)


def test_each_parameter_has_an_example_or_a_default(client: FlaskClient) -> None:
    for path, operations in described(client).items():
        for parameter in operations["get"]["parameters"]:
            assert parameter.get("example") or parameter["schema"].get("default"), (path, parameter["name"])
