"""Documents: their series, people, versions and pages, and what each origin says of them.

A document row carries the *effective* values (title, date …), merged from `field_values`, so that
readers of the catalogue never merge.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from archive.catalogue.tables.base import Base


class Series(Base):
    """A series of seminars: the first level of folders."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    folder: Mapped[str] = mapped_column(unique=True)  # its folder's name; "" is the root
    name: Mapped[str]
    sort_key: Mapped[str]  # Roman numerals as numbers, the files at the root last
    description: Mapped[str] = mapped_column(default="")


class Person(Base):
    """A person, under one name; other spellings are aliases."""

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    former_slugs: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")  # still lead here
    aliases: Mapped[list[PersonAlias]] = relationship(back_populates="person", cascade="all, delete-orphan")


class PersonAlias(Base):
    """A spelling that means a person; the person's own name is one of them."""

    __tablename__ = "person_aliases"

    alias: Mapped[str] = mapped_column(primary_key=True)  # case-folded, single spaces
    spelling: Mapped[str] = mapped_column(default="", server_default="")  # as it was first written
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship(back_populates="aliases")


class Document(Base):
    """A document with its effective values. `id` comes from its first version and never changes."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]  # first time it could be read

    revision: Mapped[int] = mapped_column(default=1)  # counts every change that readers could see
    publication_revision: Mapped[int] = mapped_column(default=0)  # revision of the last publication change
    indexed_revision: Mapped[int] = mapped_column(default=0)
    in_index: Mapped[bool] = mapped_column(default=False)

    withdrawn_at: Mapped[datetime | None]  # no place in the folder holds it any more
    taken_down_at: Mapped[datetime | None]  # by staff
    held_at: Mapped[datetime | None]  # waits for staff to publish it
    held_for: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")  # why: review, or warnings
    visibility: Mapped[str] = mapped_column(default="public")  # public, hidden or embargoed
    embargo_until: Mapped[datetime | None]
    publish_notes: Mapped[bool | None]  # None: as the setting says
    publish_hidden_slides: Mapped[bool | None]

    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    position: Mapped[int | None]  # stated order within the series
    date: Mapped[str] = mapped_column(default="")  # as stated; "" is undated
    date_first: Mapped[int | None]  # YYYYMMDD
    date_last: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="")
    format: Mapped[str]  # pdf, pptx, ppt, odp, docx, odt, txt, link
    link: Mapped[str] = mapped_column(default="")  # where a lecture elsewhere is
    source: Mapped[str] = mapped_column(default="")  # path in the folder
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)  # the latest
    page_count: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0, server_default="0")  # by readers, counted and no more
    joined_to: Mapped[str | None]  # the document that goes on with this one's versions
    format_of: Mapped[str | None] = mapped_column(index=True)  # the document whose other format this is

    series: Mapped[Series] = relationship()
    versions: Mapped[list[Version]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="Version.number"
    )
    speakers: Mapped[list[DocumentSpeaker]] = relationship(
        cascade="all, delete-orphan", order_by="DocumentSpeaker.position"
    )
    organisations: Mapped[list[DocumentOrganisation]] = relationship(
        cascade="all, delete-orphan", order_by="DocumentOrganisation.position"
    )
    values: Mapped[list[FieldValue]] = relationship(cascade="all, delete-orphan")

    __table_args__ = (
        Index("ix_documents_pending", "revision", "indexed_revision"),
        Index("ix_documents_held_at", "held_at", sqlite_where=text("held_at IS NOT NULL")),
    )


class DocumentSpeaker(Base):
    """A speaker of a document."""

    __tablename__ = "document_speakers"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    person: Mapped[Person] = relationship()


class DocumentOrganisation(Base):
    """An organisation behind a document."""

    __tablename__ = "document_organisations"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]


class FieldValue(Base):
    """What one origin says of one field; which origin wins is `archive.catalogue.values`' to say."""

    __tablename__ = "field_values"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    detail: Mapped[str] = mapped_column(default="")  # the file it stood in
    set_at: Mapped[datetime]


class Version(Base):
    """One version of a document's file, with what became of reading it."""

    __tablename__ = "versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    format: Mapped[str]
    file_name: Mapped[str]
    file_modified_at: Mapped[datetime]
    added_at: Mapped[datetime]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    reader: Mapped[str] = mapped_column(default="")
    page_count: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # words, images without text …
    embedded: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the file's own metadata
    outline: Mapped[list[Any]] = mapped_column(default=list)  # [level, title, page number]
    withheld: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how many notes, comments, hidden slides
    warnings: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")  # before publishing
    attachments: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")  # files within the file
    sketch: Mapped[bytes] = deferred(
        mapped_column(LargeBinary, nullable=False, default=b"", server_default="")
    )  # of its text

    document: Mapped[Document] = relationship(back_populates="versions")
    pages: Mapped[list[PageRow]] = relationship(cascade="all, delete-orphan", order_by="PageRow.number")

    __table_args__ = (UniqueConstraint("document_id", "number"),)


class PageRow(Base):
    """One page of a version; `archive.pages.Page` is its value."""

    __tablename__ = "pages"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    hidden: Mapped[bool] = mapped_column(default=False)
    width: Mapped[float] = mapped_column(default=0.0)
    height: Mapped[float] = mapped_column(default=0.0)
    text: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    comments: Mapped[list[Any]] = mapped_column(default=list)
    remarks: Mapped[list[Any]] = mapped_column(default=list)
    part: Mapped[str] = mapped_column(default="", server_default="")  # attached file that it is a page of
    links: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")  # addresses that it leads to
    coverage: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")  # pages.Coverage
    blocks: Mapped[list[Any]] = mapped_column(default=list)
    words: Mapped[bytes] = deferred(mapped_column(LargeBinary, default=b""))

    __table_args__ = {"sqlite_with_rowid": False}
