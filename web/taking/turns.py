"""One export at a time in each web process, so that a large one does not take the site from its readers."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from web.language.translated import gettext

RETRY_AFTER = 20
"""Seconds after which one whose turn it was not may ask again."""

_LOCK = threading.Lock()


class Busy(ServiceUnavailable):
    """Another export is being sent: 503 with Retry-After."""

    in_english = "Another export is being made. Try again shortly."

    def __init__(self) -> None:
        super().__init__(
            gettext("En annan export görs just nu. Försök igen om en liten stund."), retry_after=RETRY_AFTER
        )


def in_turn(make: Callable[[], Response]) -> Response:
    """Return the answer that `make` makes, and keep the turn until it is sent or its asker has gone.

    Raises :class:`Busy` where another has the turn.
    """
    if not _LOCK.acquire(blocking=False):
        raise Busy
    try:
        response = make()
    except BaseException:
        _LOCK.release()
        raise
    response.call_on_close(_LOCK.release)
    return response
