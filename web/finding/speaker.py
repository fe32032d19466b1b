"""A speaker and what they spoke in."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound

from archive.catalogue import documents, listings
from web import responses
from web.language.translated import gettext
from web.site import site


def speaker(slug: str) -> Response:
    """Show a speaker's material, the newest seminar first."""
    with site().catalogue.read() as session:
        entry = listings.speaker_by_slug(session, slug)
        if entry is None:
            raise NotFound(gettext("Det finns ingen talare med den adressen."))
        material = documents.by_speaker(session, entry.id, site().settings.publish)
    return responses.page("speaker.html", speaker=entry, material=material)
