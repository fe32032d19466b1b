"""The files beside the originals follow the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.alike.joined import BASE, VERSION
from archive.catalogue.tables import Document, Likeness, Version
from archive.kept.ids.beside import Known, put
from archive.kept.originals import Originals

_Joined = Mapping[str, list[tuple[int, str]]]
"""By document: what goes on as it, each with how many versions it had before, the last first."""


def follow(catalogue: Catalogue, data: Path, hashes: Collection[str] | None = None) -> int:
    """Write beside originals what they are known as, all of them or those of these hashes; return how many.

    Only the holder of the writer's lock calls this.
    """
    with catalogue.read() as session:
        known = _known(session, hashes)
    originals = Originals(data)
    return sum(put(originals, sha256, each) for sha256, each in known.items())


def _known(session: Session, hashes: Collection[str] | None) -> Mapping[str, list[Known]]:
    query = select(
        Version.sha256, Version.document_id, Version.number, Version.file_name, Version.added_at
    ).order_by(Version.document_id, Version.number)
    rows = session.execute(query if hashes is None else query.where(Version.sha256.in_(hashes))).all()
    wanted = select(Document).where(Document.id.in_({row.document_id for row in rows}))
    documents = {row.id: row for row in session.scalars(select(Document) if hashes is None else wanted)}
    joined = _joins(session)
    found: dict[str, list[Known]] = defaultdict(list)
    for row in rows:
        document = documents[row.document_id]
        (first, number), *then = _cited(row.document_id, row.number, joined)
        found[row.sha256].append(
            Known(
                document=first,
                version=number,
                name=row.file_name,
                source=document.source,
                added_at=row.added_at.isoformat(),
                created_at=document.created_at.isoformat(),
                published_at=_time(document.published_at),
                then=tuple(then),
                format_of=document.format_of or "",
                withheld=_is_withheld(document),
            )
        )
    return found


def _joins(session: Session) -> _Joined:
    """Return the accepted joins, by the document that went on; the largest number of versions first."""
    query = select(Likeness).where(Likeness.kind == VERSION, Likeness.state == "accepted")
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for accepted in session.scalars(query):
        found[accepted.document_id].append((accepted.detail[BASE], accepted.other_id))
    return {document: sorted(each, reverse=True) for document, each in found.items()}


def _cited(document: str, number: int, joined: _Joined) -> list[tuple[str, int]]:
    """Return every id and number that a version is cited by, its first one first."""
    for base, other in joined.get(document, ()):
        if number > base:
            return [*_cited(other, number - base, joined), (document, number)]
    return [(document, number)]


def _is_withheld(document: Document) -> bool:
    return bool(document.taken_down_at or document.held_at or document.visibility != "public")


def _time(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
