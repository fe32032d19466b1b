"""Reading one file in a process of its own, and what became of it."""

from __future__ import annotations

import dataclasses
import errno
import os
import signal
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path

from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.language import page_language
from ingest.readers.reading import Limits, Refused, Summary
from ingest.sandbox import wire
from ingest.sandbox.process import Cancelled, OutOfTime, Running, TooMuchOutput, Worker
from ingest.sandbox.workers.ending import Exit

MOST_OUTPUT = 256 << 20
"""Bytes taken from one worker. The largest book of the test corpora writes 6 million."""

_MUCH_MEMORY = 0.25
"""Share of the memory limit from which a crash is put down to memory: PDFium aborts when one large
allocation fails, long before the memory in use comes near the limit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of reading one file: always an outcome, and whatever pages were read."""

    outcome: Outcome
    reason: str = ""  # in English, for people who run the archive; empty where complete
    format: str = ""  # pdf, pptx, docx, link or another of `ingest.readers.kind.Kind`; empty if unknown
    pages: tuple[Page, ...] = ()
    summary: Summary | None = None
    seconds: float = 0.0
    memory_mb: float = 0.0
    passing: bool = False  # refused for want of memory or time: it may be read when there is more


@dataclass
class _Heard:
    """What one worker said until it ended."""

    format: str = ""
    pages: list[Page] = field(default_factory=list)
    last: Summary | Refused | None = None


def read_file(path: Path, limits: Limits, running: Running | None = None, name: str = "") -> Reading:
    """Read one file, called `name` if not as its path, in a process of its own, within `limits`.

    Never raises for what the file holds. Where PDFium brings the process down, pdfminer.six reads
    the file in a second one, in the time that is left. Raises :class:`Cancelled` if `running` was.
    """
    began = time.monotonic()
    try:
        file = _open(path, limits)
    except Refused as refused:
        return Reading(refused.outcome, refused.reason)
    except OSError as error:
        return Reading(Outcome.DAMAGED, f"the file cannot be opened: {error.strerror or error}")
    running = running or Running()
    try:
        reading, crashed = _attempt(running, file, name or path.name, limits)
        left = limits.wall_seconds - (time.monotonic() - began)
        if crashed and reading.format == "pdf" and limits.pdf_reader == "auto" and left > 1:
            again = dataclasses.replace(limits, pdf_reader="pdfminer", wall_seconds=left)
            second, _ = _attempt(running, file, name or path.name, again)
            reading = _better(reading, second)
    finally:
        os.close(file)
    return dataclasses.replace(reading, seconds=round(time.monotonic() - began, 3))


def _better(first: Reading, second: Reading) -> Reading:
    """Return what two attempts together give: the one that read more, and the larger memory."""
    best = second if second.outcome.archived and len(second.pages) >= len(first.pages) else first
    return dataclasses.replace(best, memory_mb=max(first.memory_mb, second.memory_mb))


def _open(path: Path, limits: Limits) -> int:
    """Open a regular file, following no link, and return its descriptor."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "a link or device, not a file") from error
        raise
    try:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode):
            raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "a folder or device, not a file")
        if about.st_size > limits.file_bytes:
            raise Refused(
                Outcome.TOO_LARGE,
                f"{about.st_size / (1 << 20):.0f} MiB; at most {limits.file_bytes / (1 << 20):.0f} are read",
            )
        if not about.st_size:
            raise Refused(Outcome.DAMAGED, "the file is empty")
    except BaseException:
        os.close(file)
        raise
    return file


def _attempt(running: Running, file: int, name: str, limits: Limits) -> tuple[Reading, bool]:
    """Read the file in one process; return the reading, and whether the process crashed."""
    heard = _Heard()
    stopped: Refused | None = None
    worker = running.start(file, name, limits)
    try:
        _listen(worker, heard, limits)
    except OutOfTime:
        stopped = Refused(Outcome.TIMED_OUT, f"not read within {limits.wall_seconds:.0f} s", passing=True)
    except TooMuchOutput:
        stopped = Refused(Outcome.TOO_LARGE, "it holds more text than is taken from one file")
    except wire.BadMessage as error:
        stopped = Refused(Outcome.DAMAGED, f"the reader gave an answer that makes no sense ({error})"[:300])
    finally:
        exit_ = worker.end()
    if running.cancelled and heard.last is None:
        raise Cancelled
    crashed = stopped is None and heard.last is None
    reading = _judge(heard, heard.last or stopped or _why_it_died(exit_, limits))
    return dataclasses.replace(reading, memory_mb=round(exit_.memory_mb, 1)), crashed


def _listen(worker: Worker, heard: _Heard, limits: Limits) -> None:
    """Take messages until the last one, or until the worker is gone."""
    for line in worker.lines(MOST_OUTPUT):
        match wire.decode(line):
            case wire.Begun(name):
                heard.format = name
            case Page() as page:
                if page.number != len(heard.pages) + 1 or page.number > limits.pages:
                    raise wire.BadMessage(f"page {page.number} after page {len(heard.pages)}")
                # Told here, by one model for all files: to load it takes longer than to read most files.
                language = page.language or page_language(page.text)
                heard.pages.append(dataclasses.replace(page, language=language))
            case Summary() | Refused() as last:
                heard.last = last
                return


def _why_it_died(exit_: Exit, limits: Limits) -> Refused:
    if exit_.signal == signal.SIGXCPU or exit_.cpu_seconds >= limits.cpu_seconds:
        return Refused(
            Outcome.TIMED_OUT, f"not read within {limits.cpu_seconds} s of processor time", passing=True
        )
    how = signal.Signals(exit_.signal).name if exit_.signal else f"exit code {exit_.code}"
    if exit_.memory_mb >= _MUCH_MEMORY * limits.memory_bytes / (1 << 20):
        return Refused(
            Outcome.TOO_LARGE,
            f"the reader crashed ({how}) at {exit_.memory_mb:.0f} MiB of memory; "
            f"it may have {limits.memory_bytes >> 20}",
            passing=True,
        )
    if exit_.signal == signal.SIGKILL:  # not by us: the kernel, which had no memory left
        return Refused(Outcome.TOO_LARGE, "the machine ran out of memory while it was read", passing=True)
    return Refused(Outcome.DAMAGED, f"the reader crashed on it ({how})")


def _judge(heard: _Heard, last: Summary | Refused) -> Reading:
    """Tell the outcome from the pages and the last word."""
    pages = tuple(heard.pages)
    text = any(letter.isalnum() for page in pages for letter in page.text)
    if isinstance(last, Refused):
        if text:
            reason = f"{len(pages)} pages were read, then: {last.reason}"
            return Reading(Outcome.PARTIAL, reason, heard.format, pages)
        return Reading(last.outcome, last.reason, heard.format, passing=last.passing)
    reason = "left out: " + "; ".join(last.left_out) if last.left_out else ""
    if last.link:
        outcome = Outcome.COMPLETE
    elif not text:
        outcome, reason = Outcome.NO_TEXT, "no page holds any text" + (f"; {reason}" if reason else "")
    else:
        outcome = Outcome.PARTIAL if reason else Outcome.COMPLETE
    return Reading(outcome, reason, heard.format, pages, last)
