"""Slides as a PDF, through LibreOffice: all of them to draw, and those that are not hidden to take home."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
from collections.abc import Collection, Sequence
from pathlib import Path

from ingest.drawing import program as drawing
from ingest.picturing.pages import NICELY
from ingest.sandbox.process import Running
from ingest.sandbox.roof.places import MEETING
from ingest.sandbox.tools import PATH, ToolLimits, run_tool

FORMATS = frozenset({"pptx", "ppt", "odp"})
"""What LibreOffice makes slides of; texts run over pages of their own and are not drawn."""

CONVERTING = ToolLimits(
    memory_bytes=4 << 30,
    cpu_seconds=240,
    wall_seconds=900.0,
    output_bytes=512 << 20,
    processes=64,
    open_files=1024,
    sockets=True,
)
_TRIMMING = ToolLimits(memory_bytes=2 << 30, cpu_seconds=60, wall_seconds=300.0)
_OUT = "deck.pdf"
_BUILD = re.compile(r"^buildid=(.+)$", re.MULTILINE)
# A profile of its own in the scratch folder, which is the program's HOME; every slide, no notes, no comments
_FILTER = "pdf:impress_pdf_Export:" + json.dumps(
    {
        name: {"type": "boolean", "value": value}
        for name, value in (
            ("ExportHiddenSlides", "true"),
            ("ExportNotes", "false"),
            ("ExportNotesPages", "false"),
        )
    }
)
# With a new profile it starts itself a second time, and the socket of the first, which it may not remove,
# is then in the way: so the profile is made first, and used under another name.
_CONVERT = """
office=$0
start() {
    profile=$1; shift
    "$office" "-env:UserInstallation=file://$HOME/$profile" --headless --norestore --nolockcheck "$@"
}
start new --terminate_after_init
mv new profile
start profile --convert-to "$1" --outdir "$HOME" "$HOME/$2"
"""


class NotMade(Exception):  # noqa: N818 - an answer, not a fault
    """LibreOffice makes no PDF of a deck; the text is the reason, in English."""


def find(stated: str) -> str:
    """Return the path of LibreOffice, as the setting says or where it is installed; "" for none."""
    return shutil.which(stated or "soffice", path=None if stated else PATH) or ""


def version(libreoffice: str) -> str:
    """Return what tells one LibreOffice from another, without starting it; "" for none."""
    if not libreoffice:
        return ""
    about = Path(libreoffice).resolve().with_name("versionrc")
    try:
        found = _BUILD.search(about.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        found = None
    return f"LibreOffice {found[1]}" if found else "LibreOffice"


def as_pdf(libreoffice: str, original: Path, format_: str, running: Running) -> bytes:
    """Return a PDF with a page for each slide, hidden ones too.

    Raises :class:`NotMade`, and Cancelled where `running` was. It ends with 0 also where it failed: what
    it leaves behind tells.
    """
    name = f"deck.{format_}"
    try:
        program = [*NICELY, "sh", "-c", _CONVERT, libreoffice, _FILTER, name]
        ran = run_tool(program, {name: original}, CONVERTING, running)
    finally:
        _remove_dead_sockets()
    if ran.reason:
        raise NotMade(f"LibreOffice failed: {ran.reason}"[:300])
    made = ran.outputs.get(_OUT, b"")
    if not made.startswith(b"%PDF"):
        raise NotMade("LibreOffice left no PDF behind")
    return made


def without_hidden(pdf: bytes, count: int, hidden: Collection[int], running: Running) -> bytes:
    """Return a PDF of the slides that are not hidden, by their numbers; b"" where there is none left."""
    shown: Sequence[int] = [number for number in range(1, count + 1) if number not in hidden]
    if not shown:
        return b""
    ran = run_tool(
        [*NICELY, *drawing("webp"), "keep", _OUT, "kept.pdf", ",".join(map(str, shown))],
        {_OUT: pdf},
        _TRIMMING,
        running,
    )
    if ran.reason or "kept.pdf" not in ran.outputs:
        raise NotMade(f"its shown slides could not be taken out: {ran.reason}"[:300])
    return ran.outputs["kept.pdf"]


def _remove_dead_sockets() -> None:
    """Remove what LibreOffice may make in /tmp and not remove: sockets that nobody listens at any more."""
    for path in MEETING[0].glob(f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_*"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as asking:
            try:
                asking.connect(str(path))
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)
