"""One worker process as its parent holds it: started, listened to, and always ended."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.readers.reading import Limits

WORKER = ("-m", "ingest.sandbox.worker")
"""What Python is started with."""

_CODE = Path(__file__).resolve().parents[2]
_PIECE = 1 << 16  # bytes taken from the pipe at a time: what a pipe holds
_LONGEST_LINE = 32 << 20  # bytes of one message; a page of 200,000 letters with its boxes takes 5 million


class TooMuchOutput(Exception):  # noqa: N818 - what the worker did
    """The worker writes more than is taken from it."""


class OutOfTime(Exception):  # noqa: N818 - what happened to the worker
    """The wall clock ran out."""


class Cancelled(Exception):  # noqa: N818 - what happened to the reading
    """Reading was called off."""


@dataclass(frozen=True, slots=True)
class Exit:
    """How a worker ended: its exit code or the signal that ended it, and what it took."""

    code: int
    signal: int
    cpu_seconds: float
    memory_mb: float  # peak resident; of one that died by itself 0 if less than the parent's own peak


class Running:
    """The workers that run now, so that all of them can be ended at once from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pids: set[int] = set()
        self._cancelled = False

    def start(self, file: int, name: str, limits: Limits) -> Worker:
        """Start a worker on an open file; raise :class:`Cancelled` after :meth:`cancel`."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
            worker = Worker(self, _start(file), time.monotonic() + limits.wall_seconds)
            self._pids.add(worker.pid)
        worker.give_job(file, name, limits)
        return worker

    @contextmanager
    def held(self, pid: int) -> Iterator[None]:
        """Count another process, the first of its group, among those that :meth:`cancel` ends.

        Raises :class:`Cancelled` after :meth:`cancel`.
        """
        with self._lock:
            if self._cancelled:
                raise Cancelled
            self._pids.add(pid)
        try:
            yield
        finally:
            self.forget(pid)

    def cancel(self) -> None:
        """End every worker, and let no other start."""
        with self._lock:
            self._cancelled = True
            for pid in self._pids:
                _kill_group(pid)

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._cancelled

    def forget(self, pid: int) -> None:
        """Leave a worker out of :meth:`cancel`, before its number can be given to another process."""
        with self._lock:
            self._pids.discard(pid)


class Worker:
    """A process that reads one file. Use :meth:`lines`, then :meth:`end`, which must always be called."""

    def __init__(self, running: Running, process: subprocess.Popen[bytes], deadline: float) -> None:
        self._running = running
        self._process = process
        self._deadline = deadline
        self.pid = process.pid

    def give_job(self, file: int, name: str, limits: Limits) -> None:
        """Write the line that says what to do."""
        job = {"file": file, "name": name, "parent": os.getpid(), "limits": dataclasses.asdict(limits)}
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError), self._process.stdin as pipe:  # it may have died
            pipe.write(json.dumps(job).encode() + b"\n")

    def lines(self, most_bytes: int) -> Iterator[bytes]:
        """Yield what the worker writes, line by line, until it closes its end.

        Raises :class:`OutOfTime` at the deadline and :class:`TooMuchOutput` beyond `most_bytes`.
        """
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        parts: list[bytes] = []
        taken = held = 0
        while True:
            left = self._deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise OutOfTime
            piece = os.read(descriptor, _PIECE)
            if not piece:
                return  # what stands in `parts` was cut off, and is no message
            taken += len(piece)
            *whole, rest = piece.split(b"\n")
            for line in whole:
                yield b"".join([*parts, line])
                parts, held = [], 0
            parts.append(rest)
            held += len(rest)
            if taken > most_bytes or held > _LONGEST_LINE:
                raise TooMuchOutput

    def end(self) -> Exit:
        """Kill the worker and whatever it started, and return how it ended if it had ended already.

        A process that is dying has its cause of death fixed before its pipe closes, so that killing
        it after the pipe's end changes nothing.
        """
        alive_mb = _peak_mb(self.pid)
        _kill_group(self.pid)
        self._running.forget(self.pid)
        _, status, usage = os.wait4(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        return Exit(
            code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
            signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            memory_mb=alive_mb or _own_mb(usage.ru_maxrss),
        )


def _start(file: int) -> subprocess.Popen[bytes]:
    environment = {
        "PYTHONPATH": str(_CODE),
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",  # else numpy reserves memory for every core
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-s", *WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(file,),
        cwd="/",
        env=environment,
        start_new_session=True,
    )


def _peak_mb(pid: int) -> float:
    """Return the peak memory of a process that runs, 0 of one that has died."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


def _own_mb(kilobytes: int) -> float:
    """Return the peak of a process that has died; the kernel lets it begin at its parent's peak."""
    return kilobytes / 1024 if kilobytes > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0.0


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
