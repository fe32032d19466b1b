"""Keeping the pictures within their room: of what is oldest the large ones go first, then all.

And sweeping out what is of no version any more.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from archive.kept.pictures import Pictures, Size
from ingest.picturing import made as notes


def used(pictures: Pictures) -> int:
    """Return how many bytes all pictures take."""
    return sum(path.stat().st_size for folder in _folders(pictures) for path in folder.iterdir())


def make_room(pictures: Pictures, newest_first: Iterable[str], most: int) -> int:
    """Remove pictures of files until all take at most so many bytes; return how many files lost any.

    `newest_first` are the hashes of the files. Of a file that loses its large pictures the others stay as
    long as there is room; one that loses all keeps its note, so that it is not made again and again.
    """
    taken = used(pictures)
    oldest_first = [pictures.folder(sha256) for sha256 in reversed(list(newest_first))]
    lost: set[Path] = set()
    for keep in (_small, _note):
        for folder in oldest_first:
            if taken <= most:
                return len(lost)
            gone = _remove(folder, keep)
            if gone:
                taken -= gone
                lost.add(folder)
                made = notes.read(folder)
                if made is not None:
                    notes.write(folder, replace(made, without_large=True))
    return len(lost)


def sweep(pictures: Pictures, known: frozenset[str]) -> int:
    """Remove the pictures of files that no version is of; return of how many."""
    strangers = [folder for folder in _folders(pictures) if folder.name not in known]
    for folder in strangers:
        shutil.rmtree(folder, ignore_errors=True)
    return len(strangers)


def _folders(pictures: Pictures) -> Iterator[Path]:
    if pictures.root.is_dir():
        for shelf in pictures.root.iterdir():
            if shelf.is_dir():
                yield from (folder for folder in shelf.iterdir() if folder.is_dir())


def _small(path: Path) -> bool:
    return not path.name.endswith(f"-{Size.LARGE}.webp")


def _note(path: Path) -> bool:
    return path.name == notes.NAME


def _remove(folder: Path, keep: Callable[[Path], bool]) -> int:
    """Remove what is not to be kept; return how many bytes that were."""
    gone = 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if not keep(path):
            gone += path.stat().st_size
            path.unlink()
    return gone
