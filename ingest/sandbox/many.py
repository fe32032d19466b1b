"""Reading many files at once, a process for each, on all cores."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from enum import Enum
from pathlib import Path

import structlog

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits
from ingest.sandbox.one import Reading, read_file
from ingest.sandbox.process import LAST, Cancelled, Running

log = structlog.get_logger("ingest.sandbox")

_AHEAD = 2
"""Files in hand for each worker: one is read while the one before it is taken by the caller."""

_PATIENCE = 0.5
"""Seconds of processor time after which a file no longer keeps others waiting. Most are read in less."""

_LONGEST = 15.0
"""Seconds after which one no longer does that takes no processor time either."""

_LOOK_EVERY = 0.1  # seconds

_ASIDE = 4
"""Files that may be read beside those for which there are workers, each having taken long: each may use
the memory of a whole limit."""

_BEHIND = 14
"""How nice a file is that has stepped aside; in its turn it is 10."""

_LONG = 1.5
"""Seconds of processor time after which such a file is last of all. What takes a second or two is done
before those that take a minute."""

_LATE = 200
"""Files that took longest while those places were taken: they are read anew, two at a time, with all
their time. With more the next keep their places."""


class Pool:
    """Reads files, a process for each, while its caller does other things.

    A file that takes long steps aside and is read on behind the others, so that files made to hurt do not
    keep these waiting until their time is over. Where too many have, the one of them that took longest so
    far is read last: who has had least comes first, as in *least attained service* scheduling.

    :meth:`close` ends every process before it returns; the death of this process ends them too.
    """

    def __init__(self, limits: Limits, workers: int = 0) -> None:
        """Read within `limits` in `workers` processes at a time, 0 for one a core."""
        self._limits = limits
        self._workers = workers or len(os.sched_getaffinity(0))
        self._in_hand: dict[Future[Reading], Path] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._readings: set[_One] = set()
        self._aside: set[_One] = set()
        self._late = 0
        self._turns = threading.Semaphore(self._workers)
        self._places = threading.Semaphore(_ASIDE)
        self._last = threading.Semaphore(_ASIDE // 2)  # the other places are for who comes new
        # Threads, since each only waits for its process, or its turn.
        self._threads = ThreadPoolExecutor(self._workers + _ASIDE + _LATE, thread_name_prefix="reading")

    @property
    def in_hand(self) -> frozenset[Path]:
        """The files that were given to :meth:`start` and not yet by :meth:`ready`."""
        return frozenset(self._in_hand.values())

    @property
    def has_room(self) -> bool:
        """Tell whether one more can be started; few are in hand at once, for the sake of memory."""
        return len(self._in_hand) - len(self._aside) - self._late < self._workers * _AHEAD

    def start(self, path: Path, name: str) -> None:
        """Begin to read a file, which is called `name` where its path does not tell."""
        self._in_hand[self._threads.submit(self._read, path, name)] = path

    def ready(self, seconds: float | None = None) -> list[tuple[Path, Reading]]:
        """Return what is read; wait so long, or for good, for the first, or until there is room for more."""
        until = None if seconds is None else time.monotonic() + seconds
        had_room = self.has_room
        done: set[Future[Reading]] = set()
        while not done and self._in_hand and had_room >= self.has_room:
            left = _LOOK_EVERY if until is None else min(_LOOK_EVERY, max(0.0, until - time.monotonic()))
            done, _ = wait(self._in_hand, left, FIRST_COMPLETED)
            if until is not None and time.monotonic() >= until:
                break
        return [(self._in_hand.pop(future), _result(future)) for future in done]

    def _read(self, path: Path, name: str) -> Reading:
        """Read a file when it is its turn; give the turn away where it takes long."""
        self._turns.acquire()
        one = _One(_Stand.TURN)
        try:
            return self._reading(one, path, name)
        except Cancelled:
            if one.stand is not _Stand.PUT_OFF:
                raise
        finally:
            self._leave(one)
        return self._read_last(path, name)

    def _reading(self, one: _One, path: Path, name: str) -> Reading:
        with self._lock:
            if self._closed:
                raise Cancelled
            self._readings.add(one)
        over = threading.Event()
        threading.Thread(target=self._look, args=(one, over), name="patience", daemon=True).start()
        try:
            return read_file(path, self._limits, one.running, name)
        finally:
            over.set()
            with self._lock:
                self._readings.discard(one)

    def _look(self, one: _One, over: threading.Event) -> None:
        """Look now and then whether a file takes long, until it is over."""
        until = time.monotonic() + _LONGEST
        while not over.wait(_LOOK_EVERY) and one.stand is not _Stand.PUT_OFF:
            used = one.running.cpu_seconds()
            if one.stand is _Stand.TURN and (used >= _PATIENCE or time.monotonic() >= until):
                self._step_aside(one)
            if one.stand is _Stand.ASIDE:  # each time, since the kernel may refuse it once
                one.running.give_way(_BEHIND if used < _LONG else LAST)

    def _step_aside(self, one: _One) -> None:
        """Let a file that takes long give its turn away: to be read on beside, or else last."""
        with self._lock:
            if one.stand is not _Stand.TURN:
                return
            if not self._places.acquire(blocking=False):
                if self._late >= _LATE:
                    return
                longest = max((*self._aside, one), key=lambda each: each.running.cpu_seconds())
                longest.stand = _Stand.PUT_OFF  # its place goes to the other
                longest.running.cancel()
                self._aside.discard(longest)
            if one.stand is _Stand.TURN:
                one.stand = _Stand.ASIDE
                self._aside.add(one)
        self._turns.release()

    def _leave(self, one: _One) -> None:
        """Give back the turn or the place of a file, if it still has it."""
        with self._lock:
            stand = one.stand
            if stand is not _Stand.PUT_OFF:
                one.stand = _Stand.OVER
            self._aside.discard(one)
        if stand is _Stand.ASIDE:
            self._places.release()
        elif stand is _Stand.TURN:
            self._turns.release()

    def _read_last(self, path: Path, name: str) -> Reading:
        """Read a file anew, with all its time, when there is a place beside the others."""
        one = _One(_Stand.LAST)
        one.running.give_way(LAST)
        with self._lock:
            self._late += 1
        try:
            with self._last, self._places:
                return self._reading(one, path, name)
        finally:
            with self._lock:
                self._late -= 1

    def close(self) -> None:
        """End whatever is being read, and forget it."""
        with self._lock:
            self._closed = True
            for one in self._readings:
                one.running.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._in_hand.clear()


class _Stand(Enum):
    """Where the reading of a file stands."""

    TURN = "in its turn"
    ASIDE = "beside the others"
    PUT_OFF = "ended, to be begun anew"
    LAST = "begun anew"
    OVER = "over"


class _One:
    """The reading of one file, and the process that does it just now."""

    def __init__(self, stand: _Stand) -> None:
        self.running = Running()
        self.stand = stand


def read_files(
    paths: Iterable[Path],
    limits: Limits,
    workers: int = 0,
    name_of: Callable[[Path], str] = lambda path: path.name,
) -> Generator[tuple[Path, Reading]]:
    """Yield each path with its reading, in the order in which they are ready.

    `name_of` tells what a file is called where its path does not. Paths are drawn as they are
    needed, so that no more than a few readings are held at once. Closing the iterator, or an
    exception such as KeyboardInterrupt while it waits, ends every process before it returns.
    """
    waiting = iter(paths)
    with closing(Pool(limits, workers)) as pool:
        while True:
            while pool.has_room and (path := next(waiting, None)) is not None:
                pool.start(path, name_of(path))
            if not pool.in_hand:
                return
            yield from pool.ready()


def _result(future: Future[Reading]) -> Reading:
    """Return a reading, also where ours went wrong: one file must not keep others from being read."""
    try:
        return future.result()
    except (Cancelled, OSError):  # OSError: no process can be started, which no file is to blame for
        raise
    except Exception as error:
        log.exception("reading a file failed on this side of the sandbox")
        return Reading(Outcome.DAMAGED, f"reading it failed: {type(error).__name__}: {error}"[:300])
