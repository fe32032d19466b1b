"""What a confined process can no longer do."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

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


def test_no_core_file_no_large_file_few_open_files(tmp_path):
    code, out = confined(
        f"""
        import resource
        print(resource.getrlimit(resource.RLIMIT_CORE))
        try:
            with open({str(tmp_path / "x")!r}, "wb") as file: file.truncate(100 << 20)
        except OSError as error: print(error.errno)
        try: kept = [open("/dev/null") for _ in range(100)]
        except OSError as error: print(error.errno)
        """
    )
    assert (code, out.splitlines()) == (0, ["(0, 0)", "27", "24"])


def test_no_network_where_the_kernel_allows_it():
    code, out = confined(
        """
        import socket
        if not had.no_network: print("not allowed here")
        else:
            try: socket.create_connection(("127.0.0.1", 9), timeout=5)
            except OSError as error: print(error.errno)
        """
    )
    assert code == 0
    assert out in ("101", "not allowed here")  # ENETUNREACH: not even the machine itself


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
