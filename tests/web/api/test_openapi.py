"""The description is OpenAPI 3.1 by the schema of the OpenAPI Initiative, and its schemas are JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from flask.testing import FlaskClient
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR


def schemas(part: Any) -> Iterator[Any]:
    """Yield every schema that stands in the description outside its components."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "schema":
                yield value
            elif name != "example":
                yield from schemas(value)
    elif isinstance(part, list):
        for each in part:
            yield from schemas(each)


def test_the_description_is_valid(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(description)] == []


def test_what_is_no_openapi_is_refused(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    del description["info"]["title"]
    assert not OPENAPI_31_VALIDATOR.is_valid(description)


def test_its_schemas_are_json_schema_and_its_examples_hold_to_them(client: FlaskClient) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    components = description["components"]
    for schema in (*components["schemas"].values(), *schemas(description["paths"])):
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    for path in description["paths"].values():
        for answer in path["get"]["responses"].values():
            for said in answer.get("content", {}).values():
                whole = {**said["schema"], "components": components}
                jsonschema_rs.Draft202012Validator(whole).validate(said["example"])
