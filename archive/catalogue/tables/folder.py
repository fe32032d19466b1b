"""The folder: the ledger of its paths, facts, notices, and the log of what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Base


class Place(Base):
    """The ledger: one path of the folder, what was seen there and what became of it."""

    __tablename__ = "places"

    path: Mapped[str] = mapped_column(primary_key=True)  # below the folder, with /
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    ctime_ns: Mapped[int] = mapped_column(BigInteger)  # changes also where the mtime was put back
    sha256: Mapped[str] = mapped_column(default="", index=True)
    descriptors: Mapped[str] = mapped_column(default="")  # digest of the files that describe it
    state: Mapped[str]  # archive.folder.outcomes.PlaceState
    outcome: Mapped[str] = mapped_column(default="")  # archive.folder.outcomes.Outcome, once read
    reason: Mapped[str] = mapped_column(default="")
    reader: Mapped[str] = mapped_column(default="")
    document_id: Mapped[str | None] = mapped_column(
        ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    progress: Mapped[str] = mapped_column(default="", server_default="")  # archive.folder.outcomes.Progress
    tries: Mapped[int] = mapped_column(default=0, server_default="0")  # readings that were refused
    retry_at: Mapped[datetime | None]  # when a refused file is to be read again

    # All that counting and listing the folder needs, so that no row has to be fetched for it
    __table_args__ = (Index("ix_places_shown", "path", "state", "progress", "outcome", "changed_at"),)


class Fact(Base):
    """What has to be remembered from one run to the next and belongs to no document."""

    __tablename__ = "facts"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Notice(Base):
    """What holds the service up just now: the guard, a missing folder, a broken descriptor."""

    __tablename__ = "notices"

    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    degraded: Mapped[bool] = mapped_column(default=False)  # whether /healthz reports it
    since: Mapped[datetime]


class Event(Base):
    """Append-only log of what happened; names a document by its id alone, and no person."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
