"""Nothing outside the folder is read, whatever is swapped for a link, and whenever."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import beneath
from archive.folder.outcomes import PlaceState
from archive.kept.originals import Originals, open_regular
from tests.ingest.folder.conftest import Archive

SECRET = "mycket hemligt utanför mappen"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder elsewhere, with a secret under the name of a document and of what describes it."""
    place = tmp_path / "outside"
    place.mkdir()
    (place / "a.txt").write_text(SECRET)
    (place / "a.txt.toml").write_text(f'title = "{SECRET}"\n')
    (place / "hemligt namn.txt").write_text(SECRET)
    return place


def swap(folder: Path, outside: Path) -> None:
    folder.rename(folder.with_name(".undan"))
    folder.symlink_to(outside)


def bytes_of(data: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(data.rglob("*")) if file.is_file())


def assert_nothing_came_from(outside: Path, archive: Archive) -> None:
    kept = bytes_of(archive.settings.archive.data)
    assert SECRET.encode() not in kept
    assert b"hemligt namn" not in kept
    assert (outside / "a.txt").read_text() == SECRET


def before_the_folder_is_listed(patched: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    opened = beneath.folder

    def swapped(root: Path, path: str) -> object:
        if path == "serie":
            do()
        return opened(root, path)

    patched.setattr("ingest.folder.scanning.listing.beneath.folder", swapped)


def before_the_file_is_hashed(patched: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    def swapped(path: Path, root: Path | None = None) -> object:
        do()
        return open_regular(path, root)

    patched.setattr("archive.kept.originals.open_regular", swapped)


def before_the_file_is_kept(patched: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    keep = Originals.keep

    def swapped(originals: Originals, source: Path, root: Path) -> tuple[str, int]:
        do()
        return keep(originals, source, root)

    patched.setattr(Originals, "keep", swapped)


def before_what_describes_it_is_read(patched: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    def swapped(path: Path, root: Path | None = None) -> object:
        do()
        return open_regular(path, root)

    patched.setattr("ingest.describe.descriptors.open_regular", swapped)


MOMENTS = (
    before_the_folder_is_listed,
    before_the_file_is_hashed,
    before_the_file_is_kept,
    before_what_describes_it_is_read,
)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
def test_a_folder_swapped_for_a_link_leads_nowhere(
    archive: Archive,
    outside: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch, Callable[[], None]], None],
) -> None:
    archive.put("serie/a.txt", "text")
    archive.put("serie/a.txt.toml", 'title = "En titel"\n')
    archive.put("b.txt", "text b")
    serie = archive.folder / "serie"
    swapped: list[bool] = []

    def once() -> None:
        if not swapped:
            swap(serie, outside)
            swapped.append(True)

    with monkeypatch.context() as patched:
        moment(patched, once)
        archive.reconcile()
    assert swapped
    assert_nothing_came_from(outside, archive)
    archive.reconcile()
    assert_nothing_came_from(outside, archive)
    assert archive.entry("serie").state == PlaceState.SKIPPED
    assert archive.document_at("b.txt")
    serie.unlink()
    (archive.folder / ".undan").rename(serie)
    archive.reconcile()
    assert archive.document_at("serie/a.txt").title == "En titel"


def test_a_series_that_is_stated_outside_is_not_looked_for(archive: Archive, outside: Path) -> None:
    (outside / "_serie.toml").write_text(f'name = "{SECRET}"\n')
    for number, series in enumerate(("../outside", str(outside), "a/../../outside", "..")):
        archive.put(f"a/{number}.txt", f"text {number}")
        archive.put(f"a/{number}.txt.toml", f'series = "{series}"\n')
    archive.reconcile()
    assert SECRET.encode() not in bytes_of(archive.settings.archive.data)


def test_the_folder_itself_may_be_a_link(archive: Archive, tmp_path: Path) -> None:
    archive.put("serie/a.txt", "text")
    share = tmp_path / "share"
    archive.folder.rename(share)
    archive.folder.symlink_to(share)
    assert archive.reconcile().added == 1


def test_what_is_no_file_is_passed_over_and_opened_by_nobody(archive: Archive) -> None:
    os.mkfifo(archive.folder / "fifo.pdf")
    os.mkfifo(archive.folder / "a.txt.toml")
    (archive.folder / "slinga").symlink_to(".")
    (archive.folder / "själv.pdf").symlink_to("själv.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(archive.folder / "socket.pdf"))
        archive.put("a.txt", "text")
        report = archive.reconcile()
    assert report.added == 1
    states = {name: archive.entry(name).state for name in ("fifo.pdf", "slinga", "själv.pdf", "socket.pdf")}
    assert set(states.values()) == {PlaceState.SKIPPED}
