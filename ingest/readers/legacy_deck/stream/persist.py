"""Where each object of a deck stands now ([MS-PPT] 2.1.2).

A deck that was saved often holds older states of its slides too: each edit adds a directory of the
objects that it wrote, and the last edit leads back to the ones before it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive.folder.outcomes import Outcome
from ingest.readers.legacy_deck.stream.opening import Opened
from ingest.readers.legacy_deck.stream.records import Record, Type, record_at, records
from ingest.readers.reading import Refused

MOST_EDITS = 2000
"""Edits that are followed back. The most in the test corpora is 25."""

MOST_OBJECTS = 1 << 20
"""Entries of all directories. An object has a number of 20 bits."""

_OLDER = "the history of its edits is damaged, older states of its slides may have been read"
_ENCRYPTED_EDIT = 0x20  # bytes of a UserEditAtom that names how the objects are encrypted


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of a deck by number, and its document object.

    `fault` is what is wrong, or empty: then `loose` are the slides that stand in the stream, in its order.
    """

    stream: bytes
    offsets: dict[int, int]
    document: Record | None
    loose: tuple[Record, ...] = ()
    fault: str = ""

    def get(self, number: int, kind: Type) -> Record | None:
        """Return an object, or None where there is none of this kind by this number."""
        record = _object(self.stream, self.offsets, number)
        return record if record is not None and record.type == kind else None


def objects(opened: Opened) -> Objects:
    """Follow the edits back from the last one.

    Where they lead nowhere, or in a circle, the directories that stand in the stream fill the gaps,
    the last first; without a document the slides are taken as they stand. Raises :class:`Refused`
    where the deck is encrypted or holds neither.
    """
    followed = _followed(opened.stream, opened.last_edit)
    document = _object(opened.stream, followed.offsets, followed.document)
    if followed.whole and document is not None and document.type == Type.DOCUMENT:
        return Objects(opened.stream, followed.offsets, document)
    swept = _swept(opened.stream)
    if document is not None and document.type == Type.DOCUMENT:
        return replace(swept, offsets={**swept.offsets, **followed.offsets}, document=document)
    if swept.document is None and not swept.loose:
        raise Refused(Outcome.DAMAGED, "the file is damaged: no presentation can be made out in it")
    return swept


@dataclass
class _Edits:
    """What the edits say of where the objects stand, the newest first to be heard."""

    offsets: dict[int, int] = field(default_factory=dict)
    document: int = 0  # its number
    whole: bool = False  # whether the first edit was reached


def _followed(stream: bytes, at: int) -> _Edits:
    found = _Edits()
    seen: set[int] = set()
    room = MOST_OBJECTS
    while at not in seen and len(seen) < MOST_EDITS and room > 0:
        seen.add(at)
        edit = record_at(stream, at)
        if edit is None or edit.type != Type.USER_EDIT or not (values := edit.values("<5I")):
            return found
        if edit.size >= _ENCRYPTED_EDIT:
            raise Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")
        _, _, at, directory, document = values
        found.document = found.document or document
        held = record_at(stream, directory)
        if held is None or held.type != Type.PERSIST_DIRECTORY:
            return found
        entries = _entries(held, room)
        room -= len(entries)
        for number, offset in entries:
            found.offsets.setdefault(number, offset)
        if not at:
            found.whole = True
            return found
    return found


def _object(stream: bytes, offsets: Mapping[int, int], number: int) -> Record | None:
    return record_at(stream, offsets[number]) if number in offsets else None


def _swept(stream: bytes) -> Objects:
    """Return what the directories of the stream say, the last last, its last document, and its slides."""
    offsets: dict[int, int] = {}
    document = None
    slides = []
    for record in records(stream, 0, len(stream)):
        if record.type == Type.PERSIST_DIRECTORY:
            offsets.update(_entries(record, MOST_OBJECTS))
        elif record.type == Type.DOCUMENT:
            document = record
        elif record.type == Type.SLIDE:
            slides.append(record)
        elif record.type == Type.CRYPT_SESSION:
            raise Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")
    return Objects(stream, offsets, document, tuple(slides), _OLDER)


def _entries(directory: Record, most: int) -> list[tuple[int, int]]:
    """Return the numbers and offsets of a directory: runs of objects with successive numbers."""
    found: list[tuple[int, int]] = []
    at = 0
    while (head := directory.values("<I", at)) and len(found) < most:
        first, count = head[0] & 0xFFFFF, head[0] >> 20
        at += 4
        count = min(count, (directory.size - at) // 4)
        offsets = struct.unpack_from(f"<{count}I", directory.stream, directory.start + at)
        found += ((first + index, offset) for index, offset in enumerate(offsets))
        at += 4 * count
    return found
