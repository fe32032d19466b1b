"""What a confined process can no longer do."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PRELUDE = """
import os
from ingest.readers.reading import Limits
from ingest.sandbox.confine import confine
"""


def confined(lines, **limits):
    """Run lines in a process that has confined itself; return how it ended and what it printed."""
    script = PRELUDE + f"had = confine(Limits(**{limits!r}), os.getppid())\n"
    done = subprocess.run(
        [sys.executable, "-c", script + textwrap.dedent(lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout.strip()


def test_memory():
    code, out = confined("try: bytearray(400 << 20)\nexcept MemoryError: print('no')", memory_bytes=300 << 20)
    assert (code, out) == (0, "no")


def test_processor_time():
    code, _ = confined("while True: pass", cpu_seconds=1)
    assert code == -signal.SIGXCPU


def test_no_core_file_few_open_files():
    code, out = confined(
        """
        import resource
        print(resource.getrlimit(resource.RLIMIT_CORE))
        try: kept = [open("/dev/null") for _ in range(100)]
        except OSError as error: print(error.errno)
        """
    )
    assert (code, out.splitlines()) == (0, ["(0, 0)", "24"])


def test_nothing_is_written_and_nothing_of_others_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("x")
    code, out = confined(
        f"""
        from pathlib import Path
        print(had.no_writing)
        for attempt in (
            lambda: Path({str(tmp_path / "x")!r}).write_text("x"),
            lambda: Path({str(secret)!r}).read_text(),
            lambda: os.listdir({str(tmp_path)!r}),
        ):
            try: print("done", attempt())
            except OSError as error: print(error.errno)
        """
    )
    if out.startswith("False"):
        pytest.skip("this kernel has no Landlock")
    assert (code, out.splitlines()) == (0, ["True", "13", "13", "13"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret"]


def test_no_further_process():
    code, out = confined(
        """
        print(had.no_processes)
        try: os.fork()
        except OSError as error: print(error.errno)
        """
    )
    assert (code, out.splitlines()) == (0, ["True", "1"])


def test_no_network():
    code, out = confined(
        """
        import socket
        try: socket.create_connection(("127.0.0.1", 9), timeout=5)
        except OSError as error: print(error.errno)
        """
    )
    assert code == 0
    assert out == "1"  # EPERM: not even to the machine itself


def test_privileges_and_the_parents_death():
    code, out = confined(
        """
        print(had.no_new_privileges, had.dies_with_parent)
        print("NoNewPrivs:\\t1" in open("/proc/self/status").read())
        """
    )
    assert (code, out) == (0, "True True\nTrue")


def test_it_ends_where_the_parent_is_gone():
    script = PRELUDE + "confine(Limits(), 1 << 22)\nprint('on')"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")


def test_niceness():
    before = os.nice(0)
    assert confined("print(os.nice(0))") == (0, str(min(before + 10, 19)))
