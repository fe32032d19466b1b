"""How often somebody may try to sign in. Only what failed counts, in each web process by itself.

Three limits, so that neither guessing many passwords of one user nor one password of many gets far:
by address and name, by address, by name. The last could keep a user out whose name somebody else
keeps trying, so it does not hold for a browser that was signed in as that user before ("Slow down
online guessing attacks with device cookies", OWASP).
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from typing import cast

from flask import Flask, current_app
from flask_limiter import Limiter
from limits import RateLimitItem, parse_many

_PAIR = tuple(parse_many("5/minute;30/hour"))
_ADDRESS = tuple(parse_many("20/minute;100/hour"))
_NAME = tuple(parse_many("100/hour"))
_NETWORK = 64  # bits: what one household or server has of IPv6 addresses

_KEY = "helixarkivet-limits"

Counted = tuple[RateLimitItem, tuple[str, ...]]


def set_up(app: Flask) -> None:
    """Count from nothing."""
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)  # it would name an address
    app.extensions[_KEY] = Limiter(lambda: "", app=app, storage_uri="memory://", strategy="moving-window")


def counted_by(app: Flask) -> Limiter:
    """Return what counts for an application."""
    return cast(Limiter, app.extensions[_KEY])


def wait(address: str, name: str, *, was_here: bool) -> int:
    """Return the seconds until somebody may try again; 0 where they may now."""
    counter = counted_by(current_app).limiter
    full = [each for each in _counted(address, name, was_here) if not counter.test(each[0], *each[1])]
    ends = [counter.get_window_stats(limit, *key).reset_time for limit, key in full]
    return max(1, math.ceil(max(ends) - time.time())) if ends else 0


def failed(address: str, name: str) -> None:
    """Count an attempt that failed."""
    for limit, key in _counted(address, name, was_here=False):
        counted_by(current_app).limiter.hit(limit, *key)


def _counted(address: str, name: str, was_here: bool) -> Iterator[Counted]:
    network = _network(address)
    yield from ((limit, ("pair", network, name)) for limit in _PAIR)
    yield from ((limit, ("address", network)) for limit in _ADDRESS)
    if not was_here:
        yield from ((limit, ("name", name)) for limit in _NAME)


def _network(address: str) -> str:
    try:
        host = ip_address(address)
    except ValueError:  # a unix socket has none
        return address
    return str(ip_network((host, _NETWORK), strict=False)) if host.version == 6 else address
