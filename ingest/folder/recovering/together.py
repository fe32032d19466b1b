"""What staff made one document of two is so again, in a way that can be undone as before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.catalogue import store
from archive.catalogue.alike.joined import VERSION
from archive.catalogue.staff.joining import versions
from archive.catalogue.staff.joining.deciding import FORMAT
from archive.catalogue.tables import Document, Likeness
from archive.dates import now
from archive.kept.ids.beside import Known


def join_again(session: Session, known: Sequence[Known]) -> None:
    """Join documents, and point formats at each other, as the ids beside the originals say they were."""
    for newer, older, base in _joins(known):
        if session.get(Document, newer) is not None and session.get(Document, older) is not None:
            _join(session, newer, older, base)
    for second, first in sorted({(_outermost(each), each.format_of) for each in known if each.format_of}):
        _let_be_formats(session, first, second)


def _joins(known: Iterable[Known]) -> list[tuple[str, str, int]]:
    """Return what went on as what, and after how many versions, in an order that it can have happened in."""
    found: dict[tuple[str, str, int], int] = {}
    for each in known:
        steps = [(each.document, each.version), *each.then]
        for depth, ((newer, number), (older, as_number)) in enumerate(pairwise(steps)):
            join = (newer, older, as_number - number)
            found[join] = max(depth, found.get(join, 0))
    return sorted(found, key=lambda join: (found[join], join[2], join))


def _join(session: Session, newer: str, older: str, base: int) -> None:
    first, second = session.get_one(Document, older), session.get_one(Document, newer)
    if second.joined_to is not None:
        return
    first.version, second.withdrawn_at = base, None  # joining asks that the newer one is there
    offered = _likeness(session, VERSION, older, newer)
    versions.join(session, offered)
    second.withdrawn_at = first.withdrawn_at = now()
    session.flush()


def _let_be_formats(session: Session, first: str, second: str) -> None:
    both = [session.get(Document, each) for each in (first, second)]
    if None in both or both[1] is None or both[1].format_of is not None:
        return
    accepted = _likeness(session, FORMAT, first, second)
    accepted.state, accepted.detail = "accepted", {"first": first, "second": second, "formats": []}
    both[1].format_of = first
    store.touch(both[1])


def _likeness(session: Session, kind: str, document: str, other: str) -> Likeness:
    pairs = [(document, other), (other, document)]
    either = [((Likeness.document_id == one) & (Likeness.other_id == two)) for one, two in pairs]
    found = session.scalars(select(Likeness).where(Likeness.kind == kind, or_(*either))).first()
    if found is None:
        found = Likeness(made_at=now(), kind=kind, document_id=document, other_id=other, share=1.0, detail={})
        found.state = "open"
        session.add(found)
        session.flush()
    return found


def _outermost(known: Known) -> str:
    return known.then[-1][0] if known.then else known.document
