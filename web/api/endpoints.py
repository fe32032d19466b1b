"""The endpoints of the API, described by their models at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel

from archive.catalogue import coverage, documents
from web import responses
from web.api import serialise
from web.api.concordance import ConcordanceBody, ConcordanceQuery, concordance_body
from web.api.description import GONE, NOT_THERE, REBUILDING, REFUSED, RETRY_AFTER, problem
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
from web.concordance import asked as asking
from web.finding.question import BadQuestion, Question, refuse_repeated, wrong
from web.reading.lookup import find_document, find_page
from web.site import permalinks, site

_Answers = dict[str | int, type[BaseModel] | dict[Any, Any] | None]

_REFUSED: _Answers = {400: problem("A parameter that cannot be used", REFUSED)}
_NOT_THERE: _Answers = {
    404: problem("There is no such thing", NOT_THERE),
    410: problem("It was there and is not any more", GONE),
}
_REBUILDING: _Answers = {503: problem("The index is being rebuilt", REBUILDING, RETRY_AFTER)}
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


@api.get(
    "/concordance",
    responses={200: ConcordanceBody, **_REBUILDING},
    summary="Every occurrence of words, in its context",
)
def concordance(query: ConcordanceQuery) -> Response:
    """Return a window of the occurrences, sorted; exactly what the page and the files of it have."""
    refuse_repeated(request.args, "ordna")
    asked = query.asked()
    complete = asking.found(asked)
    if complete is None:
        raise BadQuestion((wrong("q", "", "words"),))
    window = asking.window(asked, complete, asked.request.size)
    return responses.data(concordance_body(asked, complete, window, permalinks()))


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
