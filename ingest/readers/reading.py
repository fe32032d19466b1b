"""What passes between a reader and the sandbox: pages one by one, then a summary, or a refusal.

A reader is a generator function ``read(path, limits)`` that yields each
:class:`archive.pages.Page` as soon as it is read, so that a kill keeps what came before, and
returns a :class:`Summary`. A file that it cannot read at all makes it raise :class:`Refused`.
One broken page or shape costs that page or shape only, and is told in `Page.remarks` or
`Summary.left_out`: nothing is lost silently. `Page.language` may be left empty: the sandbox's parent
tells it, since the model takes longer to load than most files take to read.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from archive.folder.outcomes import Outcome
from archive.pages import Page


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds."""

    pages: int = 5000
    page_chars: int = 200_000
    text_bytes: int = 512 << 20  # unpacked size of all text-bearing parts of a deck
    file_bytes: int = 1 << 30
    memory_bytes: int = 2 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    pdf_reader: str = "auto"  # auto, pdfium or pdfminer


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the file's own table of contents; `page` counts from 1, 0 where it leads nowhere."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that stands within the file. Its pages follow the file's own where it was read."""

    name: str  # as the file calls it, without folders
    format: str  # one of `ingest.readers.kind.Kind`; empty if unknown
    size: int  # bytes
    page_count: int = 0  # that were read of it
    reason: str = ""  # why it was not read, or not whole


@dataclass(frozen=True, slots=True)
class Summary:
    """What a reader says of the whole file after its last page."""

    reader: str  # name and version of what read it
    page_count: int  # of the file, also where not all were read
    headline: str = ""  # the largest lines of page 1 (a deck: title of slide 1)
    embedded: dict[str, str] = field(default_factory=dict)  # title, author, created, modified, producer …
    outline: tuple[OutlineEntry, ...] = ()
    left_out: tuple[str, ...] = ()  # what could not be read, and why; not empty makes it partial
    link: str = ""  # of a shortcut: where it leads
    counts: dict[str, int] = field(default_factory=dict)  # images, pages without text, attachments …
    attachments: tuple[Attachment, ...] = ()


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The file cannot be read; `reason` is one English sentence for people who run the archive.

    `passing` tells that it was for want of memory, time or a library, which may be there another time.
    """

    def __init__(self, outcome: Outcome, reason: str, *, passing: bool = False) -> None:
        """Refuse with an outcome and the reason in words."""
        super().__init__(reason)
        self.passing = passing
        self.outcome = outcome
        self.reason = reason


class Reader(Protocol):
    """Reads one kind of file."""

    def __call__(self, path: Path, limits: Limits) -> Generator[Page, None, Summary]:
        """Yield the pages of the file in order and return what holds for the whole of it."""
        ...
