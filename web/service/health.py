"""Whether the service can do its work, for whoever watches it."""

from __future__ import annotations

from datetime import timedelta

import structlog
from flask import Response
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from archive.catalogue.folder import events
from archive.catalogue.tables import Document
from archive.dates import now
from search.engine import EngineUnavailable
from search.results import Request
from web import responses
from web.site import site

log = structlog.get_logger("web.health")

_FOLLOWED_WITHIN = timedelta(minutes=5)  # the indexer needs seconds; after this it is stuck


def health() -> Response:
    """Answer ok, degraded or down with the reasons; 503 only where no search can be answered."""
    try:
        reasons = _degraded()
        site().search.ask(Request(q="och", size=1))  # a word, so that postings are read
    except EngineUnavailable as error:
        return _answer("down", [str(error) or "there is no usable index"], 503)
    except SQLAlchemyError:
        log.exception("the catalogue cannot be read")
        return _answer("down", ["the catalogue cannot be read"], 503)
    return _answer("degraded" if reasons else "ok", reasons, 200)


def _degraded() -> list[str]:
    with site().catalogue.read() as session:
        reasons = list(events.degradations(session))
        waiting = session.scalar(
            select(func.count())
            .select_from(Document)
            .where(
                Document.revision != Document.indexed_revision,
                Document.changed_at < now() - _FOLLOWED_WITHIN,
            )
        )
    if waiting:
        reasons.append(f"the index has not followed {waiting} changed documents")
    return reasons


def _answer(status: str, reasons: list[str], code: int) -> Response:
    return responses.data({"status": status, "reasons": reasons}, code)
