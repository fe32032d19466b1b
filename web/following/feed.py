"""The Atom feed (RFC 4287) of a question, of a series, of the whole archive: what was published last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flask import Response, request

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.results import Request
from web import responses
from web.finding import narrowing, question
from web.language import choosing
from web.language.translated import gettext
from web.site import permalinks, site

ENTRIES = 50
"""Documents that a feed tells of, the newest first."""

_ATOM = "application/atom+xml"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries changed last


def feed() -> Response:
    """Answer with what was published last of all that a question finds; without one, of everything."""
    asked = replace(question.read(request.args).request(), sort="relevans", page=1, size=10)
    found = _newest(asked)
    pairs = tuple(narrowing.pairs(asked))
    changed = max((each.published_at for each in found if each.published_at), default=None)
    return responses.xml(
        "feed.xml",
        _ATOM,
        title=_title(asked),
        address=permalinks().feed(pairs),
        alternate=permalinks().results(pairs) if pairs else permalinks().start(),
        documents=found,
        changed=changed or _NEVER,
        permanent=permalinks(),
        icon=permalinks().static("favicon.svg"),
        language=choosing.spoken(),
    )


def _newest(asked: Request) -> tuple[Document, ...]:
    publish = site().settings.publish
    among = None
    if asked != Request():
        among = frozenset(hit.id for hit in site().search.complete(asked).hits)
    with site().catalogue.read() as session:
        return documents.newest(session, ENTRIES, publish, among)


def _title(asked: Request) -> str:
    if asked.q:
        return gettext("Helixarkivet: %(q)s", q=asked.q)
    return (
        gettext("Helixarkivet: ett urval") if asked != Request() else gettext("Helixarkivet: nytt material")
    )
