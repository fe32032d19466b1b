"""What stands in one folder and may be another format of the same talk: by its name, or by its text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive.catalogue.alike.likeness import ALIKE, share, unpack
from archive.catalogue.tables import Document, Place
from archive.folder.outcomes import PlaceState
from ingest.folder.likeness.shelf import Shelf, Sketched
from ingest.folder.likeness.sketching import sketched

FORMATS = ("pdf", "pptx", "ppt")
"""Formats that the same talk is often kept in, side by side."""


@dataclass
class Folder:
    """What stands in one folder, without what is below it."""

    session: Session
    path: str
    _stems: dict[str, list[Sketched]] = field(init=False, default_factory=dict)
    _formats: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Read what documents of the formats that may belong together have their home here."""
        stands = self._stands()
        homes = select(Place.document_id, Place.path).where(*stands)
        here = {str(document): path for document, path in self.session.execute(homes) if self._is_here(path)}
        among = (
            Document.id.in_(select(Place.document_id).where(*stands)),
            Document.format.in_(FORMATS),
            Document.format_of.is_(None),
        )
        formats = self.session.execute(select(Document.id, Document.format).where(*among))
        self._formats = {document: kind for document, kind in formats if document in here}
        for each in sketched(self.session, *among):
            if each.document in here:
                self._stems.setdefault(_stem(here[each.document]), []).append(each)

    def same_talk(self, row: Document, own: bytes) -> list[tuple[float, Sketched]]:
        """Return what is likely the same talk in another format, the likeliest first."""
        by_name = [
            (share(unpack(own), unpack(each.packed)), each)
            for each in self._stems.get(_stem(row.source), [])
            if self._is_other(each.document, row)
        ]
        named = {each.document for _, each in by_name}
        by_text = [
            (alike, self._of[document])
            for alike, document in self._shelf.near(own, ALIKE)
            if document not in named and self._is_other(document, row)
        ]
        return sorted(by_name, key=lambda found: -found[0]) + by_text

    def _stands(self) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for places below this folder, by which the table is read in its order."""
        below = (Place.path > f"{self.path}/", Place.path < f"{self.path}0")  # "0" follows "/"
        home = (Place.state == PlaceState.ARCHIVED.value, Place.document_id.is_not(None))
        return (*below, *home) if self.path else (Place.path.not_like("%/%"), *home)

    def _is_here(self, path: str) -> bool:
        return path.rpartition("/")[0] == self.path

    def _is_other(self, document: str, row: Document) -> bool:
        return document != row.id and self._formats[document] != row.format

    @cached_property
    def _of(self) -> dict[str, Sketched]:
        return {each.document: each for found in self._stems.values() for each in found}

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._of.values())


def _stem(path: str) -> str:
    """Return a file's name without its ending, as a person reads it."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("_", " ").split())
