"""Reading documents and pages from the catalogue, with only what may be seen just now.

The values returned are frozen and hold nothing that is withheld, so that whoever shows them
cannot show too much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, selectinload

from archive import pages
from archive.catalogue import publication, tables
from archive.catalogue.alike import formats
from archive.catalogue.alike.formats import OtherFormat
from archive.catalogue.values import Origin, Statement, effective
from archive.dates import now
from archive.settings import PublishSettings


@dataclass(frozen=True, slots=True)
class Named:
    """A series, person or organisation: its slug in URLs and its name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as readers may see it."""

    id: str
    version: int  # the one shown; `latest` is the newest
    latest: int
    title: str
    description: str
    series: tuple[Named, ...]
    speakers: tuple[Named, ...]
    organisations: tuple[Named, ...]
    date: str  # as stated; "" is undated
    date_first: int
    date_last: int
    language: str
    format: str
    page_count: int  # that readers may see
    source: str  # path in the folder
    link: str  # of a lecture elsewhere
    sample: bool
    outcome: str
    reason: str
    size: int  # of the original, in bytes
    sha256: str
    file_name: str
    original: bool  # whether the original may be served
    published_at: datetime | None
    file_modified_at: datetime
    formats: tuple[OtherFormat, ...] = ()  # the same talk as other documents

    @property
    def listed(self) -> bool:
        """Whether it stands in lists and is searched whole: not the second of two formats."""
        return not any(other.first for other in self.formats)


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A line in a document's list of versions."""

    number: int
    added_at: datetime
    page_count: int
    outcome: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page in a document's list of pages: its first lines, not its whole text."""

    number: int
    label: str
    title: str
    language: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document that was here and is not any more (410)."""

    id: str


def get(
    session: Session, document_id: str, settings: PublishSettings, version: int | None = None
) -> Document | Withdrawn | None:
    """Return a document, :class:`Withdrawn` where it was and is not to be read, None where it never was.

    `version` None is the latest. A version that does not exist is None.
    """
    row = session.get(tables.Document, document_id)
    if row is None:
        return None
    visible = select(tables.Document.id).where(tables.Document.id == document_id)
    if session.scalar(visible.where(publication.is_visible(now()))) is None:
        known = row.published_at is not None and row.published_at <= now()
        return Withdrawn(document_id) if known else None
    return next(iter(_documents(session, [row], settings, version)), None)


def get_many(session: Session, ids: Sequence[str], settings: PublishSettings) -> Mapping[str, Document]:
    """Return the latest version of those of the documents that may be read, by id."""
    query = _visible().where(tables.Document.id.in_(ids))
    return {document.id: document for document in _documents(session, session.scalars(query), settings)}


def in_series(session: Session, series_id: int, settings: PublishSettings) -> tuple[Document, ...]:
    """Return a series' documents in their stated order, then by title."""
    query = _listed().where(tables.Document.series_id == series_id)
    rows = sorted(
        session.scalars(query), key=lambda d: (d.position is None, d.position or 0, d.title.casefold())
    )
    return tuple(_documents(session, rows, settings))


def by_speaker(session: Session, person_id: int, settings: PublishSettings) -> tuple[Document, ...]:
    """Return a person's documents, the newest seminar first, undated last."""
    query = (
        _listed()
        .join(tables.DocumentSpeaker)
        .where(tables.DocumentSpeaker.person_id == person_id)
        .order_by(tables.Document.date_first.desc().nulls_last(), tables.Document.title)
    )
    return tuple(_documents(session, session.scalars(query), settings))


def newest(
    session: Session, count: int, settings: PublishSettings, among: Collection[str] | None = None
) -> tuple[Document, ...]:
    """Return what was published last, the newest first; only of the ids `among` where these are given."""
    query = _listed().order_by(tables.Document.published_at.desc(), tables.Document.id)
    if among is None:
        return tuple(_documents(session, session.scalars(query.limit(count)), settings))
    ids = session.scalars(query.with_only_columns(tables.Document.id))
    wanted = list(islice((each for each in ids if each in among), count))
    found = get_many(session, wanted, settings)
    return tuple(found[each] for each in wanted if each in found)


