"""Large bodies, on these addresses alone: how much may be sent, where it is kept meanwhile.

Everywhere else nothing larger than the application's own limit is read, nor here from anybody who is
not signed in.
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from flask import current_app, request
from flask_login import current_user
from werkzeug.formparser import FormDataParser

from archive.uploads import parts
from archive.uploads.parts import Parts
from web.site import site

CHUNK = 4 << 20
"""Bytes that the page sends at a time: what a dropped line loses at most."""

_MOST_OF_A_CHUNK = 16 << 20
_FILES_OF_A_FORM = 10  # of the largest size, sent at once without JavaScript
_PATIENCE = 30.0  # seconds without a byte, after which a line is taken for dropped
_FORM, _CHUNK = "personal.add", "personal.chunk"


def uploads() -> Parts:
    """Return the uploads of this archive."""
    settings = site().settings
    return Parts(settings.archive.data, settings.archive.folder, settings.ingest.min_free_mb << 20)


def most_of_a_file() -> int:
    """Return the bytes that one file may have."""
    return site().settings.ingest.max_file_mb << 20


def make_way() -> None:
    """Before each request: let whoever is signed in send more, where this is the page for it."""
    if request.endpoint == _CHUNK and current_user.is_authenticated:
        request.max_content_length = _MOST_OF_A_CHUNK
    if request.endpoint == _FORM and request.method == "POST" and current_user.is_authenticated:
        store = uploads()
        store.root.mkdir(parents=True, exist_ok=True)
        room = store.room() if site().settings.archive.folder.is_dir() else 0
        least = current_app.config["MAX_CONTENT_LENGTH"]
        request.max_content_length = max(least, min(room, _FILES_OF_A_FORM * most_of_a_file()))
        request.form_data_parser_class = _BesideTheParts


@contextmanager
def patient() -> Iterator[None]:
    """Give up on a line that says nothing any more: the upload is free for the next one."""
    line: Any = request.environ.get("gunicorn.socket")
    if line is None:
        yield
        return
    line.settimeout(_PATIENCE)
    try:
        yield
    except TimeoutError:
        line.shutdown(socket.SHUT_RD)  # or the server would wait for the rest of the chunk before it goes on
        raise
    finally:
        line.settimeout(None)


class _BesideTheParts(FormDataParser):
    """Keeps the files of a form below `archive.data` while they come in: /tmp may be memory."""

    def __init__(self, stream_factory: Any = None, *others: Any, **named: Any) -> None:
        super().__init__(_beside_the_parts, *others, **named)


def _beside_the_parts(*_: Any, **__: Any) -> IO[bytes]:
    folder: Path = site().settings.archive.data / parts.FOLDER
    return tempfile.TemporaryFile(dir=folder)  # without a name: gone with whoever holds it
