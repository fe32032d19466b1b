"""A document becomes a further version of an older one, whose id goes on; and everything back again.

Needs the writer's lock, since places in the ledger change hands. Nothing is copied or thrown away: the
versions move, with their pages, and the newer id is kept as a row without versions that leads on to
the older one (`archive.catalogue.alike.joined`). What undoing needs is kept in the likeness that said so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.catalogue import publication, store
from archive.catalogue.alike.joined import BASE, VERSION
from archive.catalogue.folder import events, ledger
from archive.catalogue.staff.joining import saying
from archive.catalogue.staff.publication import holding
from archive.catalogue.tables import Document, Harvested, Likeness, Version
from archive.dates import now


def why_not(session: Session, offered: Likeness) -> str:
    """Return in Swedish why a document cannot become a version of the older one just now, "" if it can."""
    older = session.get_one(Document, offered.document_id)
    newer = session.get_one(Document, offered.other_id)
    if newer.joined_to is not None or older.joined_to is not None:
        return "Ett av dokumenten hör redan ihop med ett annat."
    if older.withdrawn_at is None:
        return "Den äldre filen finns i mappen igen, så de två är olika dokument."
    if newer.withdrawn_at is not None:
        return "Den nya filen finns inte längre i mappen."
    if older.id == newer.format_of or newer.id == older.format_of:
        return "De två är redan samma dokument i två format. Ångra det först."
    if _two_talks(session, older, newer):
        return "De två hör ihop med olika andra format. Ångra det först."
    return ""


def _two_talks(session: Session, older: Document, newer: Document) -> bool:
    """Tell whether the two would leave other formats with no one first: each talk has one, as in a star."""
    firsts = {each.format_of for each in (older, newer) if each.format_of is not None}
    seconds = select(Document.id).where(Document.format_of.in_([older.id, newer.id]))
    return len(firsts) > 1 or (bool(firsts) and session.scalars(seconds).first() is not None)


def join(session: Session, offered: Likeness) -> str:
    """Make a document a further version of the older one; return in Swedish why not, "" when done."""
    if offered.state == "accepted":
        return ""
    if problem := why_not(session, offered):
        return problem
    older = session.get_one(Document, offered.document_id)
    newer = session.get_one(Document, offered.other_id)
    detail: dict[str, Any] = {BASE: older.version, "joined_at": now().isoformat()}
    detail["before"] = _standing(older)
    let_out = publication.all_let_out(session, [older.id, newer.id])
    shown = saying.least_shown(older, newer)
    _move_versions(session, newer, older, first=1, shift=older.version)
    older.version += newer.version
    older.page_count, older.format, older.withdrawn_at = newer.page_count, newer.format, None
    newer.joined_to = older.id
    held = saying.hold_like_both(older, newer)
    detail["formats"] = _move_formats(session, newer, older)
    detail["listed"] = _move_listed(session, newer, older)
    older.format_of = older.format_of or newer.format_of
    first_read = older.published_at
    detail |= saying.say_as(session, older, newer)
    opened = not let_out and publication.all_let_out(session, [older.id])
    if opened or any(after > before for after, before in zip(saying.least_shown(older), shown, strict=True)):
        holding.hold(older, [holding.REVIEW])  # no pages, nor notes, come out merely by being joined
        older.published_at = first_read
    detail["held"] = {"before": held, "after": saying.held(older)}
    _move_places(session, newer, older)
    _follow(older, newer)
    offered.state, offered.detail = "accepted", detail
    events.record(session, "joined", older.id, other=newer.id, version=older.version)
    return ""


def why_not_part(session: Session, accepted: Likeness) -> str:
    """Return in Swedish why a document cannot get its versions back just now, "" if it can."""
    older = session.get_one(Document, accepted.document_id)
    if older.joined_to is not None:
        return "Dokumentet har sedan blivit en version av ett annat. Ångra det först."
    later = select(Likeness).where(
        Likeness.kind == VERSION, Likeness.document_id == older.id, Likeness.state == "accepted"
    )
    if any(each.detail[BASE] > accepted.detail[BASE] for each in session.scalars(later)):
        return "Ytterligare ett dokument har sedan blivit en version av det här. Ångra det först."
    newer = session.get_one(Document, accepted.other_id)
    joined_as = (None, accepted.detail["before"]["format_of"], newer.format_of)
    if accepted.state == "accepted" and older.format_of not in joined_as:
        return "Dokumentet är sedan ett andra format av ett annat. Ångra det först."
    return ""


def part(session: Session, accepted: Likeness) -> str:
    """Give a joined document its versions back; return in Swedish why not, "" when done.

    Versions that came since go with it, as do all places: they are of the newer file.
    """
    if accepted.state != "accepted":
        return ""
    if problem := why_not_part(session, accepted):
        return problem
    older = session.get_one(Document, accepted.document_id)
    newer = session.get_one(Document, accepted.other_id)
    detail = accepted.detail
    base = detail[BASE]
    _move_versions(session, older, newer, first=base + 1, shift=-base)
    newer.version = older.version - base
    newer.page_count, newer.format, newer.source = older.page_count, older.format, older.source
    newer.withdrawn_at, newer.joined_to = older.withdrawn_at, None
    first = session.get(Document, detail["before"]["format_of"] or "")
    _stand_as(older, detail["before"] | {"version": base, "format_of": first.id if first else None})
    saying.hold_apart(older, newer, detail["held"])
    _move_formats(session, older, newer, only=detail["formats"])
    _move_listed(session, older, newer, only=detail.get("listed", []))  # joined before it was kept: none
    saying.say_apart(session, older, newer, detail)
    _move_places(session, older, newer)
    _follow(older, newer)
    accepted.state, accepted.detail = "open", {}
    events.record(session, "parted", older.id, other=newer.id, version=older.version)
    return ""


def _standing(older: Document) -> dict[str, Any]:
    withdrawn = older.withdrawn_at
    return {
        "page_count": older.page_count,
        "format": older.format,
        "source": older.source,
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
        "format_of": older.format_of,
    }


def _stand_as(older: Document, before: dict[str, Any]) -> None:
    older.version, older.page_count = before["version"], before["page_count"]
    older.format, older.source = before["format"], before["source"]
    older.withdrawn_at, older.format_of = saying.moment(before["withdrawn_at"]), before["format_of"]


def _move_versions(session: Session, source: Document, target: Document, *, first: int, shift: int) -> None:
    session.flush()
    moving = update(Version).where(Version.document_id == source.id, Version.number >= first)
    session.execute(
        moving.values(document_id=target.id, number=Version.number + shift),
        execution_options={"synchronize_session": False},
    )
    for document in (source, target):
        session.expire(document, ["versions"])


def _move_places(session: Session, source: Document, target: Document) -> None:
    for place in ledger.places_of(session, source.id):
        ledger.put(session, replace(place, document=target.id))


def _move_formats(
    session: Session, source: Document, target: Document, only: list[str] | None = None
) -> list[str]:
    """Let what is another format of one be one of the other; return what was moved."""
    moved = []
    for second in session.scalars(select(Document).where(Document.format_of == source.id)):
        if second.id != target.id and (only is None or second.id in only):
            second.format_of = target.id
            moved.append(second.id)
    return moved


def _move_listed(
    session: Session, source: Document, target: Document, only: list[int] | None = None
) -> list[int]:
    """Let the items of listings that were accepted for one be the other's; return which were."""
    moved = []
    for row in session.scalars(select(Harvested).where(Harvested.document_id == source.id)):
        if only is None or row.id in only:
            row.document_id = target.id
            moved.append(row.id)
    return moved


def _follow(*documents: Document) -> None:
    """Let the index follow at once, and nothing of what it holds of these show until it has."""
    for document in documents:
        store.touch(document)
        document.publication_revision = document.revision
