"""A speaker and what they spoke in."""

from __future__ import annotations

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from archive.catalogue import documents, listings
from archive.catalogue.naming import people
from web import responses
from web.language.translated import gettext
from web.site import links, site


def speaker(slug: str) -> Response:
    """Show a speaker's material, the newest seminar first; a former address leads to the present one."""
    with site().catalogue.read() as session:
        entry = listings.speaker_by_slug(session, slug)
        person = people.by_slug(session, slug) if entry is None else None
        if person is not None and listings.speaker_by_slug(session, person.slug) is not None:
            return redirect(links().speaker(person.slug), 301)
        if entry is None:
            raise NotFound(gettext("Det finns ingen talare med den adressen."))
        material = documents.by_speaker(session, entry.id, site().settings.publish)
    return responses.page("speaker.html", speaker=entry, material=material)
