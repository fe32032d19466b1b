"""What each endpoint answers, for its description: answers about the sample material, cut short.

A test holds them to the models of the answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FILES = {
    "/api/v1/search": "search.json",
    "/api/v1/suggestions": "suggest.json",
    "/api/v1/documents": "list_documents.json",
    "/api/v1/documents/{document_id}": "show_document.json",
    "/api/v1/documents/{document_id}/pages/{number}": "show_page.json",
}
EXAMPLES: Mapping[str, Any] = {
    path: json.loads((_HERE / name).read_text("utf-8")) for path, name in _FILES.items()
}
"""The example of each path's answer."""


def with_examples(paths: Mapping[str, Any]) -> dict[str, Any]:
    """Return the paths of an OpenAPI description, each answer 200 in JSON with its example."""
    return {path: _exemplified(operations, EXAMPLES[path]) for path, operations in paths.items()}


def _exemplified(operations: Mapping[str, Any], example: Any) -> dict[str, Any]:
    made = {}
    for method, operation in operations.items():
        answers = operation["responses"]
        content = {media: {**said, "example": example} for media, said in answers["200"]["content"].items()}
        made[method] = {**operation, "responses": {**answers, "200": {**answers["200"], "content": content}}}
    return made
