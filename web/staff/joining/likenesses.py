"""The page *Förslag*, and the answers given on it."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.alike.joined import VERSION
from archive.catalogue.staff.joining import deciding, proposals
from archive.catalogue.staff.joining.proposals import Proposal
from archive.catalogue.tables import Likeness
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done, page, staff_links
from web.staff.explaining import told
from web.staff.joining.differences import Differences, differences
from web.staff.signing.member import who

_SHOWN = 10  # of what waits; the rest comes up as these are answered
_ANSWERED = 20


def likenesses() -> Response:
    """Show what waits for an answer, and what was answered."""
    with site().catalogue.read() as session:
        waiting = [(each, _differences(session, each)) for each in proposals.waiting(session, _SHOWN)]
        answered = proposals.answered(session, _ANSWERED)
        total = proposals.count(session)
    return page("likenesses.html", waiting=waiting, answered=answered, more=total - len(waiting), told=told)


def accept(number: int) -> AnyResponse:
    """Say yes; a further version is asked of the watcher, two formats are one at once."""
    with site().catalogue.write() as session:
        problem = deciding.say_yes(session, number, who(), request.form.get("forst", ""))
        kind = _kind(session, number)
    said = gettext("Klart. Läsarna ser nu ett dokument i två format.")
    return _done(problem, _asked() if kind == VERSION else said)


def decline(number: int) -> AnyResponse:
    """Say no, for good."""
    with site().catalogue.write() as session:
        problem = deciding.say_no(session, number, who())
    return _done(problem, gettext("Klart. De två förblir olika dokument, och förslaget kommer inte igen."))


def undo(number: int) -> AnyResponse:
    """Take the answer back."""
    with site().catalogue.write() as session:
        decided = deciding.last_decision(session, number)
        if decided is None:
            return _done(gettext("Det finns inget svar att ångra."), "")
        problem = deciding.undo(session, decided, who())
    return _done(problem, _asked() if decided.kind == deciding.JOIN_VERSION else gettext("Svaret är ångrat."))


def _asked() -> str:
    return gettext("Det görs nu. Ladda om sidan om någon sekund för att se resultatet.")


def _done(problem: str, said: str) -> AnyResponse:
    return done(staff_links().likenesses(), problem or said)


def _kind(session: Session, number: int) -> str:
    row = session.get(Likeness, number)
    return row.kind if row else ""


def _differences(session: Session, proposal: Proposal) -> Differences:
    one, other = (proposals.texts(session, side.id) for side in (proposal.one, proposal.other))
    return differences(one, other)
