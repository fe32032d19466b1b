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


class FileGone(EngineUnavailable):
    """A file of the index is not there; whoever has it open reads on."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """How a file must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file whose content was compared with its mark, and how the file system described it then.

    Whoever writes into it afterwards changes its times, also where the size stays.
    """

    mark: FileMark
    described: tuple[int, ...]


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


def mark(folder: Path, names: Iterable[str]) -> dict[str, Checked]:
    """Return how files are just now, which is how they must stay."""
    return {name: _look(folder / name) for name in sorted(names)}


def check(folder: Path, manifest: Manifest, known: Mapping[str, Checked]) -> dict[str, Checked]:
    """Raise :class:`EngineUnavailable` where a file is not as the manifest says; return what was checked.

    A file's content is read again only if it is not `known`, or was touched since.
    """
    checked = {}
    for name, mark in manifest.files.items():
        path = folder / name
        try:
            found = Checked(mark, _described(path))
            if known.get(name) != found:
                found = _look(path)
        except OSError as error:
            raise FileGone(f"{name} of the index cannot be read: {error.strerror}") from error
        if found.mark != mark:
            raise EngineUnavailable(f"{name} of the index is damaged")
        checked[name] = found
    return checked


def _described(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def _look(path: Path) -> Checked:
    described = _described(path)  # before it is read: what is written meanwhile is noticed the next time
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checked(FileMark(path.stat().st_size, digest), described)
