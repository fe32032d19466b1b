"""One export at a time in each web process, so that a large one does not take the site from its readers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from web.language.translated import gettext

RETRY_AFTER = 20
"""Seconds after which one whose turn it was not may ask again."""

_FORGOTTEN = 120.0
"""Seconds without a piece sent, after which the next may begin: a line is dead, or an answer was lost."""


class Busy(ServiceUnavailable):
    """Another export is being sent: 503 with Retry-After."""

    in_english = "Another export is being made. Try again shortly."

    def __init__(self) -> None:
        super().__init__(
            gettext("En annan export görs just nu. Försök igen om en liten stund."), retry_after=RETRY_AFTER
        )


class _Turn:
    """Whose turn it is; the object itself is the turn's number."""

    def __init__(self) -> None:
        self.last = time.monotonic()


_lock = threading.Lock()
_present: _Turn | None = None


def in_turn(pieces: Iterable[bytes] | Iterable[str], send: Callable[[Iterator[bytes]], Response]) -> Response:
    """Return the answer that `send` makes of the pieces; keep the turn until it is sent or its asker gone.

    Raises :class:`Busy` where another has the turn.
    """
    turn = _take()
    try:
        response = send(_sent(pieces, turn))
    except BaseException:
        _give_back(turn)
        raise
    response.call_on_close(lambda: _give_back(turn))
    return response


def _take() -> _Turn:
    global _present
    with _lock:
        if _present is not None and time.monotonic() - _present.last < _FORGOTTEN:
            raise Busy
        _present = _Turn()
        return _present


def _give_back(turn: _Turn) -> None:
    global _present
    with _lock:
        if _present is turn:
            _present = None


def _sent(pieces: Iterable[bytes] | Iterable[str], turn: _Turn) -> Iterator[bytes]:
    try:
        for piece in pieces:
            turn.last = time.monotonic()
            yield piece.encode() if isinstance(piece, str) else piece
    finally:  # nothing is left to send: the next need not wait until the answer is closed
        _give_back(turn)
