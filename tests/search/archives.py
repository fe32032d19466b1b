"""A catalogue filled for tests of what follows it, without files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from archive.catalogue import Catalogue, open_catalogue, tables
from archive.catalogue.naming import names
from archive.dates import StatedDate, now
from archive.pages import Page
from archive.settings import Settings

LONG_AGO = now() - timedelta(days=100)


def new_catalogue(data: Path) -> tuple[Catalogue, Settings]:
    settings = Settings.model_validate({"archive": {"folder": data / "material", "data": data}})
    return open_catalogue(data), settings


def add(
    catalogue: Catalogue,
    document_id: str,
    pages: Iterable[str | Page] = (),
    *,
    title: str = "",
    series: str = "Utan serie",
    speakers: Iterable[str] = (),
    organisations: Iterable[str] = (),
    date: str = "",
    **values: Any,
) -> None:
    """Add a document; `values` are further columns of its row."""
    made = [page if isinstance(page, Page) else Page(n, page) for n, page in enumerate(pages, start=1)]
    stated = StatedDate.parse(date) if date else None
    with catalogue.write() as session:
        row = tables.Document(
            id=document_id,
            created_at=LONG_AGO,
            changed_at=LONG_AGO,
            published_at=LONG_AGO,
            title=title or document_id,
            series_id=_series(session, series).id,
            date=date,
            date_first=int(f"{stated.first:%Y%m%d}") if stated else None,
            date_last=int(f"{stated.last:%Y%m%d}") if stated else None,
            page_count=len(made),
            **{"format": "pdf", "language": "sv", **values},
        )
        row.speakers = [
            tables.DocumentSpeaker(position=place, person=_person(session, name))
            for place, name in enumerate(speakers)
        ]
        row.organisations = [
            tables.DocumentOrganisation(position=place, slug=names.slug(name), name=name)
            for place, name in enumerate(organisations)
        ]
        row.versions = [_version(made, row.format)]
        session.add(row)


def change(catalogue: Catalogue, document_id: str, **values: Any) -> None:
    """Change columns of a document as staff or a new file would: its revision counts on."""
    with catalogue.write() as session:
        row = session.get_one(tables.Document, document_id)
        row.revision += 1
        for name, value in values.items():
            setattr(row, name, value)


def _version(pages: list[Page], kind: str) -> tables.Version:
    version = tables.Version(
        number=1,
        sha256="0" * 64,
        size=1,
        format=kind,
        file_name="x",
        file_modified_at=LONG_AGO,
        added_at=LONG_AGO,
        outcome="complete",
        page_count=len(pages),
        withheld={"hidden_slides": sum(page.hidden for page in pages)},
    )
    version.pages = [
        tables.PageRow(
            number=page.number,
            text=page.text,
            title=page.title,
            label=page.label,
            notes=page.notes,
            comments=list(page.comments),
            hidden=page.hidden,
            language=page.language or "sv",
        )
        for page in pages
    ]
    return version


def _series(session: Any, name: str) -> tables.Series:
    slug = names.slug(name)
    found = session.query(tables.Series).filter_by(slug=slug).one_or_none()
    if found is None:
        found = tables.Series(slug=slug, folder=name, name=name, sort_key=names.sort_key(name))
        session.add(found)
        session.flush()
    return found


def _person(session: Any, name: str) -> tables.Person:
    slug = names.slug(name)
    found = session.query(tables.Person).filter_by(slug=slug).one_or_none()
    return found or tables.Person(slug=slug, name=name)
