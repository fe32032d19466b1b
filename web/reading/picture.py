"""The picture of a page: made ahead, only served here, and only where the page may be seen."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import BadRequest, NotFound

from archive.kept.pictures import Pictures, Size
from web import responses
from web.finding.question import wrong
from web.language.translated import gettext
from web.reading.lookup import find_document, find_page, wanted_version
from web.site import site


def picture(document_id: str, number: int) -> Response:
    """Send the picture of a page, if it has been made."""
    size = _wanted_size()
    with site().catalogue.read() as session:
        found = find_document(session, document_id, wanted_version())
        find_page(session, found, number)
    path = Pictures(site().settings.archive.data).path(found.sha256, number, size)
    if not path.is_file():
        raise NotFound(gettext("Det finns ingen bild av sidan."))
    return responses.picture(path, noindex=found.sample)


def _wanted_size() -> Size:
    stated = request.args.get("storlek", "")
    try:
        return Size(stated)
    except ValueError:
        raise BadRequest(str(wrong("storlek", stated, "picture"))) from None
