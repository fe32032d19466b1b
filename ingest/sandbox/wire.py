"""What a worker writes to its parent: one message a line, as JSON.

The worker has read a file that may be made to hurt, so the parent believes nothing: every message
is checked as it is decoded, offsets against the text, boxes against the page, and letters that
XML 1.0 cannot hold (NUL, lone surrogates, most controls) are replaced one for one, so that offsets
stand. Both ends clean: two lone surrogates side by side would come out of JSON as one letter.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from archive.folder.outcomes import Outcome
from archive.pages import Block, BlockKind, Coverage, Page, Want, Word, pack_coverage
from ingest.readers.reading import Attachment, OutlineEntry, Refused, Summary

_PARTS = 100_000  # of a page's side; whole numbers are written and read faster than fractions
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class BadMessage(ValueError):  # noqa: N818 - named for what came over the wire
    """A line is not a message that a worker writes."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The worker knows the kind of the file and begins to read."""

    format: str


Message = Begun | Page | Summary | Refused


def clean(text: str) -> str:
    """Return `text` with each letter that XML 1.0 cannot hold replaced by U+FFFD."""
    return _UNHOLDABLE.sub("\ufffd", text)


def encode(message: Message) -> bytes:
    """Return the line, newline included, that :func:`decode` reads."""
    if isinstance(message, Begun):
        body: list[Any] = ["begun", message.format]
    elif isinstance(message, Page):
        body = ["page", _page_values(message)]
    elif isinstance(message, Summary):
        body = ["summary", _summary_values(message)]
    else:
        body = ["refused", message.outcome.value, message.reason, message.passing]
    return clean(json.dumps(body, ensure_ascii=False, separators=(",", ":"))).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Read one line; raise :class:`BadMessage` where it is not exactly what a worker writes."""
    try:
        match json.loads(line):
            case ["begun", str(name)]:
                return Begun(clean(name))
            case ["page", dict(values)]:
                return _page(values)
            case ["summary", dict(values)]:
                return _summary(values)
            case ["refused", str(outcome), str(reason), bool(passing)]:
                return Refused(Outcome(outcome), clean(reason), passing=passing)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError) as error:
        raise BadMessage(f"{type(error).__name__}: {error}") from error
    raise BadMessage("not a message")


def _page_values(page: Page) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": page.number,
        "text": page.text,
        "blocks": [[b.kind.value, b.start, b.end, b.level, b.rows] for b in page.blocks],
        "words": [_word_row(word) for word in page.words],
        "size": [page.width, page.height],
    }
    for name in ("label", "title", "notes", "comments", "hidden", "language", "remarks", "part", "links"):
        if value := getattr(page, name):
            values[name] = value
    if coverage := pack_coverage(page.coverage):
        values["coverage"] = coverage
    return values


def _page(values: dict[str, Any]) -> Page:
    text = _text(values, "text")
    width, height = (_number(value) for value in values["size"])
    return Page(
        number=_count(values["number"], least=1),
        text=text,
        blocks=_blocks(values["blocks"], len(text)),
        words=tuple(_word(row, text) for row in values["words"]),
        label=_text(values, "label"),
        title=_text(values, "title"),
        notes=_text(values, "notes"),
        comments=_texts(values, "comments"),
        hidden=bool(values.get("hidden", False)),
        language=_text(values, "language"),
        width=width,
        height=height,
        remarks=_texts(values, "remarks"),
        part=_text(values, "part"),
        links=_texts(values, "links"),
        coverage=_coverage(values.get("coverage", {})),
    )


def _coverage(values: dict[str, Any]) -> Coverage:
    return Coverage(
        reader=_text(values, "reader"),
        pictures=_count(values.get("pictures", 0)),
        wants=Want(values.get("wants", "")),
        confidence=_share(values.get("confidence")),
        agreement=_share(values.get("agreement")),
        other_reader=_text(values, "other_reader"),
        other_text=_text(values, "other_text"),
    )


def _share(value: Any) -> float | None:
    return None if value is None else min(max(_number(value), 0.0), 1.0)


def _blocks(rows: list[Any], length: int) -> tuple[Block, ...]:
    blocks, last = [], 0
    for kind, start, end, level, cells in rows:
        start, end = _span(start, end, last, length)
        spans = tuple(tuple(_span(s, e, start, end) for s, e in row) for row in cells)
        blocks.append(Block(BlockKind(kind), start, end, _count(level), spans))
        last = end
    return tuple(blocks)


def _word_row(word: Word) -> list[int]:
    """Return start, end, four edges a box, and the confidence where it is below 1; parts in `_PARTS`."""
    row = [word.start, word.end]
    for box in word.boxes:
        row += [round(edge * _PARTS) for edge in box]
    return row if word.confidence >= 1 else [*row, round(word.confidence * _PARTS)]


def _word(row: list[Any], text: str) -> Word:
    start, end, *parts = row
    if {*map(type, row)} != {int} or not 0 <= start <= end <= len(text):
        raise BadMessage(f"{row[:2]!r} is not a span of a text of {len(text)} letters")
    edges = [0.0 if part <= 0 else 1.0 if part >= _PARTS else part / _PARTS for part in parts]
    confidence = edges.pop() if len(edges) % 4 == 1 else 1.0
    if not edges or len(edges) % 4:
        raise BadMessage("a word without whole boxes")
    if len(edges) == 4:
        return Word(text[start:end], start, end, (tuple(edges),), confidence)  # type: ignore[arg-type]
    boxes = tuple((edges[i], edges[i + 1], edges[i + 2], edges[i + 3]) for i in range(0, len(edges), 4))
    return Word(text[start:end], start, end, boxes, confidence)


def _summary_values(summary: Summary) -> dict[str, Any]:
    return {
        "reader": summary.reader,
        "page_count": summary.page_count,
        "headline": summary.headline,
        "embedded": summary.embedded,
        "outline": [[entry.level, entry.title, entry.page] for entry in summary.outline],
        "left_out": summary.left_out,
        "link": summary.link,
        "counts": summary.counts,
        "attachments": [[a.name, a.format, a.size, a.page_count, a.reason] for a in summary.attachments],
    }


def _summary(values: dict[str, Any]) -> Summary:
    return Summary(
        reader=_text(values, "reader"),
        page_count=_count(values["page_count"]),
        headline=_text(values, "headline"),
        embedded={clean(str(name)): clean(str(value)) for name, value in values["embedded"].items()},
        outline=tuple(
            OutlineEntry(_count(level), clean(str(title)), _count(page))
            for level, title, page in values["outline"]
        ),
        left_out=_texts(values, "left_out"),
        link=_text(values, "link"),
        counts={clean(str(name)): _count(value) for name, value in values["counts"].items()},
        attachments=tuple(
            Attachment(clean(str(name)), clean(str(kind)), _count(size), _count(pages), clean(str(reason)))
            for name, kind, size, pages, reason in values["attachments"]
        ),
    )


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise BadMessage(f"{name} is not text")
    return clean(value)


def _texts(values: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(clean(str(value)) for value in values.get(name, ()))


def _count(value: Any, least: int = 0) -> int:
    if type(value) is not int or not least <= value < 1 << 53:
        raise BadMessage(f"{value!r} is not a count")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise BadMessage(f"{value!r} is not a number")
    return float(value)


def _span(start: Any, end: Any, least: int, most: int) -> tuple[int, int]:
    if type(start) is not int or type(end) is not int or not least <= start <= end <= most:
        raise BadMessage(f"{start!r}–{end!r} is not a span of {least}–{most}")
    return start, end
