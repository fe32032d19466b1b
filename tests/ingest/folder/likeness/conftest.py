"""What tests of likenesses ask of an archive, and texts that are long enough to be likened."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from archive.catalogue.staff import requests
from archive.catalogue.staff.joining import deciding
from archive.catalogue.tables import Document, Likeness, Version
from tests.ingest.folder.conftest import Archive, archive

__all__ = ["answer", "archive", "documents", "offers", "text", "undo", "versions"]

_SENTENCE = (
    "samverkan mellan kommun polis skola förening vård om tidiga tecken i närmiljön bygger på en gemensam "
    "bild av läget som parterna följer upp varje år tillsammans"
)
_WORDS = _SENTENCE.split()


def text(seed: int, count: int = 200, *, instead: Iterable[int] = ()) -> str:
    """Return words in an order of its own; at the places `instead` others stand."""
    words, state = [], seed * 7919 + 17
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        words.append(f"{_WORDS[state // 65536 % len(_WORDS)]}{'abcdefghijklmnop'[state // 4096 % 16]}")
    for place in instead:
        words[place] = "ersatt"
    return " ".join(words)


def offers(archive: Archive, kind: str = "", state: str = "open") -> list[Likeness]:
    with archive.catalogue.read() as session:
        found = session.scalars(select(Likeness).where(Likeness.state == state).order_by(Likeness.id))
        return [each for each in found if not kind or each.kind == kind]


def answer(archive: Archive, number: int, *, yes: bool = True, first: str = "") -> str:
    """Answer a proposal as staff do, and let the watcher carry it out; return what went wrong."""
    with archive.catalogue.write() as session:
        said = (
            deciding.say_yes(session, number, "eva", first)
            if yes
            else deciding.say_no(session, number, "eva")
        )
    return said or _carried_out(archive)


def undo(archive: Archive, number: int) -> str:
    with archive.catalogue.write() as session:
        decided = deciding.last_decision(session, number)
        assert decided is not None
        said = deciding.undo(session, decided, "bo")
    return said or _carried_out(archive)


def _carried_out(archive: Archive) -> str:
    with archive.catalogue.read() as session:
        waiting = [asked.id for asked in requests.waiting(session)]
    archive.reconcile()
    with archive.catalogue.read() as session:
        done = [requests.get(session, number) for number in waiting]
    assert all(asked and asked.done_at for asked in done)
    return "".join(asked.problem for asked in done if asked)


def documents(archive: Archive) -> dict[str, Document]:
    with archive.catalogue.read() as session:
        return {row.id: row for row in session.scalars(select(Document))}


def versions(archive: Archive, document: str) -> list[tuple[int, str]]:
    with archive.catalogue.read() as session:
        query = select(Version.number, Version.file_name).where(Version.document_id == document)
        return [(number, name) for number, name in session.execute(query.order_by(Version.number))]
