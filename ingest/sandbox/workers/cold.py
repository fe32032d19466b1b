"""A worker that is started as a Python process of its own, where no warm one is to be had."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from ingest.sandbox.workers.ending import Exit, environment

WORKER = ("-m", "ingest.sandbox.workers.worker")
"""What Python is started with."""


class ColdChild:
    """A worker that was started."""

    def __init__(self, arguments: tuple[str, ...], file: int, job: Mapping[str, Any]) -> None:
        """Start Python with these arguments and give it its job."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(file,),
            cwd="/",
            env=environment(),
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self.pid = self._process.pid
        self.output = self._process.stdout.fileno()
        with contextlib.suppress(BrokenPipeError), self._process.stdin as pipe:  # it may have died
            pipe.write(json.dumps(job).encode() + b"\n")

    def end(self) -> Exit:
        """Return how the worker, which was killed, had ended."""
        _, status, usage = os.wait4(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        return Exit.of(status, usage.ru_utime + usage.ru_stime, _own_mb(usage.ru_maxrss))


def kill_group(pid: int) -> None:
    """Kill a process and all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _own_mb(kilobytes: int) -> float:
    """Return the peak of a process that has died; the kernel lets it begin at its parent's peak."""
    return kilobytes / 1024 if kilobytes > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0.0
