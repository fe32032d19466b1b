"""Bringing the index up to the catalogue, which is the truth (decision 1).

A document is *pending* where its revision is not the one indexed, or where the index holds it and
readers may not see it, or the other way round. Documents are marked as indexed only after the
engine's commit, with the revision that was read, so that a kill anywhere costs at most doing a
batch again. Before the commit they are marked as *in the index*, at no revision: whatever happens
next, `archive.catalogue.publication.not_to_be_found` then knows that the index may hold them.

Marks are believed once index and catalogue have been compared: where an older copy of either was put
back, documents that the catalogue lacks are taken out, and those that the index lacks put in.

Whoever calls holds the writer's lock (`archive.kept.lock`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import ColumnElement, and_, bindparam, func, not_, or_, select, update
from sqlalchemy.orm import selectinload

from archive.catalogue import publication, tables
from archive.catalogue.database import Catalogue
from archive.catalogue.folder import facts
from archive.catalogue.outlook import INDEXED_A_SECOND
from archive.dates import now
from archive.settings import PublishSettings, Settings
from search.engine import EngineUnavailable, IndexDocument
from search.indexer.documents import index_document
from search.language.analyser import VERSION, Analyser
from search.whoosh_engine import Generations, WhooshWriter, schema
from search.whoosh_engine.disk import stamps
from search.whoosh_engine.disk.manifest import Checked

log = structlog.get_logger("search.indexer")

Progress = Callable[[int, int], None]
"""Called with documents done and documents in all."""

_COMMIT_PAGES, _COMMIT_SECONDS = 200, 1.0  # so that what is added can soon be found
_REBUILD_PAGES = 2000  # nobody reads a generation that is being built; memory is the bound
_CHUNK = 20  # documents read in one go
_TELLING_PAGES = 100  # fewer tell nothing of how quick indexing is


@dataclass(frozen=True, slots=True)
class Batch:
    """What is committed together. `documents` None means taken out; `revisions` are as read."""

    documents: Mapping[str, IndexDocument | None]
    revisions: Mapping[str, int]


def stamp(publish: PublishSettings) -> str:
    """Return what an index must have been made with to be usable.

    Another analyser finds other keys, and other publish settings other pages.
    """
    held = f"schema {schema.VERSION}, notes {publish.notes}, hidden slides {publish.hidden_slides}"
    return stamps.stamp(held, VERSION)


def follow(
    catalogue: Catalogue, data: Path, settings: Settings, analyser: Analyser, progress: Progress | None = None
) -> int:
    """Index all that is pending, once; return how many documents were put in or taken out."""
    return Indexer(catalogue, data, settings, analyser).follow(progress)


def rebuild(
    catalogue: Catalogue, data: Path, settings: Settings, analyser: Analyser, progress: Progress | None = None
) -> int:
    """Make a new index beside the one that answers, and switch; return how many documents it holds."""
    return Indexer(catalogue, data, settings, analyser).rebuild(progress)


class Indexer:
    """Follows one catalogue. One that is kept checks each of the index's files only once."""

    def __init__(self, catalogue: Catalogue, data: Path, settings: Settings, analyser: Analyser) -> None:
        self._catalogue = catalogue
        self._publish = settings.publish
        self._analyser = analyser
        self._generations = Generations(data)
        self._stamp = stamp(settings.publish)
        self._checked: Mapping[str, Checked] = {}
        self._compared = False

    def follow(self, progress: Progress | None = None) -> int:
        """Index all that is pending; return how many documents were put in or taken out.

        An index that is missing, damaged or made otherwise is made anew first.
        """
        try:
            writer = WhooshWriter(self._generations.current(), self._stamp, checked=self._checked)
        except EngineUnavailable as error:
            log.info("the index is made anew", reason=str(error))
            return self.rebuild(progress)
        try:
            done = 0
            if not self._compared:
                done = self._compare(writer)
            pending = self._ids(_pending())
            for batch in self._batches(pending, _COMMIT_PAGES, _COMMIT_SECONDS):
                self._commit(writer, batch)
                self._mark(batch)
                done += len(batch.documents)
                if progress:
                    progress(done, len(pending))
            return done
        finally:
            self._checked = writer.checked
            writer.close()

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make a new generation of everything, switch to it, and remove the others."""
        began = time.monotonic()
        generation = self._generations.begin()
        writer = WhooshWriter(generation, self._stamp)
        everything = self._ids(None)
        revisions: dict[str, int] = {}
        held: dict[str, bool] = {}
        pages = 0
        for batch in self._batches(everything, _REBUILD_PAGES, float("inf")):
            self._commit(writer, batch)
            revisions |= batch.revisions
            pages += sum(len(document.pages) for document in batch.documents.values() if document)
            held |= {document_id: bool(document) for document_id, document in batch.documents.items()}
            if progress:
                progress(len(held), len(everything))
        self._checked = writer.checked
        writer.close()
        self._generations.switch(generation)
        self._mark_all(revisions, held)
        self._generations.remove_others()
        self._compared = True
        self._note_speed(pages, time.monotonic() - began)
        return sum(held.values())

    def _note_speed(self, pages: int, seconds: float) -> None:
        """Leave how quick it was, for whoever asks how long an upgrade will take."""
        if pages >= _TELLING_PAGES:
            with self._catalogue.write() as session:
                facts.put(session, INDEXED_A_SECOND, f"{pages / max(seconds, 0.001):.1f}")

    def _compare(self, writer: WhooshWriter) -> int:
        """Take out what the catalogue lacks, make pending what the index lacks; return how many went out."""
        table = tables.Document
        held, known, marked = writer.ids(), self._ids(None), self._ids(table.in_index.is_(True))
        vanished = held.difference(known)
        if vanished:
            log.info("the index holds documents that the catalogue lacks", count=len(vanished))
            writer.remove(vanished)
            writer.commit()
        rows = [{"document": key} for key in marked if key not in held]
        with self._catalogue.write() as session:
            query = update(table).where(table.id == bindparam("document"))
            for chunk in _chunks(rows, 1000):
                session.connection().execute(query.values(in_index=False, indexed_revision=0), chunk)
        self._compared = True
        return len(vanished)

    def _ids(self, condition: ColumnElement[bool] | None) -> list[str]:
        query = select(tables.Document.id).order_by(tables.Document.id)
        with self._catalogue.read() as session:
            return list(session.scalars(query if condition is None else query.where(condition)))

    def _batches(self, ids: list[str], pages: int, seconds: float) -> Iterator[Batch]:
        """Read documents, and yield them whenever there are enough pages or it has taken long enough."""
        documents: dict[str, IndexDocument | None] = {}
        revisions: dict[str, int] = {}
        gathered, began = 0, time.monotonic()
        for document_id, revision, document in self._read(ids):
            documents[document_id], revisions[document_id] = document, revision
            gathered += 1 + (len(document.pages) if document else 0)
            if gathered >= pages or time.monotonic() - began >= seconds:
                yield Batch(documents, revisions)
                documents, revisions = {}, {}
                gathered, began = 0, time.monotonic()
        if documents:
            yield Batch(documents, revisions)

    def _read(self, ids: list[str]) -> Iterator[tuple[str, int, IndexDocument | None]]:
        """Yield each document's id, its revision, and the document, or None where it must not be seen."""
        table = tables.Document
        for chunk in _chunks(ids, _CHUNK):
            with self._catalogue.read() as session:
                query = (
                    select(table, _visible())
                    .where(table.id.in_(chunk))
                    .order_by(table.id)
                    .options(
                        selectinload(table.series),
                        selectinload(table.speakers).selectinload(tables.DocumentSpeaker.person),
                        selectinload(table.organisations),
                    )
                )
                for row, visible in session.execute(query):
                    document = (
                        index_document(session, row, self._publish, self._analyser) if visible else None
                    )
                    yield row.id, row.revision, document

    def _commit(self, writer: WhooshWriter, batch: Batch) -> None:
        entering = [document_id for document_id, document in batch.documents.items() if document]
        self._announce(entering)
        for document in batch.documents.values():
            if document:
                writer.replace(document)
        writer.remove(document_id for document_id, document in batch.documents.items() if not document)
        writer.commit()

    def _announce(self, ids: list[str]) -> None:
        """Say that the index may hold these from now on, at no revision yet."""
        table = tables.Document
        query = update(table).where(table.id.in_(ids), not_(table.in_index))
        with self._catalogue.write() as session:
            session.execute(query.values(in_index=True, indexed_revision=0))

    def _mark(self, batch: Batch) -> None:
        self._mark_all(batch.revisions, {key: bool(document) for key, document in batch.documents.items()})

    def _mark_all(self, revisions: Mapping[str, int], held: Mapping[str, bool]) -> None:
        """Say which revision the index holds of each document, or that it holds none."""
        table = tables.Document
        query = (
            update(table)
            .where(table.id == bindparam("document"))
            .values(indexed_revision=bindparam("indexed"), in_index=bindparam("held"))
        )
        rows = [{"document": key, "indexed": revisions[key], "held": held[key]} for key in revisions]
        with self._catalogue.write() as session:
            for chunk in _chunks(rows, 1000):
                session.connection().execute(query, chunk)


def _visible() -> ColumnElement[bool]:
    return func.coalesce(publication.is_visible(now()), False)


def _pending() -> ColumnElement[bool]:
    table = tables.Document
    return or_(
        table.revision != table.indexed_revision,
        and_(table.in_index, not_(_visible())),
        and_(not_(table.in_index), _visible()),
    )


_Item = TypeVar("_Item")


def _chunks(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
