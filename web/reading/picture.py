"""The picture of a page: made ahead, only served here, and only where the page may be seen."""

from __future__ import annotations

from pathlib import Path

from flask import Response
from werkzeug.exceptions import NotFound

from web import responses
from web.language.translated import gettext
from web.reading.lookup import find_document, find_page, wanted_version
from web.site import site


def picture(document_id: str, number: int) -> Response:
    """Send the picture of a page, if it has been made."""
    with site().catalogue.read() as session:
        found = find_document(session, document_id, wanted_version())
        find_page(session, found, number)
    path = path_of(site().settings.archive.data, found.sha256, number)
    if not path.is_file():
        raise NotFound(gettext("Det finns ingen bild av sidan."))
    return responses.picture(path, noindex=found.sample)


def path_of(data: Path, sha256: str, number: int) -> Path:
    """Return where the picture of a page of the file with this hash lies, whether or not it does."""
    return data / "pictures" / sha256[:2] / sha256 / f"{number}.webp"
