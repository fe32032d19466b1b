"""Taking back what staff decided, each kind in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.staff import decisions
from archive.catalogue.staff.corrections import correcting, merging
from archive.catalogue.staff.decisions import Decided
from archive.catalogue.staff.harvesting import accepting as harvesting
from archive.catalogue.staff.joining import deciding
from archive.catalogue.staff.publication import holding, publishing, rules, taking_down
from archive.catalogue.tables import Decision, Document

Undo = Callable[[Session, Decided, str], str]
"""Takes a decision back in the name of a member of staff; returns "" or in Swedish why it cannot be."""

CHANGED = "Det har ändrats sedan dess. Se hur det står nu och ändra det där."
NOT_UNDOABLE = "Det beslutet går inte att ångra."
GOES_ON = "Dokumentet ingår i ett annat nu. Ändra det där, eller ångra först att de hör ihop."


@dataclass(frozen=True, slots=True)
class Way:
    """How decisions of one kind are undone.

    `overrides`: it can be done over what was decided of the same thing since, which is asked first.
    `notes_itself`: `undo` sees to it that the decision is marked as undone, perhaps later.
    `mirrored`: the same the other way round is a decision of the kind, so undoing is undone as one; the
    others record such a decision themselves, or are decided anew on their page.
    """

    undo: Undo
    overrides: bool = False
    notes_itself: bool = False
    mirrored: bool = False


def _of_publication(undo: Callable[[Session, str, Decided], bool], *, mirrored: bool = False) -> Way:
    """Return the way of a function that tells whether things still stand as was decided."""
    return Way(lambda session, decided, by: "" if undo(session, by, decided) else CHANGED, mirrored=mirrored)


def _undo_rule(session: Session, decided: Decided, by: str) -> str:
    rules.put(session, by, decided.subject, decided.before)
    return ""


UNDOING: Mapping[str, Way] = {
    correcting.DECISION: Way(correcting.undo, overrides=True),
    merging.RENAMED: Way(merging.undo_rename),
    merging.ALIAS: Way(merging.undo_alias),
    merging.MERGED: Way(merging.undo_merge),
    publishing.DECISION: _of_publication(publishing.undo_publication, mirrored=True),
    holding.RELEASE: _of_publication(publishing.undo_release),
    holding.HOLD: _of_publication(publishing.undo_hold),
    taking_down.DECISION: _of_publication(taking_down.undo),
    rules.DECISION: Way(_undo_rule, overrides=True),
    harvesting.DECISION: Way(harvesting.undo),
    **{kind: Way(deciding.undo, notes_itself=True) for kind in deciding.KINDS},
}
"""What can be undone. A kind that is not here cannot: an upload, a purge."""


def can_undo(decided: Decided) -> bool:
    """Tell whether a decision can be taken back."""
    return decided.undone_at is None and decided.kind in UNDOING and not decided.emptied


def overridden(session: Session, decided: Decided) -> tuple[Decided, ...]:
    """Return what was decided of the same thing since, the last first, that undoing would override."""
    if not can_undo(decided) or not UNDOING[decided.kind].overrides:
        return ()
    later = select(Decision.id).where(
        Decision.id > decided.id,
        Decision.kind == decided.kind,
        Decision.document_id == decided.document,
        Decision.subject == decided.subject,
    )
    found = [decisions.get(session, number) for number in session.scalars(later.order_by(Decision.id.desc()))]
    since = tuple(each for each in found if each is not None)
    return () if since and since[0].after == decided.after else since


def undo(session: Session, decided: Decided, by: str) -> str:
    """Take a decision back; return in Swedish why it cannot be, "" when it is done or was before."""
    if decided.undone_at is not None:
        return ""
    way = UNDOING.get(decided.kind)
    if way is None or decided.emptied:
        return NOT_UNDOABLE
    document = session.get(Document, decided.document or "")
    if document is not None and document.joined_to is not None and decided.kind not in deciding.KINDS:
        return GOES_ON  # nobody reads what would change
    problem = way.undo(session, decided, by)
    if not problem and not way.notes_itself:
        decisions.mark_undone(session, decided.id, by)
    if not problem and way.mirrored:
        decisions.record(
            session,
            by,
            decided.kind,
            decided.document,
            subject=decided.subject,
            before=decided.after,
            after=decided.before,
        )
    return problem
