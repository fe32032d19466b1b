"""The parent's side of the nursery: workers that have imported everything before they are asked for.

To start Python and import the readers takes five times as long as to read most files.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

import structlog

from ingest.sandbox.roof.lacking import lacking
from ingest.sandbox.workers.ending import Exit, environment

log = structlog.get_logger("ingest.sandbox")

_READY_WITHIN = 60.0  # seconds; it takes less than one where nothing else runs
_ANSWERS_WITHIN = 30.0  # seconds


class NoNursery(Exception):  # noqa: N818 - a state
    """There is no nursery, and none can be started."""


class WarmChild:
    """A worker of the nursery."""

    def __init__(self, pid: int, output: int, own: socket.socket) -> None:
        self.pid = pid
        self.output = output
        self._own = own

    def end(self) -> Exit:
        """Have the worker ended, and return how it had ended, or was."""
        os.close(self.output)
        with self._own:
            try:
                self._own.send(b"end")
                told = json.loads(self._own.recv(1 << 12) or b"{}")
            except OSError:
                told = {}
        if not told:
            return Exit(0, 9, 0.0, 0.0)  # the nursery died, and its workers with it
        return Exit.of(told["status"], told["seconds"], told["kilobytes"] / 1024)


class Nursery:
    """Starts the nursery when the first worker is wanted, and again where it has died. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._owner = 0
        self._told = False

    def start(self, file: int, job: Mapping[str, Any]) -> WarmChild:
        """Have a worker forked for an open file; raises :class:`NoNursery`."""
        output, theirs = os.pipe()
        own, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with contextlib.closing(asked):
                self._ask(job, (file, theirs, asked.fileno()))
            own.settimeout(_ANSWERS_WITHIN)
            pid = int(own.recv(32) or b"0")
            if not pid:
                raise NoNursery("it died")
        except BaseException as error:
            os.close(output)
            own.close()
            if isinstance(error, OSError):
                raise NoNursery(str(error)) from error
            raise
        finally:
            os.close(theirs)
        return WarmChild(pid, output, own)

    def _ask(self, job: Mapping[str, Any], descriptors: tuple[int, ...]) -> None:
        request = json.dumps(job).encode()
        for again in (False, True):
            channel = self._opened()
            try:
                socket.send_fds(channel, [request], descriptors)
            except OSError:
                if again:
                    raise
                self.close()
            else:
                return

    def _opened(self) -> socket.socket:
        with self._lock:
            if self._owner != os.getpid():  # forked: the nursery is the other's
                self._process = self._channel = None
            if self._channel is None or self._process is None or self._process.poll() is not None:
                self._tell_what_is_lacking()
                self._process, self._channel = _started()
                self._owner = os.getpid()
            return self._channel

    def _tell_what_is_lacking(self) -> None:
        """Say once in the log what of the roof this machine does not give."""
        if not self._told:
            self._told = True
            for sentence in lacking():
                log.warning("the sandbox has a gap", reason=sentence)

    def close(self) -> None:
        """End the nursery and its workers."""
        with self._lock:
            if self._channel is not None and self._owner == os.getpid():
                self._channel.close()
            if self._process is not None and self._owner == os.getpid():
                self._process.kill()
                self._process.wait()
            self._process = self._channel = None


def _started() -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with contextlib.closing(theirs):
        process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "ingest.sandbox.workers.nursery"],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )
    ours.settimeout(_READY_WITHIN)
    try:
        if ours.recv(16) != b"ready":
            raise NoNursery(f"it ended with exit code {process.wait()}")
    except BaseException:
        ours.close()
        process.kill()
        process.wait()
        raise
    return process, ours
