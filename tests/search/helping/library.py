"""A small archive to be helped in: catalogue, real index, and what one reader can find in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.catalogue import publication
from archive.dates import now
from search import indexer
from search.helping.reach import Reach
from search.language.analyser import Analyser
from search.whoosh_engine import WhooshEngine
from tests.search.archives import new_catalogue

ANALYSER = Analyser()


class Library:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.catalogue, self.settings = new_catalogue(data)

    def follow(self) -> None:
        indexer.follow(self.catalogue, self.data, self.settings, ANALYSER)

    @contextmanager
    def reach(self) -> Iterator[Reach]:
        """The index may hold documents that were withheld since: they are excluded."""
        engine = WhooshEngine(self.data, indexer.stamp(self.settings.publish))
        with self.catalogue.read() as session:
            exclude = publication.not_to_be_found(session, now())
            yield Reach(
                engine,
                session,
                exclude,
                vocabulary=engine.vocabulary(exclude),
                analyser=ANALYSER,
                publish=self.settings.publish,
            )
