"""The index against the catalogue, both ways: it is to hold what readers may see, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_, select, update
from sqlalchemy.orm import Session

from archive.catalogue import publication, tables
from archive.dates import now
from archive.settings import PublishSettings

_CHUNK = 500  # documents in one statement


@dataclass(frozen=True, slots=True)
class Differences:
    """Documents, by id in order, of which the index holds other than the catalogue says."""

    lacking: tuple[str, ...] = ()  # readers may see them, and the index does not hold them
    left_over: tuple[str, ...] = ()  # the index holds them, and readers may not see them
    other_pages: tuple[str, ...] = ()  # the index holds more or fewer of their pages


def differences(session: Session, held: Mapping[str, int], settings: PublishSettings) -> Differences:
    """Compare what the index holds, pages by document, with the catalogue.

    What only waits to be indexed is no difference.
    """
    expected = _expected(session, settings)
    waiting = set(session.scalars(select(tables.Document.id).where(_waits())))
    there, wanted = held.keys() - waiting, expected.keys() - waiting
    return Differences(
        lacking=tuple(sorted(wanted - there)),
        left_over=tuple(sorted(there - wanted)),
        other_pages=tuple(sorted(key for key in there & wanted if held[key] not in expected[key])),
    )


def index_again(session: Session, documents: Sequence[str]) -> None:
    """Let the indexer take up these documents anew, or take them out."""
    table = tables.Document
    for start in range(0, len(documents), _CHUNK):
        chunk = table.id.in_(documents[start : start + _CHUNK])
        session.execute(update(table).where(chunk).values(indexed_revision=0, in_index=True))


def _waits() -> ColumnElement[bool]:
    table = tables.Document
    visible = func.coalesce(publication.is_visible(now()), False)
    return or_(table.revision != table.indexed_revision, table.in_index != visible)


def _expected(session: Session, settings: PublishSettings) -> dict[str, range]:
    """Return how many pages of each document that readers may see belong into the index.

    Of another format of a talk only those pages do that say what its first format does not.
    """
    document, version, page = tables.Document, tables.Version, tables.PageRow
    published = func.coalesce(document.publish_hidden_slides, settings.hidden_slides)
    counted = func.sum(case((page.hidden & ~published, 0), (page.number.is_(None), 0), else_=1))
    query = (
        select(document.id, document.format_of, counted)
        .outerjoin(version, (version.document_id == document.id) & (version.number == document.version))
        .outerjoin(page, page.version_id == version.id)
        .where(publication.is_visible(now()))
        .group_by(document.id)
    )
    return {
        key: range(0 if other else int(count), int(count) + 1) for key, other, count in session.execute(query)
    }