def listing(
    session: Session, first: int, count: int, settings: PublishSettings
) -> tuple[int, tuple[Document, ...]]:
    """Return how many documents there are, and a window of them in order of id."""
    total = session.scalar(
        select(func.count()).select_from(tables.Document).where(publication.is_listed(now()))
    )
    query = _listed().order_by(tables.Document.id).offset(first).limit(count)
    return total or 0, tuple(_documents(session, session.scalars(query), settings))


def page_heads(session: Session, document: Document, settings: PublishSettings) -> tuple[PageHead, ...]:
    """Return every page of a document that may be seen, with how it begins (200 characters)."""
    table = tables.PageRow
    query = (
        select(table.number, table.label, table.title, table.language, func.substr(table.text, 1, 200))
        .where(table.version_id == _version_id(document), *_page_conditions(session, document, settings))
        .order_by(table.number)
    )
    return tuple(PageHead(*row) for row in session.execute(query))


def get_page(
    session: Session, document: Document, number: int, settings: PublishSettings, *, words: bool = False
) -> pages.Page | None:
    """Return one page as readers may see it; None where there is none or it is withheld."""
    found = get_pages(session, document, [number], settings, words=words)
    return found.get(number)


def get_pages(
    session: Session,
    document: Document,
    numbers: Iterable[int],
    settings: PublishSettings,
    *,
    words: bool = False,
) -> dict[int, pages.Page]:
    """Return those of the pages that may be seen, by number; their words only if asked for."""
    row = session.get_one(tables.Document, document.id)
    parts = publication.parts_of(row, settings)
    table = tables.PageRow
    query = select(table).where(
        table.version_id == _version_id(document),
        table.number.in_(tuple(numbers)),
        *_page_conditions(session, document, settings),
    )
    return {page.number: as_page(page, notes=parts.notes, words=words) for page in session.scalars(query)}


def texts_of_pages(
    session: Session, characters: int, places: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], str]:
    """Return title and text of pages of the latest versions, for ranking them: nothing asks who may see them.

    A place is a document's id and a page's number, 0 for what stands on its front alone. Of a longer
    text, so many characters.
    """
    wanted = set(places)
    ids = {document_id for document_id, _ in wanted}
    document, version, page = tables.Document, tables.Version, tables.PageRow
    fronts = select(document.id, document.title, document.description).where(document.id.in_(ids))
    found = {(row.id, 0): f"{row.title}\n{row.description}" for row in session.execute(fronts)}
    query = (
        select(document.id, page.number, func.substr(page.text, 1, characters).label("text"))
        .join(version, (version.document_id == document.id) & (version.number == document.version))
        .join(page, page.version_id == version.id)
        .where(tuple_(document.id, page.number).in_(wanted))
    )
    titles = {key: found[key, 0].partition("\n")[0] for key, _ in found}
    found |= {(row.id, row.number): f"{titles[row.id]}\n{row.text}" for row in session.execute(query)}
    return {place: text for place, text in found.items() if place in wanted}


def neighbours(
    session: Session, document: Document, number: int, settings: PublishSettings
) -> tuple[int | None, int | None]:
    """Return the numbers of the pages before and after a page, among those that may be seen."""
    table = tables.PageRow
    conditions = (table.version_id == _version_id(document), *_page_conditions(session, document, settings))
    before = session.scalar(select(func.max(table.number)).where(*conditions, table.number < number))
    after = session.scalar(select(func.min(table.number)).where(*conditions, table.number > number))
    return before, after


def versions(session: Session, document: Document, settings: PublishSettings) -> tuple[VersionNote, ...]:
    """Return a document's versions, the newest first, with the pages that may be seen."""
    row = session.get_one(tables.Document, document.id)
    hidden = {} if publication.parts_of(row, settings).hidden_slides else _hidden_counts(session, [row])
    return tuple(
        VersionNote(v.number, v.added_at, v.page_count - hidden.get(v.id, 0), v.outcome)
        for v in reversed(row.versions)
    )


def outline(session: Session, document: Document) -> list[Any]:
    """Return the file's own table of contents: [level, title, page number]."""
    return session.get_one(tables.Version, _version_id_value(session, document)).outline


