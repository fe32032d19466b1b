"""From rows of the catalogue to a document as it is indexed, with what is published and no more."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import publication, tables
from archive.catalogue.naming import names
from archive.dates import StatedDate, now
from archive.settings import PublishSettings
from search.engine import IndexDocument, IndexPage, Posting
from search.indexer.second_formats import lacking
from search.language.analyser import Analyser

UNDATED = "odaterad"
GAP = 100
"""Positions left free between two texts in one field, so that no phrase goes across."""

_AFTER_Z = str.maketrans({"å": "\ue000", "ä": "\ue001", "æ": "\ue001", "ö": "\ue002", "ø": "\ue002"})


def index_document(
    session: Session, row: tables.Document, settings: PublishSettings, analyser: Analyser
) -> IndexDocument:
    """Return a document as it is indexed: its latest version, without what is withheld.

    Of the second of two formats of one talk, what the first lacks (`search.indexer.second_formats`).
    """
    language = row.language
    first = _first_format(session, row)
    pages = tuple(_pages(session, row, settings, analyser))
    if first is not None:
        pages = lacking(pages, _pages(session, first, settings, analyser))

    def analysed(*texts: str) -> tuple[Posting, ...]:
        return in_one_field(analyser.postings(text, language) for text in texts if text)

    speakers = [speaker.person for speaker in row.speakers]
    return IndexDocument(
        id=row.id,
        revision=row.revision,
        title=analysed(row.title),
        speakers=analysed(*(person.name for person in speakers)),
        series=analysed(row.series.name),
        about=analysed(*(organisation.name for organisation in row.organisations), row.description),
        facets={
            "serie": (row.series.slug,),
            "talare": tuple(person.slug for person in speakers),
            "organisation": tuple(organisation.slug for organisation in row.organisations),
            "format": (row.format,),
            "sprak": (language,) if language else (),
            "ar": StatedDate.parse(row.date).years if row.date else (UNDATED,),
        },
        date_first=row.date_first or 0,
        date_last=row.date_last or 0,
        sort_title=sort_title(row.title),
        pages=pages,
        listed=first is None,
    )


def _first_format(session: Session, row: tables.Document) -> tables.Document | None:
    """Return the document in whose place this one is not listed: the first format, where it can be read."""
    if row.format_of is None:
        return None
    readable = select(tables.Document).where(
        tables.Document.id == row.format_of, publication.is_visible(now())
    )
    return session.scalars(readable).first()


def in_one_field(texts: Iterable[tuple[Posting, ...]]) -> tuple[Posting, ...]:
    """Return the postings of several texts in one row of positions."""
    joined: list[Posting] = []
    start = 0
    for postings in texts:
        joined += (Posting(start + p.position, p.exact, p.keys) for p in postings)
        start = joined[-1].position + GAP if joined else 0
    return tuple(joined)


def sort_title(title: str) -> str:
    """Return a key that sorts titles as Swedish does: å, ä, ö after z; numbers by their value."""
    return names.sort_key(title).translate(_AFTER_Z)


def _pages(
    session: Session, row: tables.Document, settings: PublishSettings, analyser: Analyser
) -> Iterable[IndexPage]:
    parts = publication.parts_of(row, settings)
    query = (
        select(tables.PageRow)
        .join(tables.Version, tables.Version.id == tables.PageRow.version_id)
        .where(tables.Version.document_id == row.id, tables.Version.number == row.version)
        .order_by(tables.PageRow.number)
    )
    for page in session.scalars(query):
        if page.hidden and not parts.hidden_slides:
            continue
        language = page.language or row.language
        texts = (page.text, page.notes) if parts.notes else (page.text,)
        yield IndexPage(
            number=page.number,
            title=analyser.postings(page.title, language),
            text=in_one_field(analyser.postings(text, language) for text in texts if text),
        )
