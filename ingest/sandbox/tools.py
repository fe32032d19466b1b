"""External programs under the sandbox's roof: tesseract, LibreOffice, our own that draws pages.

Each run has a scratch folder of its own that is empty but for its inputs; nothing else can be written,
only programs, libraries and the inputs can be read, and the network is not there. Whatever the
program started ends with it. What a program does wrong is a reason, never an exception.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.sandbox.process import Cancelled, Running
from ingest.sandbox.roof.places import CODE

Inputs = Mapping[str, bytes | Path]
"""Files by name; one that is a path can be read under its name, and not be changed."""

PATH = "/usr/local/bin:/usr/bin:/bin"

_LOOK_EVERY = 0.1  # seconds
_MOST_FILES = 10_000
_OURS = 1  # the first process of the namespace
_ENDS_WITHIN = 2.0  # seconds
_SAID = 300  # characters of what a program said that are kept


@dataclass(frozen=True, slots=True)
class ToolLimits:
    """What one run may cost. Sizes in bytes, times in seconds.

    With `processes` 1 the kernel refuses every further one; above, they are counted while it runs.
    Memory, processor time and open files are for each process.
    """

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    output_bytes: int = 256 << 20
    processes: int = 1
    open_files: int = 256
    sockets: bool = False  # may it make one of this machine, by which its processes find each other


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run: files by their path in the scratch folder, and why it failed, "" if it did not."""

    outputs: Mapping[str, bytes] = field(default_factory=dict)
    code: int = -1
    reason: str = ""
    seconds: float = 0.0


def run_tool(
    argv: Sequence[str],
    inputs: Inputs,
    limits: ToolLimits,
    running: Running | None = None,
) -> Ran:
    """Run a program in a scratch folder that holds `inputs` by name, and return what it left there.

    Raises :class:`Cancelled` where `running` is called off.
    """
    began = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="helixarkiv-"))
    try:
        for name, content in inputs.items():
            if isinstance(content, Path):
                (scratch / name).symlink_to(content.resolve())
            else:
                (scratch / name).write_bytes(content)
        ended = _run(argv, scratch, inputs, limits, running or Running())
        outputs = {} if ended.reason else _outputs(scratch, inputs, limits)
        if outputs is None:
            ended = Ran(code=ended.code, reason=f"it wrote more than {limits.output_bytes >> 20} MiB")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Ran(outputs or {}, ended.code, ended.reason, round(time.monotonic() - began, 3))


def _run(
    argv: Sequence[str],
    scratch: Path,
    inputs: Inputs,
    limits: ToolLimits,
    running: Running,
) -> Ran:
    told, answer = os.pipe()
    with os.fdopen(told, "rb") as answers, tempfile.TemporaryFile() as said:
        try:
            holder = _start(answer, said.fileno())
        finally:
            os.close(answer)
        try:
            with running.held(holder.pid):
                _give(holder, _job(argv, scratch, inputs, limits, answer))
                stopped = _watch(holder, scratch, limits)
        finally:
            _end(holder)
        if running.cancelled:
            raise Cancelled
        said.seek(0)
        return _judged(stopped, answers.read(), said.read(1 << 20), limits)


def _job(
    argv: Sequence[str], scratch: Path, inputs: Inputs, limits: ToolLimits, answer: int
) -> dict[str, object]:
    return {
        "argv": list(argv),
        "scratch": str(scratch),
        "inputs": [str(content.resolve()) for content in inputs.values() if isinstance(content, Path)],
        "limits": asdict(limits),
        "parent": os.getpid(),
        "answer": answer,
        "path": PATH,
    }


def _start(answer: int, said: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "ingest.sandbox.holder"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=said,
        pass_fds=(answer,),
        cwd="/",
        env={"PYTHONPATH": str(CODE), "PATH": PATH, "LANG": "C.UTF-8"},
        start_new_session=True,
    )


def _give(holder: subprocess.Popen[bytes], job: Mapping[str, object]) -> None:
    assert holder.stdin
    with contextlib.suppress(BrokenPipeError), holder.stdin as pipe:  # it may have died
        pipe.write(json.dumps(job).encode() + b"\n")


def _watch(holder: subprocess.Popen[bytes], scratch: Path, limits: ToolLimits) -> str:
    """Wait for the end; return why it has to be ended before, "" where it ended by itself."""
    until = time.monotonic() + limits.wall_seconds
    while True:
        try:
            holder.wait(_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                return f"it took more than {limits.wall_seconds:.0f} s"
            if _written(scratch) > limits.output_bytes:
                return f"it wrote more than {limits.output_bytes >> 20} MiB"
            if limits.processes > 1 and _processes(holder.pid) > limits.processes + _OURS:
                return f"it started more than {limits.processes} processes"
        else:
            return ""


def _end(holder: subprocess.Popen[bytes]) -> None:
    """End the holder and all that it holds."""
    if holder.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            holder.terminate()
        try:
            holder.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(holder.pid, signal.SIGKILL)
            holder.wait()


def _judged(stopped: str, answer: bytes, said: bytes, limits: ToolLimits) -> Ran:
    """Tell from what the holder saw how the program ended."""
    if stopped:
        return Ran(reason=stopped)
    if not answer:
        return Ran(reason="the process that held it died")
    ended = json.loads(answer)
    code = os.waitstatus_to_exitcode(ended["status"])
    number = -code if code < 0 else code - 128 if code > 128 else 0
    lines = said.decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")[:_SAID]
    if number == signal.SIGXCPU or (number == signal.SIGKILL and ended["seconds"] >= limits.cpu_seconds):
        return Ran(code=code, reason=f"it took more than {limits.cpu_seconds} s of processor time")
    if number in {each.value for each in signal.Signals}:
        return Ran(code=code, reason=f"it crashed ({signal.Signals(number).name})" + (last and f": {last}"))
    return Ran(code=code, reason=f"exit code {code}" + (last and f": {last}") if code else "")


def _outputs(scratch: Path, inputs: Inputs, limits: ToolLimits) -> dict[str, bytes] | None:
    """Return the regular files that a program left, None where they are too much; no link is followed."""
    if _written(scratch) > limits.output_bytes:
        return None
    found = {}
    for path in _files(scratch):
        name = path.relative_to(scratch).as_posix()
        if name not in inputs:
            found[name] = path.read_bytes()
    return found


def _written(scratch: Path) -> int:
    """Return how much stands in a scratch folder; too much of files that are too many."""
    total = 0
    for count, path in enumerate(_files(scratch)):
        with contextlib.suppress(FileNotFoundError):
            total += path.lstat().st_size
        if count > _MOST_FILES:
            return 1 << 62
    return total


def _files(scratch: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(scratch):
        for name in names:
            path = Path(folder, name)
            with contextlib.suppress(FileNotFoundError):
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path


def _processes(pid: int) -> int:
    """Return how many processes descend from one."""
    count, waiting = 0, [pid]
    while waiting:
        each = waiting.pop()
        try:
            listed = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except OSError:
            continue
        count += len(listed)
        waiting += map(int, listed)
        if count > _MOST_FILES:
            break
    return count
