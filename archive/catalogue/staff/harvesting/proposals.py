"""What waits for staff of a listing page: each item with its document, and what it would change there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.staff import requests
from archive.catalogue.staff.harvesting import folders, items
from archive.catalogue.staff.harvesting.differences import Difference, differences
from archive.catalogue.staff.harvesting.items import OPEN, State
from archive.catalogue.staff.harvesting.matching import Candidate, Kept, Shelf, Wanted
from archive.catalogue.tables import Document, FieldValue, Harvested, Place, Request, Series
from archive.catalogue.values import Origin, Statement


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item of a page as staff see it.

    `document` is the one that its differences are of: what staff took it for, else the likeliest of
    `candidates`, else "". `sure` tells that no person need look whether it is that one. `stood` is what
    stood on the page when it was accepted; `moved` tells that only its place there is another since.
    """

    number: int
    page: str
    item: items.Item
    state: State
    gone: bool
    document: str
    candidates: tuple[Candidate, ...]
    sure: bool
    differences: tuple[Difference, ...]
    stood: Mapping[str, Any]
    moved: bool
    fetched: str
    fetching: bool
    problem: str

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for staff."""
        return self.state in OPEN and not self.gone

    @property
    def is_beyond_doubt(self) -> bool:
        """Tell whether it may be accepted together with others: new and sure, or merely at another place."""
        certain = self.moved if self.state is State.CHANGED else self.sure
        return self.is_open and bool(self.document) and certain

    @property
    def can_be_brought(self) -> bool:
        """Tell whether a file may be fetched, or a link made, for want of a document."""
        return self.is_open and not (self.document or self.fetched or self.fetching)


def pages(session: Session) -> tuple[str, ...]:
    """Return the listing pages that were read, the last first."""
    query = select(Harvested.page).group_by(Harvested.page).order_by(Harvested.page)
    return tuple(session.scalars(query))


def page_of(session: Session, number: int) -> str:
    """Return the listing page that an item stands on, "" where there is no such item."""
    row = session.get(Harvested, number)
    return row.page if row else ""


def of_page(session: Session, page: str, numbers: Collection[int] | None = None) -> tuple[Proposal, ...]:
    """Return the items of a page in its order, those of these numbers alone or all."""
    rows = items.of_page(session, page)
    placed = items.places(rows)
    wanted = [row for row in rows if numbers is None or row.id in numbers]
    made = _matched(session, rows if numbers is None else wanted)
    fetching = _fetching(session)
    statements = _statements(session, {document for _, document, _ in made.values() if document})
    known = folders.of_series(session)
    return tuple(
        _proposal(row, placed[row.id], made[row.id], statements, known, row.id in fetching) for row in wanted
    )


def against(session: Session, proposal: Proposal, document: str) -> Proposal | None:
    """Return a proposal with the differences of another document; None where there is no such one."""
    row = session.get(Harvested, proposal.number)
    target = session.get(Document, document)
    if row is None or target is None or target.joined_to is not None:
        return None
    place = items.places(items.of_page(session, row.page))[row.id]
    said = as_kept(row, place, folders.of_series(session))
    found = differences(said, _statements(session, {document})[document], items.perhaps_speaker(row))
    return replace(proposal, document=document, sure=False, differences=found)


def as_kept(row: Harvested, place: int, known: Mapping[str, str]) -> dict[str, Any]:
    """Return what a page says of an item as the catalogue keeps it: of a series, its folder."""
    said = items.said(row, place)
    if "series" in said:
        said["series"] = folders.folder_of(row.series, known)
    return {field: value for field, value in said.items() if value}


def shelf(session: Session) -> Shelf:
    """Return the documents that items may be: those in the folder, and taken down ones too."""
    query = (
        select(Document.id, Document.title, Series.folder, Document.format, Document.link, Document.source)
        .join(Series)
        .where(Document.withdrawn_at.is_(None), Document.joined_to.is_(None))
    )
    paths = _by_document(session.execute(select(Place.document_id, Place.path)).all())
    stated = select(FieldValue.document_id, FieldValue.value).where(FieldValue.field == "source_url")
    sources = _by_document(session.execute(stated).all())
    return Shelf(
        Kept(
            row.id,
            row.title,
            row.folder,
            row.format,
            row.link,
            (row.source, *paths.get(row.id, ())),
            tuple(sources.get(row.id, ())),
        )
        for row in session.execute(query)
    )


def _by_document(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for document, value in rows:
        found.setdefault(document, []).append(value)
    return found


_Made = tuple[tuple[Candidate, ...], str, bool]


def _matched(session: Session, rows: Sequence[Harvested]) -> dict[int, _Made]:
    """Return, for each item, its candidates, its document, and whether that is sure."""
    documents, known = shelf(session), folders.of_series(session)
    found: dict[int, tuple[Candidate, ...]] = {}
    for row in rows:
        wanted = Wanted(row.address, row.title, folders.folder_of(row.series, known), row.format, row.fetched)
        found[row.id] = documents.candidates(wanted) if row.state != State.DECLINED else ()
    claims = Counter(each[0].document for each in found.values() if each)
    made = {}
    for row in rows:
        candidates = found[row.id]
        if row.document_id:
            made[row.id] = (candidates, row.document_id, True)
        else:
            likeliest = candidates[0].document if candidates else ""
            sure = bool(candidates) and candidates[0].sure and claims[likeliest] == 1
            made[row.id] = (candidates, likeliest, sure)
    return made


def _fetching(session: Session) -> frozenset[int]:
    """Return the items whose files are being fetched, or wait to be."""
    query = select(Request.subject).where(Request.kind == requests.FETCH, Request.done_at.is_(None))
    return frozenset(int(subject) for subject in session.scalars(query))


def _statements(session: Session, documents: Collection[str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {document: [] for document in documents}
    rows = session.scalars(select(FieldValue).where(FieldValue.document_id.in_(documents)))
    for row in rows:
        found[row.document_id].append(Statement(row.field, Origin(row.origin), row.value, row.detail))
    return found


def _proposal(
    row: Harvested,
    place: int,
    made: _Made,
    statements: Mapping[str, list[Statement]],
    known: Mapping[str, str],
    fetching: bool,
) -> Proposal:
    candidates, document, sure = made
    said = as_kept(row, place, known)
    item = items.Item(
        row.address, row.position, row.title, row.series, tuple(row.speakers), row.format, row.first_published
    )
    return Proposal(
        number=row.id,
        page=row.page,
        item=item,
        state=State(row.state),
        gone=row.gone_at is not None,
        document=document,
        candidates=candidates,
        sure=sure,
        differences=differences(said, statements.get(document, ()), items.perhaps_speaker(row)),
        stood=row.accepted,
        moved=items.is_moved(row, place),
        fetched=row.fetched,
        fetching=fetching,
        problem=row.problem,
    )
