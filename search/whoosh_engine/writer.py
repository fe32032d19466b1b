"""Writing the index: documents gathered, committed to Whoosh, synced, and only then in the manifest.

Merging is ours: a commit leaves at most :data:`MAX_SEGMENTS` segments, and merges segments of like
size, so that each record is rewritten about log(pages) times. Whoosh's own policy let 300
one-document segments stand, which made a prefix query 18 times slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.engine import EngineUnavailable, IndexDocument
from search.whoosh_engine import schema as fields
from search.whoosh_engine.disk import manifest as manifests
from search.whoosh_engine.disk.manifest import Checked, Manifest
from search.whoosh_engine.disk.storage import DurableStorage

MAX_SEGMENTS = 8
_SORT_MB = 256  # postings sorted in memory; more go through files in the index's folder

Records = Callable[[IndexDocument], Iterator[dict[str, Any]]]


class WhooshWriter:
    """An `IndexWriter` on one generation's folder. Only the holder of the writer's lock makes one.

    Documents are gathered in memory until :meth:`commit`; commit often.
    """

    def __init__(
        self,
        folder: Path,
        stamp: str,
        *,
        checked: Mapping[str, Checked] | None = None,
        schema: Schema | None = None,
        records: Records = fields.records,
    ) -> None:
        """Open the generation in `folder`, or start one where the folder is empty.

        Checks every file against the manifest, but for the content of those that were `checked`
        before, and removes what a killed writer left. :attr:`checked` are the files as last committed.
        Raises :class:`EngineUnavailable` where the generation is damaged or has another stamp.
        """
        self._folder = folder
        self._records = records
        self._gathered: dict[str, IndexDocument | None] = {}
        self._storage = DurableStorage(folder)
        self.checked: dict[str, Checked] = {}
        schema = schema or fields.schema()
        if any(folder.iterdir()):
            self._manifest = manifests.read(folder)
            if self._manifest.stamp != stamp:
                raise EngineUnavailable("the index was made by another version or with other settings")
            self.checked = manifests.check(folder, self._manifest, checked or {})
            self._remove_strays()
            self._index = FileIndex(self._storage, schema, fields.INDEX_NAME)
        else:
            self._manifest = Manifest(stamp, 0, {})
            self._index = FileIndex.create(self._storage, schema, fields.INDEX_NAME)
            self._make_last(0)

    def ids(self) -> frozenset[str]:
        """Return the documents that the index holds as last committed."""
        with closing(self._index.reader()) as reader:
            return frozenset(
                document_id
                for segment, _ in reader.leaf_readers()
                for document_id in segment.field_terms("document")
                if not segment.has_deletions() or _is_live(segment, document_id)
            )

    def replace(self, document: IndexDocument) -> None:
        """Put a document into the index in place of what it held of it, at the next commit."""
        self._gathered[document.id] = document

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out at the next commit."""
        self._gathered.update(dict.fromkeys(ids))

    def commit(self) -> None:
        """Make all since the last commit last: when this returns, a power cut cannot undo it."""
        if not self._gathered:
            return
        writer = SegmentWriter(self._index, limitmb=_SORT_MB, compound=False)
        try:
            if writer.segments:
                for document_id in self._gathered:
                    writer.delete_by_term("document", document_id)
            for document in self._gathered.values():
                for record in self._records(document) if document else ():
                    writer.add_document(**record)
            writer.commit(mergetype=merge)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self._make_last(writer.generation)
        self._gathered.clear()

    def close(self) -> None:
        """Let go of the index; what was not committed is thrown away."""
        self._gathered.clear()

    def _make_last(self, toc: int) -> None:
        """Sync what Whoosh wrote, commit it by its manifest, and let go of what was before."""
        written = self._storage.sync_written()
        gone = self._storage.given_up | written
        self.checked = {name: found for name, found in self.checked.items() if name not in gone}
        self.checked |= manifests.mark(self._folder, written)
        marks = {name: found.mark for name, found in self.checked.items()}
        self._manifest = Manifest(self._manifest.stamp, toc, marks)
        manifests.write(self._folder, self._manifest)
        self._storage.settle()

    def _remove_strays(self) -> None:
        for path in self._folder.iterdir():
            if path.name == manifests.NAME or path.name in self._manifest.files:
                continue
            if path.is_dir():
                for inner in path.iterdir():
                    inner.unlink()
                path.rmdir()
            else:
                path.unlink()


def _is_live(segment: SegmentReader, document_id: str) -> bool:
    """Tell whether a segment holds a document that is not marked as deleted."""
    return bool(segment.postings("document", document_id).is_active())


def merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: rewrite some segments into the one being written; return those that stay."""
    alive = [segment for segment in segments if segment.doc_count()]
    chosen = _to_merge(alive)
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in alive if segment not in chosen]


def _to_merge(segments: list[Any]) -> list[Any]:
    """Choose segments more than half of which is deleted, and small ones where there are too many."""
    chosen = [segment for segment in segments if segment.deleted_count() > segment.doc_count()]
    others = sorted((s for s in segments if s not in chosen), key=lambda s: (s.doc_count(), s.segment_id()))
    if len(others) < MAX_SEGMENTS:
        return chosen
    records = 0
    for count, segment in enumerate(others):
        if count >= 2 and segment.doc_count() > records:
            break
        chosen.append(segment)
        records += segment.doc_count()
    return chosen
