"""`helixarkiv ingest --ocr`: everything that waits to be read from its picture, read to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.catalogue import Catalogue, jobs
from archive.settings import Settings
from ingest.ocr.queue import Done, Queue
from ingest.ocr.recognising import tesseract


@dataclass(frozen=True, slots=True)
class Ocr:
    """How pages stand that are read from their pictures; `missing` tells what to install, "" if nothing."""

    waiting: int
    read: int = 0
    failed: int = 0
    missing: str = ""

    def lines(self) -> list[str]:
        """Return it in words, a line each; none where there is nothing to say."""
        lines = []
        if self.read or self.failed:
            lines.append(f"OCR: {self.read} pages read, {self.failed} could not be read")
        if self.waiting and self.missing:
            lines.append(f"{self.waiting} pages wait for OCR: {self.missing}")
        elif self.waiting:
            lines.append(
                f"{self.waiting} pages wait for OCR: the watcher reads them by and by, "
                "`helixarkiv ingest --ocr` at once"
            )
        return lines


def waiting(catalogue: Catalogue) -> Ocr:
    """Return how many pages wait, and whether anything can read them."""
    with catalogue.read() as session:
        count = jobs.counts(session).waiting
    found = tesseract.find() if count else ""
    return Ocr(count, missing=found if isinstance(found, str) else "")


def read_all(
    catalogue: Catalogue,
    settings: Settings,
    begin: Callable[[int], None],
    advance: Callable[[str], None],
) -> Ocr:
    """Read every page that waits. The caller does not hold the writer's lock."""
    found = tesseract.find()
    if isinstance(found, str):
        return waiting(catalogue)
    queue = Queue(catalogue, settings, found)
    queue.ask_again()
    begin(waiting(catalogue).waiting)
    read = failed = 0
    try:
        while (done := queue.step()) in (Done.READ, Done.FAILED):
            read, failed = read + (done is Done.READ), failed + (done is Done.FAILED)
            advance("")
    finally:
        queue.stop()
    return Ocr(waiting(catalogue).waiting, read, failed)
