"""What staff ask of the watcher on *Mappen*: to read again what was refused, to let go what is gone."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from archive.catalogue.folder import events, ledger, rounds
from archive.catalogue.staff import decisions, requests
from archive.folder.attention import ANOTHER, GUARD
from archive.folder.outcomes import PlaceState
from web.language.translated import gettext
from web.site import site
from web.staff.answers import done
from web.staff.folder.asked import asked
from web.staff.signing.member import who

CONFIRMED = "withdrawal-confirmed"
"""A decision of this kind let the guard's files go; after is how many."""


def retry() -> Response:
    """Ask for one refused file to be read again, or for all of them."""
    path = unquote(request.form.get("fil", ""))  # escaped: a form would change line breaks in a name
    with site().catalogue.write() as session:
        if path:
            known = ledger.entry_at(session, path)
            refused = known is not None and known.state == PlaceState.REFUSED
        else:
            refused = request.form.get("alla") == "ja"
        if refused:
            requests.ask(session, who(), requests.RETRY, path)
    if not refused:
        return done(_back(), gettext("Filen behöver inte läsas igen."))
    if path:
        return done(_back(), gettext("Arkivet läser filen igen så snart det kan."))
    return done(_back(), gettext("Arkivet läser alla filer som inte kunde läsas igen, så snart det kan."))


def confirm() -> Response:
    """Let the guard's files go, if they are those that were shown."""
    with site().catalogue.write() as session:
        held = rounds.held(session).total
        keys = {notice.key for notice in events.standing(session)}
        meant = bool(keys & {GUARD, ANOTHER}) and request.form.get("antal") == str(held)
        if meant:
            requests.ask(session, who(), requests.CONFIRM_WITHDRAW)
            decisions.record(session, who(), CONFIRMED, after=held)
    if not meant:
        return done(
            _back(), gettext("Det har ändrats i mappen sedan sidan visades. Se efter och bekräfta igen.")
        )
    return done(_back(), gettext("Bekräftat. Dokumenten tas bort ur arkivet så snart arkivet hinner."))


def _back() -> str:
    """Return the address of the page that the form stood on."""
    pairs = parse_qs(request.form.get("tillbaka", ""))
    return asked(MultiDict(pairs)).address()
