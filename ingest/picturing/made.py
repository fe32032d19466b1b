"""What has been made of a file: a note beside its pictures, so that nothing is tried for ever."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "made.json"
_HALF = ".making-"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one file. `tool` is what made it, or could not: a newer one tries again.

    `failed` tells of pages, by their number as text, why there is no picture; `reason` of all of them.
    """

    tool: str
    pages: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    without_large: bool = False  # let go of for want of room


def read(folder: Path) -> Made | None:
    """Return the note in a folder of pictures; None where there is none, or none that can be read."""
    try:
        return Made(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(folder: Path, made: Made) -> None:
    """Write the note; whole, or not at all."""
    put(folder / NAME, json.dumps(asdict(made), ensure_ascii=False).encode())


def clear(folder: Path) -> None:
    """Remove what a kill left half written."""
    for path in folder.glob(f"{_HALF}*"):
        path.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Write a file under its name only when it is whole. A cache: what a power cut takes is made again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=_HALF, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
