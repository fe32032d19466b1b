"""Staff: who they are, what they decided, what they ask of the watcher, what waits for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Base


class User(Base):
    """Somebody who may sign in to the staff's pages."""

    __tablename__ = "users"

    name: Mapped[str] = mapped_column(primary_key=True)  # as archive.catalogue.naming.names.alias writes it
    password_hash: Mapped[str]  # argon2id, with its parameters
    session_key: Mapped[str]  # random; a new one ends every session
    made_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]


class Decision(Base):
    """What a member of staff decided: history, and what undoing puts back.

    `before` and `after` are what `kind` says they are. No foreign key: a decision outlives what it
    was about, until a purge takes its contents out.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    kind: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(default="")  # a field, a folder, a person's slug …
    before: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="", server_default="")


class Request(Base):
    """What staff ask for and the watcher carries out, since it needs the writer's lock."""

    __tablename__ = "requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    problem: Mapped[str] = mapped_column(default="", server_default="")  # in Swedish; "" went well


class Likeness(Base):
    """Two documents that look like one: a newer version of what vanished, or another format of it.

    `document_id` is the one that would go on; the other becomes a version or a format of it.
    """

    __tablename__ = "likenesses"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    kind: Mapped[str]  # version or format
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    share: Mapped[float]  # of their texts that is alike, 0 to 1
    state: Mapped[str] = mapped_column(default="open")  # open, accepted or declined
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what undoing needs

    __table_args__ = (UniqueConstraint("kind", "document_id", "other_id"),)


class FolderRule(Base):
    """Whether what comes into a folder, and below it, is published at once or after review."""

    __tablename__ = "folder_rules"

    folder: Mapped[str] = mapped_column(primary_key=True)  # path below the folder; "" is all of it
    review: Mapped[bool]


class Harvested(Base):
    """One item of a listing page, as it stands there and as staff took it."""

    __tablename__ = "harvested"

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str]  # the listing page: its address, or its file's name
    address: Mapped[str]  # what the item links to, whole
    position: Mapped[int]  # on the page, from 1
    series: Mapped[str] = mapped_column(default="")  # the heading it stands under
    title: Mapped[str] = mapped_column(default="")
    speakers: Mapped[list[Any]] = mapped_column(default=list)
    format: Mapped[str] = mapped_column(default="")  # pdf, pptx, link …
    first_published: Mapped[str] = mapped_column(default="", server_default="")  # as dates are stated
    seen_at: Mapped[datetime]
    first_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]  # it stands there no more
    state: Mapped[str] = mapped_column(default="new")  # archive.catalogue.staff.harvesting.items.State
    accepted: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what stood there when it was accepted
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id", ondelete="SET NULL"))
    fetched: Mapped[str] = mapped_column(default="", server_default="")  # the path it was put at
    validators: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")  # of the fetched
    problem: Mapped[str] = mapped_column(default="", server_default="")  # why it could not be fetched

    __table_args__ = (UniqueConstraint("page", "address"), Index("ix_harvested_document_id", "document_id"))
