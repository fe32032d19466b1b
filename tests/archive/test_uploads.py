"""Uploads: names that will do, parts that outlive anything, files in the folder whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folder import passing_over
from archive.uploads import folders, naming, parts, placing
from archive.uploads.parts import Parts, Upload
from archive.uploads.placing import Sent
from ingest.folder.scanning import listing

BODY = b"%PDF-1.7 " + bytes(3000)

_SIGNS = st.sampled_from('abåÅä .-~$_/\\:*<>|"\n\0\u202e\u200b\u0301e\ud800–')
_WORDS = st.sampled_from(
    ["CON", "nul", "com1", "..", "_serie", "~$", ".pdf", ".PDF", ".toml", ".txt", ".tmp", "Thumbs.db"]
)
NAMES = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(_SIGNS, _WORDS, st.characters()), max_size=12).map("".join),
    st.lists(st.one_of(_SIGNS, st.text(max_size=9)), max_size=12).map(lambda made: "".join(made) + ".pdf"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "data" / "uploads"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Parts:
    return Parts(tmp_path / "data", folder, 1 << 20)


def sent(body: bytes = BODY) -> Sent:
    return Sent(io.BytesIO(body), len(body), hashlib.sha256(body).hexdigest())


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@given(NAMES)
def test_a_name_is_refused_or_stands_in_the_folder_as_a_document(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    try:
        kept = naming.checked(name)
    except naming.BadName as bad:
        assert bad.fault in naming.Fault
        return
    assert kept == unicodedata.normalize("NFC", kept)
    assert "/" not in kept
    assert len(kept.encode()) <= naming.MOST_BYTES
    assert not any(unicodedata.category(letter)[0] == "C" for letter in kept)
    assert not passing_over.why(kept)
    root = tmp_path_factory.mktemp("named", numbered=True)
    (root / "vald").mkdir()
    placed = placing.place(root, root.parent / "notes", "vald", name, sent())
    assert placed.path == f"vald/{kept}"
    skipped: dict[str, str] = {}
    assert [path for path, _ in listing.files(root, skipped, skipped)] == [placed.path]
    assert skipped == {}


@given(NAMES)
def test_a_name_that_is_proposed_will_do(name: str) -> None:
    proposed = naming.tidied(name)
    assert not proposed or naming.checked(proposed) == proposed
    if proposed:
        assert naming.same(naming.another(proposed, frozenset((proposed,)))) != naming.same(proposed)


def test_another_name_is_free_and_fits() -> None:
    taken = frozenset(("Å.pdf", "A\u030a (2).PDF"))
    assert naming.another("å.pdf", taken) == "å (3).pdf"
    longest = "å" * 125 + ".pdf"
    assert len(naming.another(longest, frozenset((longest,))).encode()) <= naming.MOST_BYTES


def test_names_that_windows_and_macos_take_for_one_are_one(folder: Path, notes: Path) -> None:
    (folder / unicodedata.normalize("NFD", "Å.pdf")).write_bytes(b"gammal")
    with pytest.raises(placing.Taken) as taken:
        placing.place(folder, notes, "", "å.PDF", sent())
    assert taken.value.replaceable
    placing.place(folder, notes, "", "å.PDF", sent(), replace=True)
    assert files_in(folder) == {unicodedata.normalize("NFD", "Å.pdf"): BODY}


def test_a_text_that_would_describe_a_shortcut_is_refused(folder: Path, notes: Path) -> None:
    (folder / "Film.URL").write_text("[InternetShortcut]")
    with pytest.raises(naming.BadName):
        placing.place(folder, notes, "", "film.txt", sent())


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_nothing_but_a_file_is_replaced(folder: Path, notes: Path, tmp_path: Path, kind: str) -> None:
    outside = tmp_path / "utanför.pdf"
    outside.write_bytes(b"stay away")
    place = folder / "a.pdf"
    place.symlink_to(outside) if kind == "link" else place.mkdir()
    with pytest.raises(placing.Taken) as taken:
        placing.place(folder, notes, "", "a.pdf", sent(), replace=True)
    assert not taken.value.replaceable
    assert outside.read_bytes() == b"stay away"


def test_a_folder_swapped_for_a_link_leads_nowhere(
    folder: Path, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir()
    (folder / "serie").mkdir()
    copy = placing._copy

    def swapped(*values: Any) -> None:
        copy(*values)
        (folder / "serie").rename(tmp_path / "flyttad")
        (folder / "serie").symlink_to(outside)

    monkeypatch.setattr(placing, "_copy", swapped)
    with pytest.raises(folders.NoFolder):
        placing.place(folder, notes, "serie", "a.pdf", sent())
    assert files_in(outside) == files_in(tmp_path / "flyttad") == {}
    with pytest.raises(folders.NoFolder):
        placing.place(folder, notes, "serie", "a.pdf", sent())


def test_what_is_torn_is_not_put_in_place(folder: Path, notes: Path) -> None:
    whole = sent()
    cut = Sent(io.BytesIO(BODY[:-1]), whole.size, whole.sha256)
    changed = Sent(io.BytesIO(BODY), whole.size, "0" * 64)
    for short in (cut, changed):
        with pytest.raises(placing.Torn):
            placing.place(folder, notes, "", "a.pdf", short)
    assert files_in(folder) == {}


class _Killed(BaseException):
    """The process ends at this very step."""


def _die_at(monkeypatch: pytest.MonkeyPatch, die_at: int) -> None:
    """Count the steps in which the file system is changed or asked; die at one, and at each after it."""
    seen: list[str] = []

    def stepping(name: str, real: Any) -> Any:
        def step(*values: Any, **named: Any) -> Any:
            seen.append(name)
            if len(seen) > die_at:
                raise _Killed(name)
            return real(*values, **named)

        return step

    for name in ("open", "fsync", "mkdir", "unlink", "replace", "link", "listdir"):
        monkeypatch.setattr(f"archive.uploads.placing.os.{name}", stepping(name, getattr(os, name)))
    monkeypatch.setattr(placing, "_rename_anew", stepping("rename", placing._rename_anew))


@pytest.mark.parametrize("replace", [False, True])
def test_killed_at_any_step_the_folder_has_all_of_it_or_nothing(tmp_path: Path, replace: bool) -> None:
    survived = False
    for die_at in range(60):
        root, notes = tmp_path / str(die_at) / "folder", tmp_path / str(die_at) / "notes"
        root.mkdir(parents=True)
        before = {"Serie/a.pdf": b"%PDF gammal"} if replace else {}
        for path, body in before.items():
            (root / path).parent.mkdir()
            (root / path).write_bytes(body)
        with pytest.MonkeyPatch.context() as patching:
            _die_at(patching, die_at)
            try:
                placing.place(root, notes, "Serie", "a.pdf", sent(), replace=replace)
                survived = True
            except _Killed:
                pass
        skipped: dict[str, str] = {}
        shown = {path: (root / path).read_bytes() for path, _ in listing.files(root, skipped, skipped)}
        assert shown in (before, {"Serie/a.pdf": BODY}), die_at
        placing.sweep(root, notes)
        assert files_in(root) == shown, die_at
        assert not list(notes.glob("*.placing")), die_at
        if survived:
            assert shown == {"Serie/a.pdf": BODY}
            break
    assert survived
    assert die_at > 8


def test_without_the_step_that_renames_anew_a_second_name_serves(
    folder: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.uploads.placing.ctypes.CDLL", lambda *_, **__: object())
    placing.place(folder, notes, "", "a.pdf", sent())
    with pytest.raises(placing.Taken):
        placing.place(folder, notes, "", "a.pdf", sent())
    assert files_in(folder) == {"a.pdf": BODY}


def test_two_at_once_and_one_has_the_name(folder: Path, notes: Path) -> None:
    bodies = [b"%PDF " + bytes([number]) * 50_000 for number in range(8)]
    names = ["a.pdf", "A.pdf"] * 4
    begin = threading.Barrier(len(bodies))

    def put(name: str, body: bytes) -> bool:
        begin.wait()
        try:
            placing.place(folder, notes, "Ny serie", name, sent(body))
        except placing.Taken:
            return False
        return True

    with ThreadPoolExecutor(len(bodies)) as pool:
        assert sum(pool.map(put, names, bodies)) == 1
    (body,) = files_in(folder).values()
    assert body in bodies


def test_only_what_is_ours_is_swept(folder: Path, notes: Path) -> None:
    notes.mkdir(parents=True)
    (folder / ".helixarkiv-annans").write_bytes(b"x")
    (folder / ".dold").write_bytes(b"x")
    (notes / "a.placing").write_text('["", ".dold"]')
    (notes / "b.placing").write_text('["..", ".helixarkiv-x"]')
    placing.sweep(folder, notes)
    assert set(files_in(folder)) == {".helixarkiv-annans", ".dold"}


def begun(store: Parts, name: str = "a.pdf", by: str = "eva", size: int = len(BODY)) -> Upload:
    return store.begin(Upload("", by, name, size, 1, "", name))


def test_what_is_old_is_swept_and_the_rest_stays(store: Parts) -> None:
    old, new = begun(store, "gammal.pdf"), begun(store, "ny.pdf")
    placed = begun(store, "klar.pdf")
    store.note_placed(placed, "klar.pdf")
    for upload, age in ((old, parts.KEEP + 60), (placed, 2 * 86_400)):
        about = store.root / f"{upload.id}.json"
        at = about.stat().st_mtime - age
        os.utime(about, (at, at))
    store.sweep()
    assert [upload.id for upload in store.unfinished()] == [new.id]
    assert sorted(p.name for p in store.root.glob("*.part")) == [f"{new.id}.part"]
    with pytest.raises(parts.Unknown):
        store.get(placed.id, "eva")


class _Dying(io.RawIOBase):
    """A line that is cut after some bytes."""

    def __init__(self) -> None:
        self.left = 2

    def read(self, size: int = -1) -> bytes:
        if not self.left:
            raise ConnectionResetError
        self.left -= 1
        return b"x" * 100


def test_a_line_that_is_cut_leaves_the_upload_where_it_was(store: Parts) -> None:
    upload = begun(store)
    store.append(upload.id, "eva", 0, io.BytesIO(BODY), 1000)
    with pytest.raises(ConnectionResetError):
        store.append(upload.id, "eva", 1000, _Dying(), 1000)
    assert store.get(upload.id, "eva").received == 1000
    assert store.append(upload.id, "eva", 1000, io.BytesIO(BODY[1000:]), len(BODY) - 1000).whole
    with store.held(upload.id, "eva") as (_, part):
        assert part.read() == BODY


def test_one_request_at_a_time_is_at_an_upload(store: Parts) -> None:
    upload = begun(store)
    with store.held(upload.id, "eva"), pytest.raises(parts.Busy):
        store.append(upload.id, "eva", 0, io.BytesIO(BODY), len(BODY))
    with pytest.raises(parts.Unknown), store.held(upload.id, "bo"):
        pass


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk with 10 MiB free."""
    found = os.statvfs_result((4096, 4096, 1 << 20, 2560, 2560, 0, 0, 0, 0, 255))
    monkeypatch.setattr("archive.uploads.parts.os.statvfs", lambda _: found)
    yield


def test_no_more_is_begun_than_there_is_room_for(store: Parts, disk: None) -> None:
    store.root.mkdir(parents=True)
    assert store.room() == 9 << 19  # a part and its copy on one disk, 1 MiB left free
    begun(store, size=4 << 20)
    with pytest.raises(parts.NoRoom):
        begun(store, "b.pdf", size=4 << 20)


@pytest.mark.parametrize("number", ["", "..", "0" * 31, "0" * 33, "../../x", "G" * 32, "0" * 32])
def test_numbers_of_nothing_are_unknown(store: Parts, number: str) -> None:
    with pytest.raises(parts.Unknown):
        store.get(number, "eva")


def test_folders_are_listed_without_links_and_hidden_ones(folder: Path) -> None:
    for path in ("B/_ej publicerat", "a", ".dold", "@eaDir"):
        (folder / path).mkdir(parents=True)
    (folder / "slinga").symlink_to(folder)
    assert folders.listed(folder) == ("a", "B", "B/_ej publicerat")
