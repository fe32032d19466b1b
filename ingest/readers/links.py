"""Which addresses of a file are kept: those that a reader of the archive may follow."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 2000
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", re.IGNORECASE)


def leads_out(address: str) -> bool:
    """Tell whether an address is one of the web or of e-mail; nothing else (javascript:, file:) is kept."""
    return len(address) <= _LONGEST and _ADDRESS.match(address) is not None


def kept(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of a page that are kept, each once, in order."""
    return tuple(dict.fromkeys(filter(leads_out, addresses)))
