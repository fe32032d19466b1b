"""The words that a form at the beginning of a compound can stand for.

Swedish joins with -s, -o, -u or -e, drops an -a or an -e, and makes -are into -ar (*avhopparverksamhet*).
"""

from __future__ import annotations

from collections.abc import Iterator


def bases(form: str) -> Iterator[str]:
    """Yield what a linking form may come from: samverkans, samverkan; gatu, gata; skol, skola."""
    yield form + "a"
    yield form + "e"
    last = form[-1]
    if last == "s":
        yield form[:-1]
        yield form[:-1] + "e"
        yield form[:-1] + "a"
    if last == "s" and form[-2] == "e":
        yield form[:-2]
        yield form[:-2] + "a"
    if last in "ou":
        yield form[:-1] + "a"
        yield form[:-1] + "e"
    if last == "e":
        yield form[:-1] + "a"
        yield form[:-1]
    if last == "a":
        yield form[:-1]
