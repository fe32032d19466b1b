"""A budget of processor time for a step that broken files can make endless."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """The step took longer than its budget. Not an Exception: what is stopped must not catch it."""


_LEAST = 0.01  # seconds: what the timer can tell


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Stop what runs inside after so many seconds of this process's own computing: raises OutOfTime.

    It stops Python code only: a call into a library ends first. Signals reach the main thread alone,
    so that in any other thread nothing is stopped, and the sandbox's own limits must do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, max(seconds, _LEAST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Purse:
    """Seconds of computing that several steps share; each takes from it what it used."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextmanager
    def spend(self, most: float) -> Iterator[None]:
        """Let a step take at most so many seconds of what is left; raises OutOfTime where it takes more."""
        began = time.process_time()
        try:
            if self.left < _LEAST:
                raise OutOfTime
            with budget(min(most, self.left)):
                yield
        finally:
            self.left -= time.process_time() - began
