"""Field values and their origins: which of several statements about a document wins.

Pure: takes values and returns values; `archive.catalogue.store` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Origin(StrEnum):
    """Where a value came from; the first in this order that speaks of a field wins.

    Of visibility alone a folder counts next to staff: *_ej publicerat* withholds whatever files say.
    """

    STAFF = "staff"  # corrected by staff
    SIDECAR = "sidecar"  # NAME.ext.toml
    LISTING = "listing"  # the authority's own page
    DESCRIPTION = "description"  # NAME.txt beside a shortcut
    SERIES_FILE = "series-file"  # _serie.toml
    EMBEDDED = "embedded"  # the file's own metadata
    PAGE = "page"  # read off the first page
    CONTENT = "content"  # worked out from the text (language)
    FOLDER = "folder"  # the folder it stands in
    FILE_NAME = "file-name"


_RANK = {origin: rank for rank, origin in enumerate(Origin)}
_NEXT_TO_STAFF = ("visibility", Origin.FOLDER)  # a folder speaks of it to withhold all that stands in it

FIELDS = (
    "title",
    "speakers",  # list of names
    "organisations",  # list of names
    "date",  # as archive.dates states it
    "series",  # name of a folder of the first level
    "series_name",  # how the series is called, from its _serie.toml
    "series_description",
    "series_position",  # its place among the series
    "description",
    "language",
    "link",
    "position",  # order within the series
    "sample",  # invented material: not to be cited, noindex
    "visibility",  # public, hidden or embargoed
    "embargo_until",  # ISO 8601
    "publish_notes",
    "publish_hidden_slides",
    "source_url",  # where the authority's own page links to
    "first_published",  # as archive.dates states it
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one origin says of one field. `detail` names the file it stood in."""

    field: str
    origin: Origin
    value: Any
    detail: str = ""


def effective(statements: Iterable[Statement]) -> Mapping[str, Statement]:
    """Return the winning statement of each field; of one origin, the first given wins."""
    winners: dict[str, Statement] = {}
    for statement in statements:
        known = winners.get(statement.field)
        if known is None or _rank(statement) < _rank(known):
            winners[statement.field] = statement
    return winners


def _rank(statement: Statement) -> float:
    return 0.5 if (statement.field, statement.origin) == _NEXT_TO_STAFF else _RANK[statement.origin]
