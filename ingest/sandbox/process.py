"""One worker process as its parent holds it: started, listened to, and always ended."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import os
import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from ingest.readers.reading import Limits
from ingest.sandbox.workers import cold
from ingest.sandbox.workers.cold import ColdChild, kill_group
from ingest.sandbox.workers.ending import Exit
from ingest.sandbox.workers.warm import NoNursery, Nursery, WarmChild

log = structlog.get_logger("ingest.sandbox")

WORKER = cold.WORKER
"""What Python is started with."""

LAST = 19  # the nice value of what others go before; readers have 10 from their start
_PIECE = 1 << 16  # bytes taken from the pipe at a time: what a pipe holds
_LONGEST_LINE = 32 << 20  # bytes of one message; a page of 200,000 letters with its boxes takes 5 million


class TooMuchOutput(Exception):  # noqa: N818 - what the worker did
    """The worker writes more than is taken from it."""


class OutOfTime(Exception):  # noqa: N818 - what happened to the worker
    """The wall clock ran out."""


class Cancelled(Exception):  # noqa: N818 - what happened to the reading
    """Reading was called off."""


class Running:
    """The workers that run now, so that all of them can be ended at once from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pids: set[int] = set()
        self._cancelled = False
        self._nice = 0

    def start(self, file: int, name: str, limits: Limits) -> Worker:
        """Start a worker on an open file; raise :class:`Cancelled` after :meth:`cancel`."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
            child = _start(file, name, limits)
            self._pids.add(child.pid)
            if self._nice:
                _let_others_first(child.pid, self._nice)
        return Worker(self, child, time.monotonic() + limits.wall_seconds)

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

    def cpu_seconds(self) -> float:
        """Return how much processor time the workers that run now have taken."""
        with self._lock:
            return sum(map(_cpu_seconds, self._pids))

    def give_way(self, nice: int = LAST) -> None:
        """Let the workers, and those that start from now on, stand back behind others: 19 is furthest."""
        with self._lock:
            self._nice = nice
            for pid in self._pids:
                _let_others_first(pid, nice)

    def cancel(self) -> None:
        """End every worker, and let no other start."""
        with self._lock:
            self._cancelled = True
            for pid in self._pids:
                kill_group(pid)

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._cancelled

    @property
    def gives_way(self) -> bool:
        """Whether :meth:`give_way` was called."""
        return self._nice > 0

    def forget(self, pid: int) -> None:
        """Leave a worker out of :meth:`cancel`, before its number can be given to another process."""
        with self._lock:
            self._pids.discard(pid)


class Worker:
    """A process that reads one file. Use :meth:`lines`, then :meth:`end`, which must always be called."""

    def __init__(self, running: Running, child: WarmChild | ColdChild, deadline: float) -> None:
        self._running = running
        self._child = child
        self._deadline = deadline
        self.pid = child.pid

    def lines(self, most_bytes: int) -> Iterator[bytes]:
        """Yield what the worker writes, line by line, until it closes its end.

        Raises :class:`OutOfTime` at the deadline and :class:`TooMuchOutput` beyond `most_bytes`.
        """
        descriptor = self._child.output
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        parts: list[bytes] = []
        taken = held = 0
        while True:
            left = self._left()
            if left <= 0:
                raise OutOfTime
            if not poll.poll(left * 1000):
                continue  # it may have waited for the processor meanwhile
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

    def _left(self) -> float:
        """Return the seconds left; those for which one that gives way had to wait do not count.

        Without that, a large file among many others would be cut short for standing back.
        """
        waited = _waited(self.pid) if self._running.gives_way else 0.0
        return self._deadline + waited - time.monotonic()

    def end(self) -> Exit:
        """Kill the worker and whatever it started, and return how it ended if it had ended already.

        A process that is dying has its cause of death fixed before its pipe closes, so that killing
        it after the pipe's end changes nothing.
        """
        alive_mb = _peak_mb(self.pid)
        kill_group(self.pid)
        self._running.forget(self.pid)
        ended = self._child.end()
        return dataclasses.replace(ended, memory_mb=alive_mb or ended.memory_mb)


_nursery = Nursery()
atexit.register(_nursery.close)


def _start(file: int, name: str, limits: Limits) -> WarmChild | ColdChild:
    """Start a worker on an open file: a warm one, or where there is no nursery a cold one."""
    job = {"file": file, "name": name, "parent": os.getpid(), "limits": dataclasses.asdict(limits)}
    if WORKER is not cold.WORKER:
        return ColdChild(WORKER, file, job)
    try:
        return _nursery.start(file, job)
    except NoNursery as error:
        log.warning("there is no nursery for readers; this one is started cold", reason=str(error))
        return ColdChild(WORKER, file, job)


def _let_others_first(pid: int, nice: int) -> None:
    """Let a process stand back and still come to its end on a machine that is busy.

    Where the kernel shares the processor among sessions first, the session of its own that the process
    leads has to stand back too (sched(7), "The autogroup feature").
    """
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(nice))
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, nice)


def _waited(pid: int) -> float:
    """Return the seconds for which a process was ready and others had the processor, 0 where none tells.

    The second number of its schedstat, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst).
    """
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _cpu_seconds(pid: int) -> float:
    """Return the processor time of a process, 0 of one that has died; proc(5), /proc/pid/stat."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mb(pid: int) -> float:
    """Return the peak memory of a process that runs, 0 of one that has died."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024
