"""One file of the folder: where it stands, why, and what has happened to it."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import NotFound

from archive.catalogue.folder import events, ledger
from archive.catalogue.folder import status as folder_status
from web.language.translated import gettext
from web.site import site
from web.staff.answers import page
from web.staff.folder.asked import Asked
from web.staff.folder.shown import rows
from web.staff.keeping import wording

_MOST = 100


def file() -> Response:
    """Show a file of the folder."""
    path = request.args.get("fil", "")
    with site().catalogue.read() as session:
        found = folder_status.of_path(session, path) if path else None
        if found is None:
            raise NotFound(gettext("Arkivet har inte sett någon fil med det namnet."))
        (row,) = rows(session, [found], Asked())
        happened = events.happened(session, events.Asked(place=ledger.mark(path)), 0, _MOST)
    return page(
        "folder_file.html",
        row=row,
        above=path.rpartition("/")[0],
        history=wording.told(happened),
        keeps_days=site().settings.archive.keep_events_days,
    )
