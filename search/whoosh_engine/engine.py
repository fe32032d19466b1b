"""The engine over Whoosh: Whoosh keeps the postings, matching and collecting are ours.

Why not `Searcher.search`: with ``groupedby`` it ignores ``limit``, its range filters cost 100 ms at
50,000 pages, its scores hang on how segments lie, and it cannot lift what a document is about to
its pages. Here each word's postings are read once through Whoosh's public matchers into numpy
arrays, and everything after is array arithmetic (`matching`, `collecting`).

Why not `Searcher.refresh`: it closes readers that another thread may be reading. Here a snapshot is
immutable; a refresh makes the next one from the segments already open and those that are new, and
swaps one reference. What no snapshot holds any more is closed when the last question is answered.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import structlog
from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from search.engine import Answer, Budget, EngineUnavailable, Filters, Window
from search.query.model import Node
from search.query.vocabulary import Vocabulary
from search.whoosh_engine import schema as fields
from search.whoosh_engine.collecting import collect
from search.whoosh_engine.disk import manifest as manifests
from search.whoosh_engine.disk import stamps
from search.whoosh_engine.disk.generations import Generations
from search.whoosh_engine.disk.manifest import Checked, FileGone, Manifest
from search.whoosh_engine.matching import Matcher
from search.whoosh_engine.scoring import WEIGHTS, Weights
from search.whoosh_engine.segment import Segment
from search.whoosh_engine.snapshot import Snapshot
from search.whoosh_engine.words.vocabulary import LiveVocabulary

log = structlog.get_logger("search.engine")

_LOOK_EVERY = 1.0  # seconds between two looks at the files that are open
_ATTEMPTS = 5  # to open while the writer commits and removes what was before


class WhooshEngine:
    """An `Engine` over the index below `data`. Thread-safe; one for each process."""

    def __init__(self, data: Path, stamp: str, *, weights: Weights = WEIGHTS) -> None:
        """Take up the index if there is one; it counts only if `stamp` made it.

        Without one, questions raise :class:`EngineUnavailable` until :meth:`refresh` finds one.
        """
        self._generations = Generations(data)
        self._stamp = stamp
        self._weights = weights
        self._schema: Schema = fields.schema()
        self._refreshing = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._known: dict[str, Checked] = {}
        self._manifest = Manifest("", 0, {})
        self._looked = 0.0
        self._snapshot: Snapshot | None = None
        self._reason = "there is no index yet"
        self.refresh()

    def search(self, root: Node | None, filters: Filters, window: Window, budget: Budget) -> Answer:
        """Match, count, rank and cut out one window. `root` None matches every document's front."""
        snapshot = self._held()
        older = ("older",) if self.is_older else ()
        if root is None:
            return collect(snapshot, None, filters, window, budget.depth, older)
        weights = self._weights if window.documents else self._without_ranking()
        matcher = Matcher(snapshot, budget, weights)
        matches = matcher.match(root)
        return collect(snapshot, matches, filters, window, budget.depth, (*matcher.limits, *older))

    def match_page(self, root: Node, document: str) -> tuple[int, ...]:
        """Return the numbers of the pages of one document that are hits, in order."""
        snapshot = self._held()
        number = snapshot.document_of_id.get(document)
        if number is None:
            return ()
        own = Matcher(snapshot, Budget(), self._without_ranking()).match(root).own
        pages = snapshot.number[own & (snapshot.document == number)]
        return tuple(sorted(pages.tolist()))

    def vocabulary(self, exclude: frozenset[str] = frozenset()) -> Vocabulary:
        """Return the words of the index as it stands, without those of some documents."""
        return LiveVocabulary(self._held(), exclude)

    @property
    def is_older(self) -> bool:
        """Whether what answers was made by another analyser, and is being made anew."""
        return self._snapshot is not None and self._manifest.stamp != self._stamp

    def pages_held(self) -> dict[str, int]:
        """Return how many pages the index holds of each document; raises EngineUnavailable."""
        snapshot = self._held()
        pages = np.bincount(snapshot.document[snapshot.is_page], minlength=len(snapshot.ids))
        return {key: int(pages[number]) for key, number in snapshot.document_of_id.items()}

    def refresh(self) -> bool:
        """Take up what has been committed since; tell whether anything had.

        Where the index cannot be read, what is held answers on; without, questions say why. Files
        that were written into since they were opened are found within a second, and answer no more.
        """
        with self._refreshing:
            for attempt in range(_ATTEMPTS):
                seen = self._state()
                if seen == self._seen:
                    self._look_at_files(seen)
                    return False
                try:
                    self._snapshot = self._open()
                except (EngineUnavailable, OSError) as error:
                    if self._state() != seen and attempt < _ATTEMPTS - 1:
                        continue  # the writer committed meanwhile and removed what was before
                    log.warning("the index cannot be taken up", reason=str(error))
                    self._reason, self._seen = str(error), seen
                    return False
                self._seen = seen
                return True
        return False

    def _without_ranking(self) -> Weights:
        """Return the weights where no hits are wanted: nearness, which only ranks, is not worked out."""
        return replace(self._weights, proximity=0.0)

    def _held(self) -> Snapshot:
        snapshot = self._snapshot
        if snapshot is None:
            raise EngineUnavailable(self._reason)
        return snapshot

    def _state(self) -> tuple[object, ...]:
        """Return something that differs whenever there is another commit to read."""
        try:
            folder = self._generations.current()
            stat = (folder / manifests.NAME).stat()
        except (EngineUnavailable, OSError) as error:
            return (str(error),)
        return (folder, stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def _look_at_files(self, seen: tuple[object, ...]) -> None:
        """Let go of what is held where a file of it is not what was opened."""
        present = time.monotonic()
        if self._snapshot is None or present - self._looked < _LOOK_EVERY:
            return
        self._looked = present
        try:
            self._known = manifests.check(self._generations.current(), self._manifest, self._known)
        except FileGone:
            return  # it is still open here; the writer makes the index anew
        except EngineUnavailable as error:
            if self._state() != seen:
                return  # the writer committed meanwhile and removed what was before
            log.error("the index is damaged", reason=str(error))
            self._snapshot, self._reason = None, str(error)

    def _open(self) -> Snapshot:
        folder = self._generations.current()
        manifest = manifests.read(folder)
        if not stamps.may_answer(manifest.stamp, self._stamp):
            raise EngineUnavailable("the index was made by another version or with other settings")
        known = manifests.check(folder, manifest, self._known)
        storage = FileStorage(str(folder))
        toc = TOC.read(storage, fields.INDEX_NAME, gen=manifest.toc, schema=self._schema)
        held = {segment.id: segment for segment in self._snapshot.segments} if self._snapshot else {}
        segments = [
            (held.get(found.segment_id()) or self._segment(storage, found), tuple(found.deleted_docs()))
            for found in toc.segments
        ]
        self._known, self._manifest, self._looked = known, manifest, time.monotonic()
        return Snapshot(segments)

    def _segment(self, storage: FileStorage, found: W3Segment) -> Segment:
        """Open a segment without its deletions, which change while the segment does not."""
        bare = W3Segment(found.codec(), found.index_name(), found.doc_count_all(), found.segid)
        return Segment(SegmentReader(storage, self._schema, bare))
