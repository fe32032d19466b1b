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
    "/api/v1/concordance": "concordance.json",
    "/api/v1/documents": "list_documents.json",
    "/api/v1/documents/{document_id}": "show_document.json",
    "/api/v1/documents/{document_id}/pages/{number}": "show_page.json",
}
EXAMPLES: Mapping[str, Any] = {
    path: json.loads((_HERE / name).read_text("utf-8")) for path, name in _FILES.items()
}
"""The example of each path's answer."""
