"""The power goes at any moment of indexing: what was not synced may be gone, whole or in part.

What a disk is sure to hold is modelled: of a file the bytes at its last fsync, of a folder the names
at its last. After the power went, each file has these, all that was written since, or any beginning
of that; each name that was made or removed since may or may not be. Whatever is left, the archive
starts, notices, and finds what it should. The catalogue keeps its promise by itself (SQLite).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from archive.catalogue import Catalogue, tables
from archive.settings import Settings
from search import indexer
from search.language.analyser import Analyser
from search.opening import open_engine
from tests.search.archives import add, change, new_catalogue

ANALYSER = Analyser()


class PowerGone(BaseException):
    """The power went."""


class Disk:
    """What the folder below `root` is sure to hold after a power cut."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.contents: dict[int, bytes] = {}
        self.names: dict[Path, dict[str, int]] = {}
        self.left = -1  # syncs until the power goes; never, where negative
        self._open: list[int] = []  # keeps the numbers of files that are removed from being used again

    def sync(self, descriptor: int) -> None:
        if self.left == 0:
            raise PowerGone
        self.left -= 1
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            self.names[path] = {p.name: p.stat().st_ino for p in path.iterdir()}
        elif path.is_file():
            self._open.append(os.open(path, os.O_RDONLY))
            self.contents[path.stat().st_ino] = path.read_bytes()

    def close(self) -> None:
        for descriptor in self._open:
            os.close(descriptor)

    def after_the_cut(self, chance: Random, target: Path) -> None:
        """Make in `target` one of the states that the disk may be in."""
        self._folder(self.root, chance, target)

    def _folder(self, folder: Path, chance: Random, target: Path) -> None:
        target.mkdir()
        present = {p.name: p.stat().st_ino for p in folder.iterdir()}
        sure = self.names.get(folder, {})
        for name in sorted(present.keys() | sure.keys()):
            now, then = present.get(name), sure.get(name)
            chosen = now if now == then or chance.random() < 0.5 else then
            if chosen is None:
                continue
            if (folder / name).is_dir():
                self._folder(folder / name, chance, target / name)
            else:
                written = (folder / name).read_bytes() if chosen == now else self.contents.get(chosen, b"")
                (target / name).write_bytes(self._torn(written, self.contents.get(chosen, b""), chance))

    @staticmethod
    def _torn(written: bytes, sure: bytes, chance: Random) -> bytes:
        if written == sure:
            return sure
        end = chance.randint(0, len(written))
        return chance.choice((sure, written[:end], written[:end].ljust(len(written), b"\0")))


@contextmanager
def watched(data: Path) -> Iterator[Disk]:
    disk = Disk(data / "index")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("search.whoosh_engine.disk.files.os.fsync", disk.sync)
        yield disk
    disk.close()


@contextmanager
def an_archive() -> Iterator[tuple[Catalogue, Settings]]:
    data = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    catalogue, settings = new_catalogue(data)
    try:
        yield catalogue, settings
    finally:
        catalogue.close()
        shutil.rmtree(data)


def follow(archive: tuple[Catalogue, Settings]) -> None:
    catalogue, settings = archive
    with capture_logs():
        indexer.follow(catalogue, settings.archive.data, settings, ANALYSER)


def some_indexing(archive: tuple[Catalogue, Settings]) -> Iterator[None]:
    """Index, change and rebuild, in steps."""
    catalogue, settings = archive
    add(catalogue, "a", ["samverkan"])
    add(catalogue, "b", ["avhoppare", "samverkan"])
    yield follow(archive)
    change(catalogue, "a", visibility="hidden")
    add(catalogue, "c", ["trygghet"] * 3)
    yield follow(archive)
    indexer.rebuild(catalogue, settings.archive.data, settings, ANALYSER)
    yield
    add(catalogue, "d", ["brott", "samverkan"])
    change(catalogue, "a", visibility="public")
    yield follow(archive)


def is_right(archive: tuple[Catalogue, Settings]) -> None:
    """Whoever starts now may find that there is no index, and after the indexer's turn finds all."""
    catalogue, settings = archive
    with capture_logs():
        engine = open_engine(settings)
    follow(archive)
    with catalogue.read() as session:
        expected = {
            row.id: row.page_count for row in session.query(tables.Document) if row.visibility == "public"
        }
    with capture_logs():
        engine.refresh()
        assert engine.pages_held() == expected
        assert open_engine(settings).pages_held() == expected


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(left=st.integers(0, 43), seed=st.integers(0, 2**32))
def test_the_power_goes_at_any_sync(left: int, seed: int) -> None:
    with an_archive() as archive:
        folder = archive[1].archive.data
        with watched(folder) as disk:
            disk.left = left
            try:
                for _ in some_indexing(archive):
                    pass
            except PowerGone:
                disk.left = -1
            disk.after_the_cut(Random(seed), folder / "after")
        shutil.rmtree(folder / "index", ignore_errors=True)
        (folder / "after").rename(folder / "index")
        is_right(archive)
