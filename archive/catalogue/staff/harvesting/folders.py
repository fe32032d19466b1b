"""The folder that stands for a heading of a listing page: that of the series so called, or a new one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import Series
from archive.folder.unpublished import is_unpublished
from archive.stating import tidy
from archive.uploads import naming

_LONGEST = 120  # characters, so that the whole path is short enough for Windows
_NOT_IN_NAMES = re.compile(r'[<>"|?*]')


def of_series(session: Session) -> Mapping[str, str]:
    """Return the folder of every series by its name and by its folder's, as headings are compared."""
    rows = list(session.scalars(select(Series).where(Series.folder != "")))
    return {key(row.name): row.folder for row in rows} | {key(row.folder): row.folder for row in rows}


def folder_of(heading: str, known: Mapping[str, str]) -> str:
    """Return the folder of the first level that stands for a heading; "" is none."""
    return known.get(key(heading)) or folder_called(heading)


def key(name: str) -> str:
    """Return what names of series that mean the same have in common: case, dashes and spaces aside."""
    plain = re.sub(r"[‐-―−-]", "-", unicodedata.normalize("NFC", name))
    return " ".join(plain.casefold().split()).rstrip(" :")


def folder_called(heading: str) -> str:
    """Return the name of a folder for a heading that may hold anything; "" where there is none."""
    name = _NOT_IN_NAMES.sub("", re.sub(r"[/\\]|\s*:\s+|:", "-", tidy(heading).rstrip(" :")))
    name = name[:_LONGEST].strip(" .-–~$")
    while len(name.encode()) > naming.MOST_BYTES:
        name = name[:-1].rstrip(" .-–")
    try:
        name = naming.checked_folder(name)
    except naming.BadName:
        return ""
    return "" if is_unpublished(f"{name}/x") else name
