"""What staff are warned of before a document is published, as a version keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.pages import Span


class Kind(StrEnum):
    """What is warned of; the values are those of the setting `publish.hold`."""

    PERSONAL_NUMBER = "personnummer"
    TELEPHONE_LIST = "telefonlista"
    DRAFT = "arbetsmaterial"
    CONFIDENTIAL = "sekretess"


class Where(StrEnum):
    """In which part of a page, or of what is told of the whole document."""

    TEXT = "text"
    NOTES = "notes"
    TITLE = "title"  # the title, or the name of the file; page 0


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of thing on one page; `spans` point into the text or the notes, and quote nothing."""

    kind: Kind
    page: int
    where: Where
    spans: tuple[Span, ...] = ()


def pack(warnings: Iterable[Warned]) -> list[dict[str, Any]]:
    """Return warnings as the catalogue keeps them."""
    return [
        {"kind": w.kind.value, "page": w.page, "where": w.where.value, "spans": [list(s) for s in w.spans]}
        for w in warnings
    ]


def unpack(kept: Iterable[dict[str, Any]]) -> tuple[Warned, ...]:
    """Return the warnings that the catalogue keeps of a version."""
    return tuple(
        Warned(
            Kind(each["kind"]),
            each["page"],
            Where(each["where"]),
            tuple((start, end) for start, end in each.get("spans", ())),
        )
        for each in kept
    )
