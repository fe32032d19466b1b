"""Reading many files at once, a process for each, on all cores."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import structlog

from archive.outcomes import Outcome
from ingest.readers.reading import Limits
from ingest.sandbox.one import Reading, read_file
from ingest.sandbox.process import Cancelled, Running

log = structlog.get_logger("ingest.sandbox")

_AHEAD = 2
"""Files in hand for each worker: one is read while the one before it is taken by the caller."""


def read_files(
    paths: Iterable[Path],
    limits: Limits,
    workers: int = 0,
    name_of: Callable[[Path], str] = lambda path: path.name,
) -> Generator[tuple[Path, Reading]]:
    """Yield each path with its reading, in the order in which they are ready.

    `workers` processes run at a time, 0 for one a core; `name_of` tells what a file is called where
    its path does not. Paths are drawn as they are needed, so that
    no more than a few readings are held at once. Closing the iterator, or an exception such as
    KeyboardInterrupt while it waits, ends every process before it returns; the death of this
    process ends them too.
    """
    workers = workers or len(os.sched_getaffinity(0))
    running = Running()
    waiting = iter(paths)
    in_hand: dict[Future[Reading], Path] = {}
    # Threads, since each only waits for its process.
    pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    try:
        while True:
            for path in itertools.islice(waiting, workers * _AHEAD - len(in_hand)):
                in_hand[pool.submit(read_file, path, limits, running, name_of(path))] = path
            if not in_hand:
                return
            ready, _ = wait(in_hand, return_when=FIRST_COMPLETED)
            for future in ready:
                yield in_hand.pop(future), _result(future)
    finally:
        running.cancel()
        pool.shutdown(wait=True, cancel_futures=True)


def _result(future: Future[Reading]) -> Reading:
    """Return a reading, also where ours went wrong: one file must not keep others from being read."""
    try:
        return future.result()
    except (Cancelled, OSError):  # OSError: no process can be started, which no file is to blame for
        raise
    except Exception as error:
        log.exception("reading a file failed on this side of the sandbox")
        return Reading(Outcome.DAMAGED, f"reading it failed: {type(error).__name__}: {error}"[:300])
