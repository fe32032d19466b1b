"""External programs under the roof: what they leave is had, what they do wrong is a reason."""

import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.sandbox.process import Cancelled, Running
from ingest.sandbox.roof import landlock
from ingest.sandbox.tools import Ran, ToolLimits, run_tool

needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")


def shell(script: str, **limits: float) -> Ran:
    return run_tool(["sh", "-c", script], {}, ToolLimits(**{"processes": 8, **limits}))  # type: ignore[arg-type]


def python(script: str, **limits: float) -> Ran:
    return run_tool([sys.executable, "-I", "-c", script], {}, ToolLimits(**limits))  # type: ignore[arg-type]


def named(mark: str) -> list[str]:
    """Return the processes whose command line holds a mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "cmdline").read_bytes() and int(folder.name) != os.getpid():
                found.append(folder.name)
        except OSError:
            continue
    return found


def test_a_program_gets_its_inputs_and_leaves_its_outputs(tmp_path: Path) -> None:
    large = tmp_path / "stor.txt"
    large.write_text("stort")
    inputs: dict[str, bytes | Path] = {"liten.txt": "åäö".encode(), "stor.txt": large}
    ran = run_tool(
        ["sh", "-c", "mkdir ut; cat liten.txt stor.txt > ut/båda.txt"], inputs, ToolLimits(processes=3)
    )
    assert (ran.code, ran.reason, ran.outputs) == (0, "", {"ut/båda.txt": "åäöstort".encode()})


def test_an_input_that_is_a_path_cannot_be_changed(tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_text("som det var")
    ran = run_tool(["sh", "-c", "echo annat > original"], {"original": original}, ToolLimits())
    assert "Permission denied" in ran.reason
    assert original.read_text() == "som det var"


@needs_landlock
def test_nothing_is_written_outside_and_nothing_of_others_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt"
    secret.write_text("hemligt")
    assert "Permission denied" in shell(f"echo x > {tmp_path}/ny").reason
    assert "Permission denied" in shell(f"cat {secret}").reason
    assert "Permission denied" in shell(f"ln -s {secret} hit; cat hit").reason
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hemligt"]


def test_links_and_pipes_that_are_left_behind_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt"
    secret.write_text("hemligt")
    assert shell(f"ln -s {secret} ut; mkfifo rör; ln -s / mapp; echo a > a").outputs == {"a": b"a\n"}


def test_there_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        tried = python(f"import socket; socket.create_connection(('127.0.0.1', {port}), 3)")
    assert "Error" in tried.reason


def test_a_program_that_may_start_no_other_cannot() -> None:
    forked = python("import os; os.fork()")
    assert "Operation not permitted" in forked.reason
    threads = "import threading; t = threading.Thread(target=print); t.start(); t.join()"
    assert python(threads).reason == "", "threads are no processes"


@pytest.mark.parametrize(
    ("run", "limits", "reason"),
    [
        (lambda **limits: shell("sleep 60", **limits), {"wall_seconds": 0.5}, "it took more than"),
        (lambda **limits: shell("while :; do :; done", **limits), {"cpu_seconds": 1}, "of processor time"),
        (lambda **limits: python("bytearray(1 << 30)", **limits), {"memory_bytes": 1 << 28}, "MemoryError"),
        (
            lambda **limits: shell(
                "i=0; while :; do i=$((i+1)); head -c 100000 /dev/zero > f$i; done", **limits
            ),
            {"output_bytes": 1 << 20},
            "it wrote more than 1 MiB",
        ),
        (
            lambda **limits: shell("b() { sleep 60 & b; }; b", **limits),
            {"processes": 20, "wall_seconds": 20},
            "it started more than 20 processes",
        ),
        (lambda **limits: python("import os; os.abort()", **limits), {}, "it crashed (SIGABRT)"),
        (lambda **limits: shell("echo så synd >&2; exit 3", **limits), {}, "exit code 3: så synd"),
    ],
    ids=["clock", "processor", "memory", "writing", "processes", "crash", "code"],
)
def test_what_goes_wrong_is_a_reason(run: Callable[..., Ran], limits: dict[str, float], reason: str) -> None:
    ran = run(**limits)
    assert reason in ran.reason
    assert ran.outputs == {}


def test_a_program_that_is_not_there_is_a_reason() -> None:
    assert "nosuchprogram cannot be started" in run_tool(["nosuchprogram"], {}, ToolLimits()).reason


def test_whatever_a_program_started_ends_with_it() -> None:
    daemon = "setsid sh -c 'sleep 98761 & sleep 98762' & exit 0"
    assert shell(daemon).reason == ""
    assert named("9876") == []
    assert shell(f"{daemon[:-6]} sleep 98763", wall_seconds=0.5).reason
    assert named("9876") == []


def test_a_run_that_is_called_off_ends_at_once() -> None:
    running = Running()
    called = threading.Timer(0.5, running.cancel)
    called.start()
    with pytest.raises(Cancelled):
        run_tool(["sleep", "98764"], {}, ToolLimits(), running)
    assert named("98764") == []
    with pytest.raises(Cancelled):
        run_tool(["true"], {}, ToolLimits(), running)
