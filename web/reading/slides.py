"""The slides of a deck as PDF: without hidden slides and notes, made ahead, only served here."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Response
from werkzeug.exceptions import NotFound

from archive.kept.pictures import Pictures
from web import responses
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.site import site


def slides(document_id: str) -> Response:
    """Send the slides of a document's version."""
    with site().catalogue.read() as session:
        found = find_document(session, document_id, wanted_version())
    path = Pictures(site().settings.archive.data).slides(found.sha256)
    if not path.is_file():
        raise NotFound(gettext("Det finns ingen PDF av bilderna i ”%(title)s”.", title=found.title))
    name = f"{PurePosixPath(found.file_name).stem}.pdf"
    return responses.download(path, name, "application/pdf", f"{found.sha256}-slides", noindex=found.sample)
