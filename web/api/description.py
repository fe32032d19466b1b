"""The OpenAPI 3.1 description of the API: what the models tell, with examples, headers and the address."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, current_app

from web import responses
from web.api.examples import EXAMPLES
from web.site import permalinks

REFUSED = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "detail": "sida=0 cannot be used. Allowed: a whole number from 1.",
    "errors": [{"field": "sida", "value": "0", "allowed": "a whole number from 1"}],
}
NOT_THERE = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "detail": "There is nothing at this address.",
}
GONE = {
    "type": "about:blank",
    "title": "Gone",
    "status": 410,
    "detail": "It was in the archive and is not available any more.",
}
REBUILDING = {
    "type": "about:blank",
    "title": "Service Unavailable",
    "status": 503,
    "detail": "The index is being rebuilt. Try again shortly.",
}
RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which to ask again; sooner is of no use",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
        "example": 30,
    }
}
_ETAG = {
    "ETag": {
        "description": "Of this answer; sent back as If-None-Match, 304 tells that nothing has changed",
        "required": True,
        "schema": {"type": "string"},
        "example": '"8c2f5d1f4b0f0f6a5f6f4c7f6d2b9f8f3c1d9e7a"',
    }
}
_UNCHANGED = {"description": "What If-None-Match names is still the answer", "headers": _ETAG}


def problem(
    meaning: str, example: Mapping[str, Any], headers: Mapping[str, Any] | None = None
) -> dict[Any, Any]:
    """Return the description of an answer that is a problem document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    said = {"description": meaning, "content": {responses.PROBLEM: {"schema": schema, "example": example}}}
    return said | {"headers": dict(headers)} if headers else said


def describe() -> Response:
    """Return the OpenAPI 3.1 description of this API, with the address it stands at."""
    described: dict[str, Any] = current_app.api_doc  # type: ignore[attr-defined]
    components = {name: part for name, part in described["components"].items() if part is not None}
    address = {"url": permalinks().base or "/"}
    paths = {path: _exemplified(each, EXAMPLES[path]) for path, each in described["paths"].items()}
    return responses.data({**described, "components": components, "paths": paths, "servers": [address]})


def _exemplified(operations: Mapping[str, Any], example: Any) -> dict[str, Any]:
    """Return the operations of a path, the answer of each with an example and what it is kept by."""
    made = {}
    for method, operation in operations.items():
        answers = operation["responses"]
        found = answers[str(HTTPStatus.OK.value)]
        content = {media: {**said, "example": example} for media, said in found["content"].items()}
        told = {"200": {**found, "content": content, "headers": _ETAG}, "304": _UNCHANGED}
        made[method] = {**operation, "responses": {**answers, **told}}
    return made
