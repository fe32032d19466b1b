"""Scanned pages of documents that were archived before there was OCR: nobody has asked for them yet.

Their reader counted how many pages of a file are pictures alone, but not which. Those are taken that
hold no text, and where these are fewer than were counted, those too with hardly any. What is drawn as
shapes, or garbled, was not looked for then: only reading the file anew tells.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, text, update
from sqlalchemy.orm import Session

from archive.catalogue import jobs
from archive.catalogue.tables import PageRow
from archive.pages import Want

_HARDLY = 30  # characters: fewer letters beside a picture made a page count as a picture alone

_QUERY = f"""
    SELECT versions.id, json_extract(versions.counts, '$.pages_with_image_only'), pages.number,
        length(trim(pages.text, ' ' || char(10, 13, 9)))
    FROM versions
    JOIN documents ON documents.id = versions.document_id AND documents.version = versions.number
    JOIN pages ON pages.version_id = versions.id
    WHERE versions.format = 'pdf' AND json_extract(versions.counts, '$.pages_with_image_only') > 0
        AND length(trim(pages.text, ' ' || char(10, 13, 9))) < {_HARDLY}
"""  # noqa: S608 - a number of ours
_NEVER_ASKED = (
    " AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.version_id = versions.id AND jobs.kind = 'ocr')"
)


def ask(session: Session) -> int:
    """Ask for the OCR of these pages, and return how many they are; none are left then."""
    found = _picked(session.execute(text(_QUERY + _NEVER_ASKED)))
    for version, pages in found.items():
        rows = update(PageRow).where(PageRow.version_id == version, PageRow.number.in_(pages))
        wanting = func.json_set(PageRow.coverage, "$.wants", Want.SCAN.value)
        session.execute(rows.values(coverage=wanting))
        jobs.ask(session, version, pages)
    return sum(map(len, found.values()))


def count(connection: sqlite3.Connection) -> int:
    """Return how many there are in a catalogue of any schema."""
    has_queue = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'jobs'").fetchone()
    found = _picked(connection.execute(_QUERY + (_NEVER_ASKED if has_queue else "")))
    return sum(map(len, found.values()))


def _picked(rows: Iterable[Any]) -> dict[int, list[int]]:
    """Return the pages to ask for, by version, of pages with how long their text is."""
    lengths: dict[int, dict[int, int]] = defaultdict(dict)
    counted = {}
    for version, images, page, length in rows:
        lengths[version][page] = length
        counted[version] = images
    return {version: _pages(lengths[version], images) for version, images in counted.items()}


def _pages(lengths: dict[int, int], images: int) -> list[int]:
    empty = [page for page, length in lengths.items() if not length]
    return sorted(empty if len(empty) >= images else lengths)
