"""What an item of a listing page says beside what the archive says, and what accepting changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.catalogue.values import Origin, Statement, effective

FIELDS = ("title", "speakers", "series", "position", "link", "source_url", "first_published")
"""The fields that a listing page speaks of, in the order they are told in."""


class Outcome(StrEnum):
    """What becomes of a field when the item is accepted."""

    SAME = "same"  # the archive says so already
    NEW = "new"  # nothing was said of it
    REPLACES = "replaces"
    YIELDS = "yields"  # what staff or a file beside the document says stays


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what the page says, and the statement that holds just now (None where there is none).

    `perhaps` tells that the page does not say so: its title may be a name.
    """

    field: str
    listed: Any
    holds: Statement | None
    outcome: Outcome
    perhaps: bool = False


def differences(
    said: Mapping[str, Any], statements: Iterable[Statement], perhaps: str = ""
) -> tuple[Difference, ...]:
    """Return each field that a page speaks of, as the catalogue keeps values, beside what holds.

    `perhaps` is a title that may be the speaker's name.
    """
    known = tuple(statements)
    now = effective(known)
    asked = {**said, "speakers": [perhaps]} if perhaps else said
    return tuple(
        Difference(field, asked[field], now.get(field), _outcome(field, asked[field], known, now), guessed)
        for field in FIELDS
        if field in asked
        for guessed in (field == "speakers" and bool(perhaps),)
        if not (guessed and now.get(field))  # where somebody says who speaks, nothing is asked
    )


def _outcome(field: str, listed: Any, known: Iterable[Statement], now: Mapping[str, Statement]) -> Outcome:
    others = [each for each in known if (each.field, each.origin) != (field, Origin.LISTING)]
    would_hold = effective([*others, Statement(field, Origin.LISTING, listed)])[field]
    if field in now and now[field].value == listed:
        return Outcome.SAME
    if would_hold.origin is not Origin.LISTING:
        return Outcome.YIELDS
    return Outcome.REPLACES if field in now and now[field].value not in ("", [], None) else Outcome.NEW
