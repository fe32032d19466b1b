"""The manifest of one generation: exactly which files it consists of, and what made them.

The manifest is the index's commit. Files that it does not name are not there, and a file that is
not as it says makes the whole unusable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engine import EngineUnavailable
from search.whoosh_engine.disk import files

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileMark:
    """How a file must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One committed state. `toc` numbers Whoosh's table of contents, `stamp` tells what made it."""

    stamp: str
    toc: int
    files: Mapping[str, FileMark]


def read(folder: Path) -> Manifest:
    """Return a generation's manifest; raise :class:`EngineUnavailable` where there is no whole one."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        marks = {name: FileMark(**mark) for name, mark in content["files"].items()}
        return Manifest(str(content["stamp"]), int(content["toc"]), marks)
    except OSError as error:
        raise EngineUnavailable(f"the index has no manifest: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineUnavailable(f"the manifest of the index cannot be read: {error}") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Make this the committed state."""
    files.write_whole(folder / NAME, json.dumps(asdict(manifest), indent=1).encode())


def marks_of(folder: Path, names: Iterable[str]) -> dict[str, FileMark]:
    """Return how the files are just now."""
    return {name: _mark(folder / name) for name in sorted(names)}


def check(folder: Path, manifest: Manifest, known: Mapping[str, FileMark]) -> None:
    """Raise :class:`EngineUnavailable` where a file is not as the manifest says.

    The size of every file is compared; the checksum of those that `known` does not hold as checked.
    """
    for name, mark in manifest.files.items():
        path = folder / name
        try:
            whole = path.stat().st_size == mark.size and (known.get(name) == mark or _mark(path) == mark)
        except OSError as error:
            raise EngineUnavailable(f"{name} of the index cannot be read: {error.strerror}") from error
        if not whole:
            raise EngineUnavailable(f"{name} of the index is damaged")


def _mark(path: Path) -> FileMark:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileMark(path.stat().st_size, digest)
