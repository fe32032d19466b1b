"""The page *Lägg till*, and the form as browsers send it without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from archive.uploads import folders, naming
from web.language.translated import gettext
from web.language.wording import byte_size
from web.site import site
from web.staff.adding import bodies, putting, wording
from web.staff.answers import page
from web.staff.signing.member import who


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file of the form; `placed` is its path in the folder, "" where it was refused."""

    name: str
    said: str
    placed: str = ""
    suggestion: str = ""


def add() -> Response:
    """Show the page (GET), or put the files of a form into the folder (POST)."""
    if request.method == "GET":
        return _shown()
    sent = [file for file in request.files.getlist("filer") if file.filename]
    if not sent:
        return _shown([Told("", gettext("Välj minst en fil."))], 422)
    told = [_put(file) for file in sent]
    return _shown(told, 200 if any(each.placed for each in told) else 422)


def _put(file: FileStorage) -> Told:
    name = file.filename or ""
    size = file.stream.seek(0, os.SEEK_END)
    try:
        placed, warning = putting.put(putting.wanted(name), file.stream, size)  # type: ignore[arg-type]
    except putting.Refused as refused:
        return Told(name, refused.said, suggestion=refused.detail.get("suggestion", ""))
    said = wording.uploaded(placed.path)
    return Told(name, f"{said} {warning}".strip(), placed.path)


def _shown(told: Sequence[Told] = (), status: int = 200) -> Response:
    folder = site().settings.archive.folder
    store = bodies.uploads()
    if request.method == "GET" and folder.is_dir():
        store.sweep()
    return page(
        "add.html",
        status,
        told=told,
        folders=folders.listed(folder),
        chosen=request.values.get("mapp", ""),
        new_folder=request.form.get("ny_mapp", ""),
        unpublished="opublicerat" in request.form,
        writable=folders.can_write(folder),
        read_only=wording.read_only(),
        begun=store.unfinished(who()),
        most=byte_size(bodies.most_of_a_file()),
        chunk=bodies.CHUNK,
        endings=",".join(sorted(naming.READ)),
    )
