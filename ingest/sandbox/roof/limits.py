"""What one process may take (setrlimit)."""

from __future__ import annotations

import resource


def limit(what: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, never above what the process already has."""
    _, ceiling = resource.getrlimit(what)
    wanted = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, wanted = min(soft, ceiling), min(wanted, ceiling)
    resource.setrlimit(what, (soft, wanted))
