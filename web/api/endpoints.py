"""The endpoints of the API, described by their models at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel

from archive.catalogue import coverage, documents
from web import responses
from web.api import serialise
from web.api.examples import with_examples
from web.api.models import (
    DocumentPath,
    ListBody,
    ListQuery,
    PageBody,
    PagePath,
    SearchBody,
    SuggestionQuery,
    SuggestionsBody,
    VersionQuery,
    WholeDocumentBody,
)
from web.finding.question import Question, refuse_repeated
from web.reading.lookup import find_document, find_page
from web.site import permalinks, site

_Answers = dict[str | int, type[BaseModel] | dict[Any, Any] | None]

_PROBLEM = {"content": {responses.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_REFUSED: _Answers = {400: {"description": "A parameter that cannot be used", **_PROBLEM}}
_NOT_THERE: _Answers = {
    404: {"description": "There is no such thing", **_PROBLEM},
    410: {"description": "It was there and is not any more", **_PROBLEM},
}
_REBUILDING: _Answers = {503: {"description": "The index is being rebuilt", **_PROBLEM}}
_SUGGESTED_FOR = 3  # seconds that a browser may keep suggestions; what is taken down is gone within 5

api = APIBlueprint("api", __name__, url_prefix="/api/v1", abp_responses=_REFUSED)


@api.get("/search", responses={200: SearchBody, **_REBUILDING}, summary="Search pages and slides")
def search(query: Question) -> Response:
    """Answer a question: documents with their best pages, counts and facets."""
    refuse_repeated(request.args)
    result = site().search.ask(query.request())
    return responses.data(serialise.search_body(result, permalinks()), passing=("took_ms",))


@api.get(
    "/suggestions",
    responses={200: SuggestionsBody, **_REBUILDING},
    summary="Suggest while a question is typed",
)
def suggest(query: SuggestionQuery) -> Response:
    """Return at most five words, titles, speakers or series that go on as typed and find something."""
    refuse_repeated(request.args)
    found = site().search.suggest(query.q)
    return responses.data(serialise.suggestions_body(found), seconds=_SUGGESTED_FOR)


@api.get("/documents", responses={200: ListBody}, summary="List all documents")
def list_documents(query: ListQuery) -> Response:
    """List the documents that can be read, a window at a time."""
    first = (query.sida - 1) * query.size
    with site().catalogue.read() as session:
        total, found = documents.listing(session, first, query.size, site().settings.publish)
    bodies = [serialise.document_body(document, permalinks()) for document in found]
    return responses.data({"documents": bodies, "matching_documents": total})


@api.get(
    "/documents/<document_id>",
    responses={200: WholeDocumentBody, **_NOT_THERE},
    summary="One document",
)
def show_document(path: DocumentPath, query: VersionQuery) -> Response:
    """Return a document with its pages and versions."""
    publish = site().settings.publish
    with site().catalogue.read() as session:
        document = find_document(session, path.document_id, query.version)
        pages = documents.page_heads(session, document, publish)
        versions = documents.versions(session, document, publish)
        seen = coverage.seen(session, document, publish)
    return responses.data(serialise.whole_document_body(document, pages, versions, seen, permalinks()))


@api.get(
    "/documents/<document_id>/pages/<int:number>",
    responses={200: PageBody, **_NOT_THERE},
    summary="One page or slide",
)
def show_page(path: PagePath, query: VersionQuery) -> Response:
    """Return a page's text, and each word with where it stands."""
    with site().catalogue.read() as session:
        document = find_document(session, path.document_id, query.version)
        page = find_page(session, document, path.number, words=True)
    return responses.data(serialise.page_body(document, page, permalinks()))


def describe() -> Response:
    """Return the OpenAPI 3.1 description of this API, with the address it stands at."""
    described: dict[str, Any] = current_app.api_doc  # type: ignore[attr-defined]
    components = {name: part for name, part in described["components"].items() if part is not None}
    address = {"url": permalinks().base or "/"}
    paths = with_examples(described["paths"])
    return responses.data({**described, "components": components, "paths": paths, "servers": [address]})
