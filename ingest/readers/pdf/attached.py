"""The files within a PDF file, each read by the reader of its kind: their pages follow the file's own."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from archive.pages import Page
from ingest.readers.choosing import reader
from ingest.readers.kind import READ, Kind, refusal, sniff
from ingest.readers.pdf.engines.beside.attachments import Attached
from ingest.readers.reading import Attachment, Limits, Reader, Refused, Summary

_LEAST_SECONDS = 2  # of processor time that must be left for another file to be begun
_PROGRAM = "it is text for a program, to judge by its name"
_WRITTEN = ("", ".txt", ".text", ".md", ".csv")  # text for people; a printer's settings are text too
_NOT_WITHIN = "it stands within an attached file, and only what is attached to the file itself is read"


@dataclass(slots=True)
class Within:
    """What was found within a file."""

    listed: list[Attachment] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pages: int = 0

    @classmethod
    def unread(cls, files: Iterable[Attached]) -> Within:
        """List files that are not to be read."""
        return cls([Attachment(file.name, "", file.size, reason=_NOT_WITHIN) for file in files])

    def add(self, file: Attached, one: _One) -> None:
        """List a file and what became of it."""
        self.pages += one.pages
        kind = one.kind.value if one.kind else ""
        self.listed.append(Attachment(file.name, kind, file.size, one.pages, one.reason))
        self.listed += (replace(each, page_count=0, reason=_NOT_WITHIN) for each in one.within)
        if one.reason and (one.kind is None or one.kind in READ) and one.reason != _PROGRAM:
            self.left_out.append(
                f"The attached file {file.name} was not read whole: {one.reason}".rstrip(".") + "."
            )


def read_attached(
    files: Iterable[Attached], read_pdf: Reader, limits: Limits, pages_before: int
) -> Generator[Page, None, Within]:
    """Yield the pages of attached files, numbered on and with `part` set; return what there was.

    `read_pdf` reads a PDF without what is attached to it in turn. The limits are those of the whole file.
    """
    found = Within()
    began = time.process_time()
    for file in files:
        left = replace(
            limits,
            pages=limits.pages - pages_before - found.pages,
            cpu_seconds=int(limits.cpu_seconds - (time.process_time() - began)),
        )
        one = _One(reason=file.reason)
        try:
            if not file.reason:
                yield from _read_one(file, read_pdf, left, pages_before + found.pages + 1, one)
        except Refused as refused:
            one.reason = refused.reason
        except (Exception, RecursionError, MemoryError) as error:  # whatever is wrong with it is its own
            one.reason = f"its reader gave up on it ({type(error).__name__})"
        found.add(file, one)
    return found


@dataclass(slots=True)
class _One:
    """What became of one file."""

    kind: Kind | None = None
    reason: str = ""
    pages: int = 0
    within: tuple[Attachment, ...] = ()


def _read_one(
    file: Attached, read_pdf: Reader, limits: Limits, first: int, one: _One
) -> Generator[Page, None, None]:
    """Yield the pages of one file, numbered from `first`, and tell in `one` what became of it."""
    with _as_path(file) as path:
        one.kind = sniff(path, file.name)
        if one.kind not in READ:
            raise refusal(one.kind, "")
        if one.kind is Kind.TEXT and PurePath(file.name).suffix.lower() not in _WRITTEN:
            one.reason = _PROGRAM
        elif one.kind is Kind.SHORTCUT:
            one.reason = "it is a shortcut, which leads elsewhere"
        elif limits.pages <= 0:
            one.reason = "the limit on pages was reached before it"
        elif limits.cpu_seconds < _LEAST_SECONDS:
            one.reason = "the time for the whole file was up before it"
        else:
            pages = (read_pdf if one.kind is Kind.PDF else reader(one.kind))(path, limits)
            summary = yield from _numbered(pages, file.name, first, one)
            one.reason, one.within = " ".join(summary.left_out), summary.attachments


def _numbered(
    pages: Generator[Page, None, Summary], part: str, first: int, one: _One
) -> Generator[Page, None, Summary]:
    """Yield the pages of a part under the file's numbers; each keeps its own number as its label."""
    while True:
        try:
            page = next(pages)
        except StopIteration as end:
            summary: Summary = end.value
            return summary
        label = page.label or str(page.number)
        yield replace(page, number=first + one.pages, label=label, part=part)
        one.pages += 1


@contextmanager
def _as_path(file: Attached) -> Iterator[Path]:
    """Give a file within a file a path, in memory: a reader may write nowhere."""
    descriptor = os.memfd_create("attached")
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as out:
            out.write(file.data)
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)
