"""What Whoosh is given to keep: fields, how postings are written, and the records of a document.

A document becomes a *front* record (number 0: what the document is about) and one record for each
page, always one after the other. Whoosh keeps that order when it merges segments, and documents
are only ever removed whole, so a page's document is told by where it stands
(`search.whoosh_engine.segment`), and nothing is stored with pages.

Four parts have two fields each, for keys and for exact forms. Of a page: its text and its title.
Of a front: `text` is organisations and description, and `title`, `speakers`, `series`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Format

from search.engine import IndexDocument, Posting

VERSION = "2"
"""Counts changes to what is below; an index made by another version is made again."""

INDEX_NAME = "MAIN"
"""Whoosh's name of the index, part of every file's name."""

PARTS = ("text", "title", "speakers", "series")


def keys_field(part: str) -> str:
    """Return the field that holds the keys of a part."""
    return f"{part}_keys"


def exact_field(part: str) -> str:
    """Return the field that holds the exact forms of a part."""
    return f"{part}_exact"


class Positions(Format):  # type: ignore[misc]
    """Takes analysed postings as they are; a value is its positions, four bytes each.

    Whoosh's own format pickles a list for every posting; this one is read by numpy for all
    postings of a term at once.
    """

    def word_values(self, value: Iterable[Posting], analyzer: None, **options: object) -> Iterator[Any]:
        """Yield (name, frequency, weight, value) for each name that tokens can be found under."""
        found: dict[str, list[int]] = {}
        for posting in value:
            for name in self.names(posting):
                positions = found.setdefault(name, [])
                if not positions or positions[-1] != posting.position:
                    positions.append(posting.position)
        for name, positions in found.items():
            count = len(positions)
            yield name, count, float(count), struct.pack(f"<{count}I", *positions)

    def names(self, posting: Posting) -> tuple[str, ...]:
        """Return what a token is found under in this field."""
        raise NotImplementedError

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions in a value, as Whoosh's own queries ask for them."""
        return list(struct.unpack(f"<{len(value) // 4}I", value))


class Keys(Positions):
    """Finds a token under its keys."""

    def names(self, posting: Posting) -> tuple[str, ...]:
        """Return the keys."""
        return posting.keys


class ExactForms(Positions):
    """Finds a token under its exact form."""

    def names(self, posting: Posting) -> tuple[str, ...]:
        """Return the exact form."""
        return (posting.exact,)


def schema(*, scorable: bool = False) -> Schema:
    """Return the fields. `scorable` lets Whoosh keep lengths, for its own scoring; we keep ours."""
    made = Schema(document=ID(), front=STORED())
    for part in PARTS:
        made.add(keys_field(part), FieldType(Keys(), None, scorable=scorable))
        made.add(exact_field(part), FieldType(ExactForms(), None, scorable=scorable))
    return made


def records(document: IndexDocument) -> Iterator[dict[str, Any]]:
    """Yield the records of a document as Whoosh takes them, the front first."""
    front = {
        "id": document.id,
        "facets": {name: list(values) for name, values in document.facets.items()},
        "dates": [document.date_first, document.date_last],
        "sort_title": document.sort_title,
        "listed": document.listed,
        "pages": [[page.number, len(page.text)] for page in document.pages],
    }
    parts = {
        "text": document.about,
        "title": document.title,
        "speakers": document.speakers,
        "series": document.series,
    }
    yield {"document": document.id, "front": json.dumps(front, ensure_ascii=False), **_fields(parts)}
    for page in document.pages:
        yield {"document": document.id, **_fields({"text": page.text, "title": page.title})}


def _fields(parts: dict[str, tuple[Posting, ...]]) -> dict[str, tuple[Posting, ...]]:
    filled = {part: postings for part, postings in parts.items() if postings}
    return {keys_field(part): postings for part, postings in filled.items()} | {
        exact_field(part): postings for part, postings in filled.items()
    }
