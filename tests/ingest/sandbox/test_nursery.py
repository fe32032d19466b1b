"""The nursery: workers that are forked warm are used once, ended for good, and die with whoever asked."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits
from ingest.sandbox import process, read_file, read_files
from tests.ingest.sandbox.test_process import ROOT, is_alive, wait_for


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Ett ord om samverkan")
    return path


def nurseries(parent: int | str = "self") -> list[int]:
    """Return the nurseries that a process has started."""
    found = []
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        for pid in map(int, listed.read_text().split()):
            if b"ingest.sandbox.workers.nursery" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


def descendants(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_one_nursery_serves_many_files_and_keeps_no_worker(file: Path) -> None:
    for _ in range(3):
        assert read_file(file, Limits()).outcome is Outcome.COMPLETE
    (nursery,) = nurseries()
    assert descendants(nursery) == []
    many = [file.with_name(f"{n}.txt") for n in range(8)]
    for path in many:
        path.write_text(path.name)
    found = {path: reading.pages[0].text for path, reading in read_files(many, Limits())}
    assert found == {path: path.name for path in many}
    assert nurseries() == [nursery]


def test_a_nursery_that_died_is_started_anew(file: Path) -> None:
    read_file(file, Limits())
    (first,) = nurseries()
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not is_alive(first))
    assert read_file(file, Limits()).outcome is Outcome.COMPLETE
    (second,) = nurseries()
    assert second != first


def test_without_a_nursery_a_worker_is_started_cold(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise process.NoNursery("no memory")

    monkeypatch.setattr(process._nursery, "start", fails)
    assert read_file(file, Limits()).outcome is Outcome.COMPLETE


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_all_of_it_dies_with_the_process_that_reads(tmp_path: Path, name: str) -> None:
    endless = tmp_path / "endless.txt"
    endless.write_bytes(b"# \t\xe5 \n" * (24 << 20))
    script = f"""
from pathlib import Path
from ingest.readers.reading import Limits
from ingest.sandbox import read_file
read_file(Path({str(endless)!r}), Limits(cpu_seconds=600, wall_seconds=600))
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: any(descendants(pid) for pid in nurseries(parent.pid)))
    (nursery,) = nurseries(parent.pid)
    workers = descendants(nursery)
    parent.send_signal(getattr(signal, name))
    parent.wait(timeout=30)
    wait_for(lambda: not any(map(is_alive, (nursery, *workers))))


def test_what_this_machine_does_not_give_is_told_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sandbox.roof.landlock.version", lambda: 0)
    monkeypatch.setattr("platform.machine", lambda: "sparc")
    nursery = process.Nursery()
    monkeypatch.setattr(process, "_nursery", nursery)
    with capture_logs() as logs:
        for _ in range(2):
            assert read_file(file, Limits()).outcome is Outcome.COMPLETE
            nursery.close()
    assert [
        line["reason"].partition(":")[0] for line in logs if line["event"] == "the sandbox has a gap"
    ] == [
        "this kernel has no Landlock (5.13 or newer)",
        "system calls are filtered on x86-64 and ARM64 alone",
    ]
