"""What one reader can find at this moment: everything that helps is made of that alone."""

from __future__ import annotations

import time
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue import publication, tables
from archive.dates import now
from archive.settings import PublishSettings
from search.asking.narrowing import filters
from search.engine import Answer, Budget, Engine, Filters, Window
from search.language.analyser import Analyser
from search.query.model import Node
from search.query.understand import QueryLimits, understand
from search.query.vocabulary import Vocabulary
from search.results import Request


class Reach:
    """The index and the catalogue without what must not show. Made for one answer, and not held on to."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        exclude: frozenset[str],
        *,
        vocabulary: Vocabulary,
        analyser: Analyser,
        publish: PublishSettings,
        limits: QueryLimits | None = None,
        budget: Budget | None = None,
    ) -> None:
        """`vocabulary` is the engine's without the documents in `exclude`; all questions share the budget."""
        self.session = session
        self.exclude = exclude
        self.vocabulary = vocabulary
        self.analyser = analyser
        self.publish = publish
        self._engine = engine
        self._limits = limits or QueryLimits()
        self._budget = budget or Budget()
        self._deadline = time.monotonic() + self._budget.seconds

    def search(self, root: Node | None, window: Window, narrowed: Filters | None = None) -> Answer:
        """Return what a query finds, in all the archive or narrowed."""
        left = max(0.0, self._deadline - time.monotonic())
        narrowed = replace(narrowed or Filters(), exclude=self.exclude)
        return self._engine.search(root, narrowed, window, replace(self._budget, seconds=left))

    def count(self, request: Request) -> int:
        """Return how many documents a question finds whole."""
        root = understand(request.q, self.analyser, self._limits, self.vocabulary).root
        if root is None and request.q.strip():
            return 0
        return self.search(root, Window(documents=0, pages=0), filters(request)).matching_documents

    def pages(self) -> int:
        """Return how many pages there are, at least 1."""
        query = select(func.sum(tables.Document.page_count)).where(publication.is_visible(now()))
        return max(1, self.session.scalar(query) or 0)
