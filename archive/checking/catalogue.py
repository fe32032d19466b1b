"""Whether the catalogue agrees with itself: its file is whole, and its rows fit each other."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document, PageRow, Version

_MOST = 20  # lines of what is wrong; the first tell enough


def problems(session: Session) -> tuple[str, ...]:
    """Return in English what is wrong with the catalogue, nothing where it is whole."""
    damage = [row[0] for row in session.execute(text("PRAGMA quick_check(20)")) if row[0] != "ok"]
    if damage:
        return tuple(f"its file is damaged: {line}" for line in damage)
    return (*_dangling(session), *_without_latest(session), *_wrong_page_counts(session))


def _dangling(session: Session) -> list[str]:
    """Rows that refer to rows that are not there."""
    rows = session.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST)
    return [f"a row of {row[0]} refers to one of {row[2]} that is not there" for row in rows]


def _without_latest(session: Session) -> list[str]:
    """Documents that name a latest version which they do not have; one that was joined has none."""
    latest = (Version.document_id == Document.id) & (Version.number == Document.version)
    query = (
        select(Document.id, Document.version)
        .outerjoin(Version, latest)
        .where(Version.id.is_(None), Document.joined_to.is_(None))
        .limit(_MOST)
    )
    return [f"{key} has no version {number}" for key, number in session.execute(query)]


def _wrong_page_counts(session: Session) -> list[str]:
    """Versions whose pages are more or fewer than they say."""
    count = func.count(PageRow.number)
    query = (
        select(Version.document_id, Version.number, Version.page_count, count)
        .outerjoin(PageRow, PageRow.version_id == Version.id)
        .group_by(Version.id)
        .having(count != Version.page_count)
        .limit(_MOST)
    )
    return [
        f"{key} version {number} has {there} of its {said} pages"
        for key, number, said, there in session.execute(query)
    ]
