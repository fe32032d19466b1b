import hashlib
import os
from pathlib import Path

import pytest

from archive.kept.originals import Originals, digest


def test_an_original_is_kept_under_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "föreläsning.pdf"
    file.write_bytes(b"bytes")
    originals = Originals(tmp_path / "run")
    sha256, size = originals.keep(file)
    assert (sha256, size) == (hashlib.sha256(b"bytes").hexdigest(), 5)
    assert originals.has(sha256)
    assert originals.path(sha256).read_bytes() == b"bytes"
    assert originals.keep(file) == (sha256, size)
    assert [p for p in originals.root.rglob("*") if p.is_file()] == [originals.path(sha256)]


def test_what_a_kill_left_is_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.root.mkdir()
    (originals.root / ".incoming-x").write_bytes(b"half")
    originals.sweep()
    assert list(originals.root.iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "fifo", "folder"])
def test_only_regular_files_are_opened(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"secret")
    path = tmp_path / "x"
    if kind == "link":
        path.symlink_to(target)
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(OSError):
        digest(path)
