"""*Mappen*: one level of the folder, or the files that a filter asks for; it follows what happens."""

from __future__ import annotations

from flask import Response, request

from web.site import site
from web.staff.answers import page
from web.staff.folder.asked import TO_DECIDE, TODAY, asked
from web.staff.folder.shown import shown
from web.staff.folder.wording import state_name

PART = "Helixarkiv-Part"
"""The header by which folder.js asks for the part of the page that changes, alone."""


def folder() -> Response:
    """Show the folder; 304 where a page that asks again has what there is to show."""
    wanted = asked(request.args)
    with site().catalogue.read() as session:
        found = shown(session, wanted, site().settings)
    fingerprint = found.fingerprint()
    if request.if_none_match.contains_weak(fingerprint):
        return Response(status=304)
    response = page(
        "folder_live.html" if request.headers.get(PART) else "folder.html",
        asked=wanted,
        shown=found,
        trail=_trail(wanted.folder),
        fingerprint=fingerprint,
        state_name=state_name,
        only=(TODAY, TO_DECIDE),
    )
    response.set_etag(fingerprint, weak=True)
    return response


def _trail(folder: str) -> tuple[tuple[str, str], ...]:
    """Return each folder from the first below the archive's to this one: its name and its path."""
    names = folder.split("/") if folder else []
    return tuple((name, "/".join(names[: depth + 1])) for depth, name in enumerate(names))
