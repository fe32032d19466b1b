"""The archive in numbers, for the machine that watches it; closed unless a token opens it."""

from __future__ import annotations

import hmac

from flask import Response, request
from werkzeug.exceptions import NotFound

from archive.metrics import MEDIA_TYPE, metrics
from web import responses
from web.site import site


def measured() -> Response:
    """Answer every metric to who bears the token of `web.metrics_token`; to others there is no such page."""
    token = site().settings.web.metrics_token
    offered = request.authorization
    if not token or offered is None or offered.type != "bearer":
        raise NotFound
    if not hmac.compare_digest((offered.token or "").encode(), token.encode()):
        raise NotFound
    return responses.text(metrics(site().catalogue, site().settings), MEDIA_TYPE)
