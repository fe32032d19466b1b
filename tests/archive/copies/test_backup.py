"""A backup is whole, holds no secret, shares what did not change, and leaves nothing where it fails."""

import os
import shutil
import sqlite3
import stat
import subprocess
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, checks
from archive.catalogue.checks import CheckKind
from archive.catalogue.staff.signing import users
from archive.catalogue.tables import User
from archive.copies import files, shelf
from archive.copies.backup import back_up
from archive.copies.files import CopyError
from archive.kept.originals import Originals
from archive.kept.secret import secret
from tests.archive.copies.conftest import PASSWORD, Kept, put_back
from tests.tools import tool


def backup(kept: Kept, folder: Path, **how: bool | int) -> Path:
    return Path(back_up(kept.catalogue, kept.data, folder, **how).path)  # type: ignore[arg-type]


def test_the_second_backup_shares_what_did_not_change(kept: Kept, tmp_path: Path) -> None:
    first = backup(kept, tmp_path / "b")
    kept.add("Något nytt.", "ny.txt")
    made = back_up(kept.catalogue, kept.data, tmp_path / "b")
    assert (made.originals, made.linked, made.copied) == (4, 3, 1)
    shared = [path for path in (first / "originals").rglob("*") if path.is_file()]
    assert all(path.stat().st_nlink == 2 for path in shared)
    done = subprocess.run([tool("sha256sum"), "--check", "--quiet", "manifest-sha256.txt"], cwd=made.path)
    assert done.returncode == 0
    with kept.catalogue.read() as session:
        last = checks.last(session, CheckKind.BACKUP)
    assert last is not None and last.whole
    assert (last.counts["originals"], last.counts["linked"]) == (4, 3)


def test_nobody_can_sign_in_with_what_a_backup_holds(kept: Kept, tmp_path: Path) -> None:
    key = secret(kept.data)
    with kept.catalogue.read() as session:
        row = session.query(User).one()
        kept_of_password, session_key = row.password_hash.encode(), row.session_key.encode()
    made = backup(kept, tmp_path / "b")
    held = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert not any(each in held for each in (key, kept_of_password, session_key))
    assert not stat.S_IMODE(made.stat().st_mode) & stat.S_IRWXO
    assert put_back(made, tmp_path / "new").users == 1
    restored = Catalogue(tmp_path / "new")
    with restored.write() as session:
        assert users.check(session, "eva", PASSWORD) is None
        users.set_password(session, "eva", PASSWORD)
    with restored.read() as session:
        assert users.check(session, "eva", PASSWORD)
    restored.close()


def test_a_damaged_original_takes_no_place_of_a_good_one(kept: Kept, tmp_path: Path) -> None:
    first = backup(kept, tmp_path / "b")
    new = kept.add("Något nytt.", "ny.txt")
    damaged = [path for path in (kept.data / "originals").rglob("*") if path.is_file()]
    for path in damaged:
        path.chmod(0o640)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    made = back_up(kept.catalogue, kept.data, tmp_path / "b")
    assert made.linked == 3
    assert len(made.missing) == 1  # what the backup before does not have
    assert put_back(Path(made.path), tmp_path / "new").missing == made.missing
    assert new and first.is_dir()


def test_check_finds_what_rotted_in_the_backup_before(kept: Kept, tmp_path: Path) -> None:
    first = backup(kept, tmp_path / "b")
    rotten = next(path for path in (first / "originals").rglob("*") if path.is_file())
    rotten.chmod(0o640)
    rotten.write_bytes(rotten.read_bytes()[:-1] + b"?")
    assert back_up(kept.catalogue, kept.data, tmp_path / "b", check=True).linked == 2
    put_back(tmp_path / "b", tmp_path / "new")
    with pytest.raises(CopyError, match="bytes have changed"):
        put_back(first, tmp_path / "other")
    assert not (tmp_path / "other" / "catalogue.sqlite").exists()


def test_what_an_interrupted_one_left_is_cleared_away(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    left = shelf.begin(folder)
    (left / "catalogue.sqlite").write_bytes(b"half")
    with pytest.raises(CopyError, match="neither"):
        put_back(folder, tmp_path / "new")
    made = backup(kept, folder)
    assert shelf.backups(folder) == [made]
    assert not left.exists()


def test_only_the_newest_are_left(kept: Kept, tmp_path: Path) -> None:
    made = [backup(kept, tmp_path / "b", keep=2) for _ in range(3)]
    assert shelf.backups(tmp_path / "b") == made[1:]
    assert put_back(made[2], tmp_path / "new").originals == 3


def test_too_little_space_is_told_before_anything_is_written(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    with pytest.raises(CopyError, match="are needed on the disk"):
        backup(kept, tmp_path / "b")
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["writer.lock"]
    with kept.catalogue.read() as session:
        assert checks.last(session, CheckKind.BACKUP) is None


def test_a_disk_that_gets_full_leaves_no_half_backup(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(files, "copy", full)
    with pytest.raises(OSError, match="No space"):
        backup(kept, tmp_path / "b")
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["writer.lock"]


def test_a_file_system_without_links_is_copied_to(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(kept, tmp_path / "b")
    monkeypatch.setattr(files, "link", lambda *_: False)
    made = back_up(kept.catalogue, kept.data, tmp_path / "b")
    assert (made.linked, made.copied) == (0, 3)


def test_what_is_removed_for_good_meanwhile_is_not_missed(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = kept.add("Hemligt.", "hemligt.txt")
    take = files.copy
    purged = []

    def slow(source: Path, target: Path, sha256: str = "") -> str:
        if not purged:
            purged.append(document)
            kept.purge(document)
        return take(source, target, sha256)

    monkeypatch.setattr(files, "copy", slow)
    made = back_up(kept.catalogue, kept.data, tmp_path / "b")
    assert made.missing == ()
    assert put_back(Path(made.path), tmp_path / "new").purged == (document,)


def test_the_copy_is_of_one_moment_and_has_no_deleted_bytes(kept: Kept, tmp_path: Path) -> None:
    with kept.catalogue.write() as session:
        session.query(User).delete()
    made = backup(kept, tmp_path / "b")
    with sqlite3.connect(made / "catalogue.sqlite") as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copied.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert copied.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert not Originals(made).has("0" * 64)
