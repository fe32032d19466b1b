"""Reading one page from its picture: drawn, read in Swedish, and in English beside where it is in that.

A page that lies on its side or stands on its head is turned, where tesseract knows how.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import structlog

from archive.pages import Block, Word
from ingest.drawing import program
from ingest.ocr.recognising.composing import Composed, compose
from ingest.ocr.recognising.table import NotATable, paragraphs
from ingest.ocr.recognising.tesseract import Tesseract, languages
from ingest.readers.language import page_language
from ingest.sandbox.process import Running
from ingest.sandbox.tools import Ran, ToolLimits, run_tool

log = structlog.get_logger("ingest.ocr")

DPI = 200
"""Dots per inch of a picture: 300 read no better in three times the time (docs/decisions.md)."""

DRAWING = ToolLimits(memory_bytes=1 << 30, cpu_seconds=60, wall_seconds=180.0)
READING = ToolLimits(memory_bytes=2 << 30, cpu_seconds=150, wall_seconds=600.0)
"""A page of text takes 2 s of processor time, one full of small print 15; the clock allows for a machine
that is busy with other things, to which this yields."""

_DOUBTFUL = 0.7
"""A page read with less confidence may lie on its side: such ones come out below 0.3, others above 0.9."""

_UPRIGHT, _ANY_WAY_UP = "3", "1"  # tesseract's ways to take a page apart

# One thread: with more tesseract takes hardly less time and all of the processor.
_MODESTLY = ("env", "OMP_THREAD_LIMIT=1", "nice", "-n", "9")
_FILE, _PICTURE, _TABLE = "original.pdf", "page.pgm", "page.tsv"


@dataclass(frozen=True, slots=True)
class Picture:
    """Which page is to be read: of an original, or of the file `part` within it; `index` from 0."""

    original: Path
    index: int
    part: str = ""
    language: str = ""  # that the pages around it are in, where that is known
    max_chars: int = 200_000


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was read from its picture; without text where nothing on it can be read."""

    text: str
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    language: str
    confidence: float  # 0 to 1; 0 without text
    reader: str
    remarks: tuple[str, ...]


class NotRead(Exception):  # noqa: N818 - an answer, not a fault
    """The page cannot be drawn, or tesseract fails on it; the text is the reason, in English."""


def read(picture: Picture, tesseract: Tesseract, running: Running) -> Read:
    """Read a page. Raises :class:`NotRead`, and Cancelled where `running` was."""
    drawn = _draw(picture, running)
    english = tesseract.english and picture.language == "en"
    way = _UPRIGHT
    best = _look(drawn, tesseract, running, picture.max_chars, way, english=english)

    def better(way: str, *, english: bool) -> Composed | None:
        """Look once more; None where that is no better, or fails: what was read stands."""
        try:
            found = _look(drawn, tesseract, running, picture.max_chars, way, english=english)
        except NotRead as error:
            log.warning("a second look at a page failed", reason=str(error), page=picture.index + 1)
            return None
        return found if found.confidence > best.confidence else None

    if tesseract.turns and best.confidence < _DOUBTFUL and (turned := better(_ANY_WAY_UP, english=english)):
        way, best = _ANY_WAY_UP, turned
    if tesseract.english and not english and best.holds_english and (both := better(way, english=True)):
        english, best = True, both
    return Read(
        best.text,
        best.words,
        best.blocks,
        page_language(best.text),
        round(best.confidence, 3),
        tesseract.reader(english=english),
        best.remarks,
    )


def _draw(picture: Picture, running: Running) -> bytes:
    ran = run_tool(
        [*program("grey"), _FILE, str(picture.index), str(DPI), _PICTURE, picture.part],
        {_FILE: picture.original},
        DRAWING,
        running,
    )
    return _output(ran, _PICTURE, "it could not be drawn")


def _look(
    drawn: bytes, tesseract: Tesseract, running: Running, max_chars: int, way: str, *, english: bool
) -> Composed:
    asked = ["-l", languages(english=english), "--dpi", str(DPI), "--psm", way, "tsv"]
    ran = run_tool(
        [*_MODESTLY, tesseract.program, _PICTURE, _TABLE.removesuffix(".tsv"), *asked],
        {_PICTURE: drawn},
        READING,
        running,
    )
    table = _output(ran, _TABLE, "tesseract failed on it")
    try:
        return compose(paragraphs(table.decode("utf-8", "replace")), max_chars)
    except NotATable as error:
        raise NotRead(f"tesseract gave an answer that makes no sense: {error}") from None


def _output(ran: Ran, name: str, failed: str) -> bytes:
    if ran.reason:
        raise NotRead(f"{failed}: {ran.reason}"[:300])
    if name not in ran.outputs:
        raise NotRead(f"{failed}: it left nothing behind")
    return ran.outputs[name]
