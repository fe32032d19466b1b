"""What is done to documents after they are in the archive: work on single pages, and checks of the whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Base


class Job(Base):
    """Slow work on one page that waits in a queue, or what became of it. Nothing else waits for it."""

    __tablename__ = "jobs"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # ocr
    state: Mapped[str]  # waiting, done or failed
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    tool: Mapped[str] = mapped_column(default="")  # what did it, or could not; a better one tries again
    reason: Mapped[str] = mapped_column(default="")  # of a failure, in English

    __table_args__ = (Index("ix_jobs_waiting", "kind", "state", "asked_at"),)


class Check(Base):
    """A check or copy of the whole archive (verify, backup, export), the newest last."""

    __tablename__ = "checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # None of one that was interrupted, or still runs
    whole: Mapped[bool] = mapped_column(default=False)  # nothing was left for another time
    wrong: Mapped[int] = mapped_column(default=0)  # how much was found wrong
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class OriginalCheck(Base):
    """When an original was last read and compared with its hash, and what was wrong with it."""

    __tablename__ = "original_checks"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(index=True)
    problem: Mapped[str] = mapped_column(default="")
