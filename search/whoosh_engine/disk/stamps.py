"""What an index was made with, and whether it can still answer.

An index of another schema cannot be read, and one that was made with other publish settings may hold
what nobody is to see. One of another analyser finds most of what it should: it answers while the new
one is built, so that an upgrade takes the search from nobody.
"""

from __future__ import annotations

_ANALYSER = "; analyser "


def stamp(held: str, analyser: str) -> str:
    """Return the stamp of an index that holds so and whose words were analysed so."""
    return f"{held}{_ANALYSER}{analyser}"


def may_answer(found: str, wanted: str) -> bool:
    """Tell whether an index of one stamp may answer for one of another until that is built."""
    return found == wanted or (_ANALYSER in found and _held(found) == _held(wanted))


def _held(stamp: str) -> str:
    return stamp.partition(_ANALYSER)[0]