def origins(session: Session, document: Document) -> Mapping[str, Statement]:
    """Return, for each field that has a value, the statement that won: where the value came from."""
    query = select(tables.FieldValue).where(tables.FieldValue.document_id == document.id)
    return effective(
        Statement(value.field, Origin(value.origin), value.value, value.detail)
        for value in session.scalars(query)
    )


def as_page(row: tables.PageRow, *, notes: bool, words: bool) -> pages.Page:
    """Return a page's value; its notes only if they are published, its comments never."""
    return pages.Page(
        number=row.number,
        text=row.text,
        blocks=pages.unpack_blocks(row.blocks),
        words=pages.unpack_words(row.words, row.text) if words else (),
        label=row.label,
        title=row.title,
        notes=row.notes if notes else "",
        hidden=row.hidden,
        language=row.language,
        width=row.width,
        height=row.height,
        remarks=tuple(row.remarks),
        part=row.part,
        links=tuple(row.links),
        coverage=pages.unpack_coverage(row.coverage),
    )


def _visible() -> Select[tables.Document]:
    return select(tables.Document).where(publication.is_visible(now()))


def _listed() -> Select[tables.Document]:
    return select(tables.Document).where(publication.is_listed(now()))


def _version_id(document: Document) -> Any:
    return (
        select(tables.Version.id)
        .where(tables.Version.document_id == document.id, tables.Version.number == document.version)
        .scalar_subquery()
    )


def _version_id_value(session: Session, document: Document) -> int:
    found: int = session.scalars(select(_version_id(document))).one()
    return found


def _page_conditions(session: Session, document: Document, settings: PublishSettings) -> tuple[Any, ...]:
    parts = publication.parts_of(session.get_one(tables.Document, document.id), settings)
    return () if parts.hidden_slides else (tables.PageRow.hidden.is_(False),)


def _documents(
    session: Session,
    rows: Iterable[tables.Document],
    settings: PublishSettings,
    version: int | None = None,
) -> Iterable[Document]:
    """Yield the values of document rows; loads what belongs to them in a fixed number of queries."""
    ids = [row.id for row in rows]
    query = (
        select(tables.Document)
        .where(tables.Document.id.in_(ids))
        .options(
            selectinload(tables.Document.series),
            selectinload(tables.Document.speakers).selectinload(tables.DocumentSpeaker.person),
            selectinload(tables.Document.organisations),
            selectinload(tables.Document.versions),
        )
    )
    loaded = {row.id: row for row in session.scalars(query).unique()}
    hidden = _hidden_counts(session, loaded.values())
    others = formats.others(session, loaded.values())
    for document_id in ids:
        row = loaded[document_id]
        wanted = row.version if version is None else version
        found = next((v for v in row.versions if v.number == wanted), None)
        if found is not None:
            yield _document(row, found, hidden.get(found.id, 0), others[row.id], settings)


def _hidden_counts(session: Session, rows: Iterable[tables.Document]) -> dict[int, int]:
    table = tables.PageRow
    ids = [version.id for row in rows for version in row.versions if version.withheld.get("hidden_slides")]
    query = (
        select(table.version_id, func.count())
        .where(table.version_id.in_(ids), table.hidden)
        .group_by(table.version_id)
    )
    return dict(session.execute(query).all()) if ids else {}


def _document(
    row: tables.Document,
    version: tables.Version,
    hidden: int,
    others: tuple[OtherFormat, ...],
    settings: PublishSettings,
) -> Document:
    parts = publication.parts_of(row, settings)
    return Document(
        id=row.id,
        version=version.number,
        latest=row.version,
        title=row.title,
        description=row.description,
        series=(Named(row.series.slug, row.series.name),),
        speakers=tuple(Named(s.person.slug, s.person.name) for s in row.speakers),
        organisations=tuple(Named(o.slug, o.name) for o in row.organisations),
        date=row.date,
        date_first=row.date_first or 0,
        date_last=row.date_last or 0,
        language=row.language,
        format=version.format,
        page_count=version.page_count - (0 if parts.hidden_slides else hidden),
        source=row.source,
        link=row.link,
        sample=row.sample,
        outcome=version.outcome,
        reason=version.reason,
        size=version.size,
        sha256=version.sha256,
        file_name=version.file_name,
        original=publication.original_may_be_served(version, parts, settings),
        published_at=row.published_at,
        file_modified_at=version.file_modified_at,
        formats=others,
    )
