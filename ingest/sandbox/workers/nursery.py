"""A process that has imported the readers and forks one worker for each file; it never sees a file itself.

``python -m ingest.sandbox.workers.nursery``, started once by `warm`, whose requests come on a socket that is
standard input: a job, and three descriptors (the file, the pipe for messages, a socket of this
worker's own). A worker is used once. It is waited for only when the parent asks how it ended, so
that its number means it until then. When the parent's end closes, everything here ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket

from ingest.sandbox.workers import worker

MOST_BYTES = 1 << 16
"""Of one request."""


def main() -> None:
    """Serve requests until the parent's end of the socket closes."""
    channel = socket.socket(fileno=os.dup(0))
    _import_readers()
    gc.collect()
    gc.freeze()  # what is shared with the children is not written to
    channel.send(b"ready")
    Nursery(channel).run()


class Nursery:
    """The workers that run, each with the socket on which the parent asks for its end."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._children: dict[int, tuple[int, socket.socket]] = {}
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)

    def run(self) -> None:
        """Fork and end workers."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor != self._channel.fileno():
                    self._end(descriptor)
                elif not self._begin():
                    return

    def _begin(self) -> bool:
        """Fork a worker for the next request; tell whether there was one."""
        request, descriptors, _, _ = socket.recv_fds(self._channel, MOST_BYTES, 3)
        if not request:
            return False
        file, out, asked = descriptors
        pid = os.fork()
        if pid == 0:
            self._work(request, file, out)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # here too, since the parent may kill the group at once
        os.close(file)
        os.close(out)
        own = socket.socket(fileno=asked)
        self._children[asked] = (pid, own)
        self._poll.register(asked, select.POLLIN)
        with contextlib.suppress(OSError):  # the parent gave up: its end is closed, which is seen next
            own.send(str(pid).encode())
        return True

    def _work(self, request: bytes, file: int, out: int) -> None:
        """Be a worker."""
        try:
            os.setpgid(0, 0)
            self._channel.close()
            for _, own in self._children.values():
                own.close()
            worker.work(json.loads(request), file, out, os.getppid())
        finally:
            os._exit(1)

    def _end(self, asked: int) -> None:
        """End a worker and tell how it ended: the parent asks, or is gone."""
        pid, own = self._children.pop(asked)
        self._poll.unregister(asked)
        with contextlib.suppress(OSError):
            own.recv(MOST_BYTES)  # a socket that is closed with something unread loses what it sent
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the kernel lets a fork begin at it
        told = {
            "status": status,
            "seconds": usage.ru_utime + usage.ru_stime,
            "kilobytes": usage.ru_maxrss if usage.ru_maxrss > before else 0,
        }
        with contextlib.suppress(OSError):
            own.send(json.dumps(told).encode())
        own.close()


def _import_readers() -> None:
    from ingest.readers.choosing import reader
    from ingest.readers.kind import READ

    for kind in READ:
        with contextlib.suppress(ImportError):  # told of the file that is to be read by it
            reader(kind)


if __name__ == "__main__":
    main()
