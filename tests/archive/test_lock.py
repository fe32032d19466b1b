import subprocess
import sys
from pathlib import Path

import pytest

from archive.kept.lock import LockHeld, writer_lock

HOLD = """
import sys
from pathlib import Path
from archive.kept.lock import writer_lock
with writer_lock(Path(sys.argv[1]), "a test", 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        held = pytest.raises(LockHeld, match=f"a test \\(process {holder.pid}")
        with held, writer_lock(tmp_path, "another", 0.1):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with writer_lock(tmp_path, "another", 5):
        pass  # the kernel let go when the holder was killed


def test_the_lock_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(3):
        with writer_lock(tmp_path, "a test", 0):
            pass
