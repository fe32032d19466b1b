"""Serving the application over HTTP with gunicorn.

One worker with threads by default: each worker holds its own view of the index, and the engine
answers in milliseconds. Nothing is logged of who asks for what.
"""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from typing import Any

from gunicorn import glogging
from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from archive.settings import Settings
from web.app import create_app

# The longest request line: a question of 10,000 characters, percent-encoded, fits with room to spare.
# gunicorn caps what its own setting may ask for at this constant of its parser.
_REQUEST_LINE = 128 * 1024
_BACKLOG = 256


class PortTaken(Exception):  # noqa: N818 - named for the mistake
    """The address cannot be listened on; the text says which, why, and what to do."""


def run(settings: Settings, started: Callable[[], None] | None = None) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first.

    `started` is called once the port is held and before any request is answered. Raises
    :class:`PortTaken` where the address cannot be listened on. Ends the process when it ends.
    """
    listener = _listen(settings)
    if started is not None:
        started()
    _Server(settings, listener).run()


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.web.host, settings.web.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        reason = (
            "another program listens there; stop it, or choose another web.port"
            if error.errno == errno.EADDRINUSE
            else f"{error.strerror or error}; choose another web.host or web.port"
        )
        raise PortTaken(f"cannot listen on {host} port {port}: {reason}") from error
    listener.set_inheritable(True)
    return listener


class _Logger(glogging.Logger):  # type: ignore[misc]
    """gunicorn's own words, sent where the program's logs go, without readers' addresses."""

    def setup(self, cfg: Any) -> None:
        """Leave handlers and form to `archive.log`."""
        self.error_log.propagate = True
        self.error_log.setLevel(cfg.loglevel.upper())
        self.error_log.addFilter(_names_no_reader)


def _names_no_reader(record: logging.LogRecord) -> bool:
    """Drop what names an address; let an error through without what was asked for."""
    if str(record.msg).startswith("Error handling request"):
        record.msg, record.args = "Error handling request", ()
    return "ip=" not in str(record.msg)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up from our settings alone and not from any file of its own."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        message.MAX_REQUEST_LINE = _REQUEST_LINE
        super().__init__()

    def load_config(self) -> None:
        web = self._settings.web
        chosen: dict[str, Any] = {
            "bind": f"fd://{self._listener.fileno()}",
            "worker_class": "gthread",
            "workers": web.workers,
            "threads": web.threads,
            "preload_app": False,  # the catalogue's connections do not survive a fork
            "accesslog": None,
            "logger_class": _Logger,
            "loglevel": self._settings.log.level,
            "graceful_timeout": 10,
            "timeout": 60,
            "keepalive": 5,
            "limit_request_line": _REQUEST_LINE,
            "forwarded_allow_ips": "",  # web.proxies decides whose headers count
            "secure_scheme_headers": {},
            "header_map": "drop",  # X_Remote_User would count as the proxy's X-Remote-User
            "control_socket_disable": True,
            "proc_name": "helixarkiv",
        }
        for key, value in chosen.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return create_app(self._settings)
