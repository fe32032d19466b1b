"""The watcher as a process of its own beside the site: started with it, restarted, dead with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import structlog

log = structlog.get_logger("ingest.watch")

_START_AFTER = 1.0  # seconds, so that the site's first page comes first
_RESTART_AFTER = 5.0
_STOP_WITHIN = 20.0


class WatcherProcess:
    """Runs ``helixarkiv watch`` from :meth:`start` to :meth:`stop`; starts it anew where it dies."""

    def __init__(self) -> None:
        """Prepare; nothing is started yet."""
        self._starter = os.getpid()
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name="watcher-keeper", daemon=True)

    def start(self) -> None:
        """Start the watcher."""
        self._keeper.start()

    def stop(self) -> None:
        """Ask the watcher to finish the file in hand, and wait for it; then kill it."""
        if os.getpid() != self._starter or not self._keeper.is_alive():
            return  # a web process that was forked from this one ends without it
        self._stopping.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(_STOP_WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()
        self._keeper.join(_STOP_WITHIN)

    def _keep(self) -> None:
        """Start the watcher again and again; this thread lives as long as the process does."""
        self._stopping.wait(_START_AFTER)
        while not self._stopping.is_set():
            try:
                self._child = subprocess.Popen(
                    [sys.executable, "-m", "helixarkiv", "watch", "--parent", str(os.getpid())],
                    stdin=subprocess.DEVNULL,
                )
            except OSError as error:
                log.error("the watcher could not be started and is tried again", reason=str(error))
                self._stopping.wait(_RESTART_AFTER)
                continue
            if self._stopping.is_set():
                self._child.terminate()  # :meth:`stop` came too early to see it
            code = self._child.wait()
            if not self._stopping.is_set():
                log.error("the watcher died and is started again", exit_code=code)
                self._stopping.wait(_RESTART_AFTER)
