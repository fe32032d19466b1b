"""How often documents are opened: one count for each, and nothing else that could tell who reads.

No cookie, address, time or question is kept. What is counted stands in memory for at most a minute and
is then added to `Document.opened` in one short transaction, beside the requests: no page waits for it,
or fails with it. What ends before that minute is over loses its counts.
"""

from __future__ import annotations

import re
import threading
from collections import Counter

import structlog
from flask import Flask, Request, Response, request
from sqlalchemy import update

from archive.catalogue import Catalogue
from archive.catalogue.tables import Document

log = structlog.get_logger("web.opened")

_EVERY = 60.0  # seconds
_PAGES = ("document", "page")  # the endpoints of a document and of one of its pages
_CRAWLER = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python", re.IGNORECASE)


class Openings:
    """Counts openings of documents, and adds them to the catalogue once a minute. Thread-safe."""

    def __init__(self, catalogue: Catalogue, every: float = _EVERY) -> None:
        """Count for this catalogue; write `every` so many seconds at most."""
        self._catalogue = catalogue
        self._every = every
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._timer: threading.Timer | None = None

    def count(self, document: str) -> None:
        """Count one opening."""
        with self._lock:
            self._counts[document] += 1
            if self._timer is None:
                self._timer = threading.Timer(self._every, self.write)
                self._timer.daemon = True
                self._timer.start()

    def write(self) -> None:
        """Add what was counted to the catalogue; where that fails it is kept for the next time."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, Counter(), None
        if not counts:
            return
        try:
            with self._catalogue.write() as session:
                for document, times in counts.items():
                    more = {"opened": Document.opened + times}
                    session.execute(update(Document).where(Document.id == document).values(more))
        except Exception:
            log.warning("how often documents were opened could not be noted", exc_info=True)
            with self._lock:
                self._counts.update(counts)


def set_up(app: Flask, catalogue: Catalogue) -> Openings:
    """Count what the application shows to readers; return what counts."""
    openings = Openings(catalogue)

    def counted(response: Response) -> Response:
        document = (request.view_args or {}).get("document_id", "")
        if document and is_opening(request, response.status_code):
            openings.count(document)
        return response

    app.after_request(counted)
    return openings


def is_opening(asked: Request, status: int) -> bool:
    """Tell whether an answer shows a document to a reader.

    Not where only its headers were asked for, where the browser showed its copy (304), nor where a
    machine asked: a crawler that says so, or a browser that loads ahead of its reader.
    """
    ahead = asked.headers.get("Sec-Purpose", "") + asked.headers.get("Purpose", "")
    agent = asked.headers.get("User-Agent", "")
    return (
        asked.endpoint in _PAGES
        and asked.method == "GET"
        and status == 200
        and bool(agent)
        and not _CRAWLER.search(agent)
        and "prefetch" not in ahead
    )
