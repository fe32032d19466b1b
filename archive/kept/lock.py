"""The one writer's lock: a `flock` in the data folder over ledger, originals and index."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.dates import now


class LockHeld(Exception):  # noqa: N818 - a state of the world
    """Somebody else writes just now; the text names who, since when."""


@contextmanager
def writer_lock(data: Path, purpose: str, wait: float) -> Iterator[None]:
    """Hold the writer's lock; wait up to `wait` seconds for it, then raise :class:`LockHeld`.

    The kernel lets go of it when the process dies, however it dies.
    """
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        _acquire(descriptor, wait)
        holder = {"pid": os.getpid(), "purpose": purpose, "since": now().isoformat(timespec="seconds")}
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockHeld(_holder(descriptor)) from None
            time.sleep(0.05)
        else:
            return


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f"{holder['purpose']} (process {holder['pid']}, since {holder['since']}) is writing"
    except (ValueError, KeyError):
        return "another process is writing"
