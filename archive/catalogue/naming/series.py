"""Series as the catalogue keeps them: one for each folder of the first level, and one for the root."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.catalogue.naming import names
from archive.catalogue.tables import Document, Series
from archive.dates import now
from archive.stating import tidy

ROOT_SERIES_NAME = "Utan serie"
_NO_POSITION = 9_999_999  # greater than any that can be stated


def of_folder(session: Session, folder: str) -> Series:
    """Return the series of a folder of the first level, made where it is new; "" is the root."""
    series = session.scalar(select(Series).where(Series.folder == folder))
    if series is None:
        taken = frozenset(session.scalars(select(Series.slug)))
        series = Series(folder=folder, slug=names.slug(folder or ROOT_SERIES_NAME, taken))
        _call(series, "", "", None)
        session.add(series)
        session.flush()
    return series


def rename(session: Session, series: Series, name: str, description: str, position: int | None) -> None:
    """Call a series anew; its name is searched with each of its documents, so the index follows them."""
    before = series.name
    _call(series, name, description, position)
    if series.name != before:
        within = update(Document).where(Document.series_id == series.id)
        session.execute(within.values(revision=Document.revision + 1, changed_at=now()))


def _call(series: Series, name: str, description: str, position: int | None) -> None:
    """Give a series what its folder states of it; by default the folder's name, and order by name.

    Those with a stated position come first.
    """
    series.name = name or tidy(series.folder) or ROOT_SERIES_NAME
    series.description = description
    first = f"{_NO_POSITION if position is None else position:07d}"
    series.sort_key = f"{first} {names.sort_key(series.name)}" if series.folder else names.LAST
