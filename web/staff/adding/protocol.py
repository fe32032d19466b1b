"""What the page's script asks for: begin, send chunks, finish, cancel, and where the files stand.

The core of the tus protocol (tus.io) in a dress of our own: an upload has an address, PATCH adds a chunk at
`Upload-Offset`, GET tells how much is here. A chunk's SHA-256 may go with it (`Upload-Checksum`, in hex).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any

from flask import request
from werkzeug.exceptions import ClientDisconnected
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from archive.catalogue.folder.status import of_path
from archive.uploads import naming, parts
from archive.uploads.parts import Upload
from web import responses
from web.language.translated import gettext
from web.site import site
from web.staff import explaining
from web.staff.adding import bodies, putting, wording
from web.staff.adding.putting import Refused, told, wanted
from web.staff.answers import staff_links
from web.staff.signing.member import who

_NEWEST = 253_402_300_799_000  # ms: the end of the year 9999
_MOST_ASKED = 200  # files whose state is asked for at once


def _answered(view: Callable[..., Mapping[str, Any]]) -> Callable[..., Response]:
    """Answer a script with JSON, also where something is refused."""

    @wraps(view)
    def answer(*values: Any, **named: Any) -> Response:
        try:
            return responses.data(view(*values, **named))
        except Refused as refused:
            body = {"problem": refused.said, "kind": refused.kind, **refused.detail}
            return responses.data(body, refused.status)

    return answer


@_answered
def begin() -> Mapping[str, Any]:
    """Begin an upload, or go on with the one that was begun of the same file."""
    file = request.form.get("fil", "")
    size, modified = _number("storlek"), min(_number("andrad"), _NEWEST)
    where = wanted(file)
    putting.ask(where, size)
    with told(where):
        name = naming.checked(where.name)
        begun = bodies.uploads().begin(Upload("", who(), file[:1000], size, modified, where.folder, name))
    return _state(begun)


@_answered
def received(number: str) -> Mapping[str, Any]:
    """Tell how much of an upload is here."""
    with told():
        return _state(bodies.uploads().get(number, who()))


@_answered
def chunk(number: str) -> Mapping[str, Any]:
    """Add a chunk."""
    length = request.content_length
    offset = request.headers.get("Upload-Offset", "")
    if not length or not (offset.isascii() and offset.isdecimal() and len(offset) < 16):
        raise Refused(wording.torn(), "chunk", status=400)
    checksum = request.headers.get("Upload-Checksum", "")
    try:
        with told(), bodies.patient(), _whole_and_alone():
            return _state(
                bodies.uploads().append(number, who(), int(offset), request.stream, length, checksum)
            )
    except parts.WrongOffset as wrong:
        raise Refused(wording.torn(), "offset", {"received": wrong.received}, 409) from None


@contextmanager
def _whole_and_alone() -> Iterator[None]:
    """Tell a script to come back where another request is at the upload, or the chunk is not whole."""
    try:
        yield
    except parts.Busy:
        raise Refused(gettext("Uppladdningen pågår i ett annat fönster."), "busy", status=423) from None
    except (parts.BadChunk, ClientDisconnected, TimeoutError):
        raise Refused(wording.torn(), "chunk", status=400) from None


@_answered
def finish(number: str) -> Mapping[str, Any]:
    """Put a whole upload into the folder; asked twice, tell again where it is."""
    store = bodies.uploads()
    with told():
        upload = store.get(number, who())
        if upload.placed:
            return _placed(upload.placed)
        with _whole_and_alone(), store.held(number, who()) as (upload, source):
            if upload.placed:
                return _placed(upload.placed)
            if not upload.whole:
                raise Refused(wording.torn(), "offset", {"received": upload.received}, 409)
            asked = wanted(upload.name)
            where = putting.Wanted(upload.folder, asked.name, asked.replace, asked.anyway)
            placed, warning = putting.put(where, source, upload.size, upload.modified * 1_000_000 or None)
            store.note_placed(upload, placed.path)
    return _placed(placed.path, warning)


def cancel(number: str) -> Response:
    """Remove what was sent of an upload."""
    with suppress(parts.Unknown):  # asked twice, or in place by now
        bodies.uploads().drop(number, who())
    return redirect(staff_links().add(), 303)


@_answered
def states() -> Mapping[str, Any]:
    """Tell where files of the folder stand, by their paths."""
    files = []
    with site().catalogue.read() as session:
        for path in request.args.getlist("fil")[:_MOST_ASKED]:
            found = of_path(session, path)
            said = explaining.of_file(found).explained if found else None
            files.append(
                {
                    "path": path,
                    "state": found.state if found else "",
                    "label": said.label if said else gettext("uppladdad, väntar på att läsas"),
                    "reason": said.reason if said else "",
                    "remedy": said.remedy if said else "",
                    "address": staff_links().document(found.document) if found and found.document else "",
                }
            )
    return {"files": files}


def _state(upload: Upload) -> Mapping[str, Any]:
    return {
        "address": staff_links().upload(upload.id),
        "finish": staff_links().upload(upload.id, "klar"),
        "cancel": staff_links().upload(upload.id, "avbryt"),
        "received": upload.received,
        "size": upload.size,
        "placed": upload.placed,
    }


def _placed(path: str, warning: str = "") -> Mapping[str, Any]:
    return {"path": path, "said": wording.uploaded(path), "warning": warning}


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
