"""One export at a time in each web process, so that a large one does not take the site from its readers."""

from __future__ import annotations

import threading

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


def take() -> None:
    """Take the turn; raise :class:`Busy` where another has it. :func:`give_back_after` it."""
    if not _LOCK.acquire(blocking=False):
        raise Busy


def give_back() -> None:
    """Let the next one have the turn."""
    _LOCK.release()


def give_back_after(response: Response) -> Response:
    """Give the turn back when an answer has been sent, or whoever asked for it has gone."""
    response.call_on_close(give_back)
    return response
