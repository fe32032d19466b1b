"""Texts in the real index, in a folder that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.relevance.ranking.collection import Document
from search.engine import IndexDocument, IndexPage
from search.language.analyser import Analyser
from search.whoosh_engine import Generations, WhooshEngine, WhooshWriter

_STAMP = "bench"


@contextmanager
def engine_over(documents: Iterable[Document], analyser: Analyser) -> Iterator[WhooshEngine]:
    """Index documents as Swedish ones without any metadata but a title; give the engine that answers."""
    with tempfile.TemporaryDirectory(prefix="helixarkivet-bench-") as folder:
        generations = Generations(Path(folder))
        generation = generations.begin()
        writer = WhooshWriter(generation, _STAMP)
        for document in documents:
            writer.replace(_indexed(document, analyser))
        writer.commit()
        writer.close()
        generations.switch(generation)
        yield WhooshEngine(Path(folder), _STAMP)


def _indexed(document: Document, analyser: Analyser) -> IndexDocument:
    return IndexDocument(
        id=document.id,
        revision=1,
        title=analyser.postings(document.title, "sv"),
        speakers=(),
        series=(),
        about=(),
        facets={},
        date_first=0,
        date_last=0,
        sort_title=document.id,
        pages=tuple(
            IndexPage(number, (), analyser.postings(text, "sv"))
            for number, text in enumerate(document.pages, start=1)
        ),
    )
