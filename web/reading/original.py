"""The original file, as a download."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Response
from werkzeug.exceptions import NotFound

from web import responses
from web.language.translated import gettext
from web.reading.lookup import find_document, wanted_version
from web.site import site

_OFFICE = "application/vnd.openxmlformats-officedocument.presentationml."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OPEN = "application/vnd.oasis.opendocument."
_MEDIA_TYPES = {  # what is not named here is bytes to a browser
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".pptx": f"{_OFFICE}presentation",
    ".ppsx": f"{_OFFICE}slideshow",
    ".potx": f"{_OFFICE}template",
    **dict.fromkeys((".ppt", ".pps", ".pot"), "application/vnd.ms-powerpoint"),
    ".pptm": "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
    ".docx": f"{_WORD}document",
    ".dotx": f"{_WORD}template",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".dotm": "application/vnd.ms-word.template.macroEnabled.12",
    ".odt": f"{_OPEN}text",
    ".ott": f"{_OPEN}text-template",
    ".odp": f"{_OPEN}presentation",
    ".otp": f"{_OPEN}presentation-template",
}


def original(document_id: str) -> Response:
    """Send the original of a document's version under its own file name."""
    with site().catalogue.read() as session:
        found = find_document(session, document_id, wanted_version())
    if found.link or not found.original:
        raise NotFound(gettext("Originalet till ”%(title)s” erbjuds inte.", title=found.title))
    path = site().originals.path(found.sha256)
    if not path.is_file():
        raise NotFound(gettext("Originalet till ”%(title)s” går inte att hämta just nu.", title=found.title))
    suffix = PurePosixPath(found.file_name).suffix.lower()
    media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
    return responses.download(path, found.file_name, media_type, found.sha256, noindex=found.sample)
