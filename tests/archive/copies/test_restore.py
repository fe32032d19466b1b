"""A copy comes back whole or not at all, and what was removed for good does not come back with it."""

import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from archive.catalogue import CatalogueError, open_catalogue
from archive.copies import files
from archive.copies.backup import back_up
from archive.copies.files import CopyError
from archive.copies.restoring import restore as restoring
from archive.kept.originals import IDS, digest
from archive.purging.purged import NAME, PurgedList
from tests.archive.copies.conftest import Kept, put_back, told


def flip(path: Path) -> None:
    path.chmod(0o640)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.fixture
def copy(kept: Kept, tmp_path: Path) -> Path:
    return Path(back_up(kept.catalogue, kept.data, tmp_path / "b").path)


def test_everything_comes_back_as_it_was(kept: Kept, copy: Path, tmp_path: Path) -> None:
    restored = put_back(copy, tmp_path / "new")
    assert (restored.documents, restored.originals, restored.missing) == (2, 3, ())
    assert told(tmp_path / "new") == told(kept.data)
    for path in (tmp_path / "new" / "originals").glob("*/*"):
        assert path.name.endswith(IDS) or digest(path) == path.name
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        *("catalogue.sqlite", "originals", "writer.lock")
    }


@pytest.mark.parametrize(
    "name", ["catalogue.sqlite", "manifest-sha256.txt", "backup.json", "originals", "purged.jsonl"]
)
def test_one_flipped_bit_is_found_before_anything_is_in_place(kept: Kept, tmp_path: Path, name: str) -> None:
    kept.purge(kept.add("Hemligt.", "hemligt.txt"))
    copy = Path(back_up(kept.catalogue, kept.data, tmp_path / "b").path)
    path = copy / name
    flip(next(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else path)
    with pytest.raises(CopyError):
        put_back(copy, tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").glob("*")} <= {"writer.lock"}


def test_a_copy_that_was_cut_off_is_refused(copy: Path, tmp_path: Path) -> None:
    for gone in ("originals", "manifest-sha256.txt", "catalogue.sqlite"):
        cut = tmp_path / f"cut {gone}"
        shutil.copytree(copy, cut)
        path = cut / gone
        path = next(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else path
        path.unlink()
        with pytest.raises(CopyError, match="cut off"):
            put_back(cut, tmp_path / "new")
    (copy / "catalogue.sqlite").write_bytes((copy / "catalogue.sqlite").read_bytes()[:5000])
    with pytest.raises(CopyError, match="bytes have changed"):
        put_back(copy, tmp_path / "new")


def test_an_archive_is_never_written_over(kept: Kept, copy: Path, tmp_path: Path) -> None:
    before = told(kept.data)
    with pytest.raises(CopyError, match="not empty"):
        put_back(copy, kept.data)
    assert told(kept.data) == before
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "brev.txt").touch()
    with pytest.raises(CopyError, match=r"'brev.txt'"):
        put_back(copy, tmp_path / "new")


@pytest.mark.parametrize("known_from", ["target", "option", "newer"])
def test_what_was_removed_since_stays_removed(kept: Kept, tmp_path: Path, known_from: str) -> None:
    document = kept.add("Något hemligt.", "hemligt åäö.txt")
    older = Path(back_up(kept.catalogue, kept.data, tmp_path / "b").path)
    kept.purge(document)
    new, further = tmp_path / "new", []
    if known_from == "newer":
        back_up(kept.catalogue, kept.data, tmp_path / "b")
    elif known_from == "target":
        new.mkdir()
        shutil.copy(kept.data / NAME, new)
    else:
        further = [kept.data / NAME]
    restored = put_back(older, new, *further)
    assert restored.purged == (document,)
    assert document not in told(new) and len(told(new)) == 2
    held = b"".join(path.read_bytes() for path in new.rglob("*") if path.is_file())
    assert b"hemligt" not in held
    assert PurgedList(new).blocked() == PurgedList(kept.data).blocked()


def test_what_was_allowed_back_comes_back(kept: Kept, tmp_path: Path) -> None:
    document = kept.add("Något hemligt.", "hemligt.txt")
    older = Path(back_up(kept.catalogue, kept.data, tmp_path / "b").path)
    kept.purge(document)
    PurgedList(kept.data).allow(document, "prövat igen", "eva")
    assert put_back(older, tmp_path / "new", kept.data / NAME).purged == ()
    assert document in told(tmp_path / "new")


def test_a_newer_schema_is_refused_and_an_older_one_upgraded(copy: Path, tmp_path: Path) -> None:
    with sqlite3.connect(copy / "catalogue.sqlite") as database:
        (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    listed = copy / "manifest-sha256.txt"
    _list_anew(copy)
    with pytest.raises(CatalogueError, match="newer than this program"):
        put_back(copy, tmp_path / "new")
    assert not (tmp_path / "new" / ".restoring").exists()
    with sqlite3.connect(copy / "catalogue.sqlite") as database:
        for table in ("jobs", "checks", "original_checks"):
            database.execute(f"DROP TABLE {table}")
        for column in ("part", "links", "coverage"):
            database.execute(f"ALTER TABLE pages DROP COLUMN {column}")
        database.execute("ALTER TABLE versions DROP COLUMN attachments")
        database.execute("UPDATE alembic_version SET version_num = '0003'")
    _list_anew(copy)
    assert listed.exists() and revision > "0003"
    put_back(copy, tmp_path / "new")
    assert len(told(tmp_path / "new")) == 2


def _list_anew(copy: Path) -> None:
    """Let the manifest say what the files are, as if they had been backed up so."""
    from dataclasses import replace

    from archive.copies import manifest

    about = manifest._about(copy)
    entries = dict(manifest._entry(line) for line in (copy / manifest.MANIFEST).read_text().splitlines())
    entries["catalogue.sqlite"] = digest(copy / "catalogue.sqlite")
    manifest.describe(copy, replace(about, manifest=manifest.put(copy, entries)))


@pytest.mark.parametrize(
    "step",
    [
        "files.copy",
        "purge.hide_again",
        "snapshot.settle",
        "_put_in_place",
        "shutil.rmtree",
        "rename 1",
        "rename 2",
    ],
)
def test_a_kill_at_any_step_leaves_nothing_that_is_taken_for_an_archive(
    kept: Kept, tmp_path: Path, step: str
) -> None:
    kept.purge(kept.add("Hemligt.", "hemligt.txt"))
    copy = Path(back_up(kept.catalogue, kept.data, tmp_path / "b").path)
    new = tmp_path / "new"
    child = os.fork()
    if child == 0:
        _kill_at(step)
        put_back(copy, new)
        os._exit(7)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    with pytest.raises(CatalogueError, match="interrupted"):
        open_catalogue(new)
    put_back(copy, new)
    assert told(new) == told(kept.data)
    assert not (new / ".restoring").exists()


def _kill_at(step: str) -> None:
    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if step.startswith("rename"):
        count, rename = int(step[-1]), Path.rename
        done: list[Path] = []

        def counted(path: Path, target: Path) -> Path:
            moved = rename(path, target)
            done.append(moved)
            if len(done) == count:
                die()
            return moved

        Path.rename = counted  # type: ignore[method-assign, assignment]
        return
    *within, name = step.split(".")
    setattr(getattr(restoring, within[0]) if within else sys.modules[restoring.__name__], name, die)


def test_a_full_disk_leaves_nothing(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(restoring, "_bring_originals", full)
    with pytest.raises(OSError, match="No space"):
        put_back(copy, tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["writer.lock"]
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    with pytest.raises(CopyError, match="are needed"):
        put_back(copy, tmp_path / "new")
