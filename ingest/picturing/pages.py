"""Pages of a PDF as pictures, so many in one run of the program that draws them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.kept.pictures import WIDEST, Size
from ingest.drawing import program
from ingest.sandbox.process import Running
from ingest.sandbox.tools import ToolLimits, run_tool

AT_ONCE = 16
"""Pages of one run: starting the program takes as long as three."""

DRAWING = ToolLimits(memory_bytes=2 << 30, cpu_seconds=120, wall_seconds=600.0, output_bytes=256 << 20)
NICELY = ("nice", "-n", "19")
_FILE, _FAILED = "original.pdf", "failed.txt"
_SIDES = tuple(str(WIDEST[size]) for size in (Size.LARGE, Size.SCREEN, Size.THUMBNAIL))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of one run: pictures by the name of their file, and why pages could not be drawn."""

    pictures: dict[str, bytes]
    failed: dict[int, str]


def draw(original: Path, first: int, count: int, part: str, running: Running) -> Drawn:
    """Draw so many pages of a PDF, or of the file `part` in it, from the index `first`, from 0.

    Where the program comes to no good end, each page is tried by itself, so that one takes none with it.
    Raises Cancelled where `running` was.
    """
    ran = run_tool(
        [*NICELY, *program("webp"), "draw", _FILE, str(first), str(count), part, *_SIDES],
        {_FILE: original},
        DRAWING,
        running,
    )
    if ran.reason and count > 1:
        pictures: dict[str, bytes] = {}
        failed: dict[int, str] = {}
        for index in range(first, first + count):
            alone = draw(original, index, 1, part, running)
            pictures |= alone.pictures
            failed |= alone.failed
        return Drawn(pictures, failed)
    if ran.reason:
        return Drawn({}, {first + 1: ran.reason})
    told = ran.outputs.get(_FAILED, b"").decode("utf-8", "replace")
    pictures = {name: content for name, content in ran.outputs.items() if _PICTURE.fullmatch(name)}
    return Drawn(pictures, dict(_reasons(told)))


_PICTURE = re.compile(r"[0-9]{1,6}(-stor|-liten)?\.webp")


def _reasons(told: str) -> Iterator[tuple[int, str]]:
    for line in told.splitlines():
        number, _, reason = line.partition(": ")
        if number.isdigit():
            yield int(number), reason
