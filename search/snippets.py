"""Snippets: the sentences of a page that say most of what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.marking import Mark, mark

_GAP = " … "
# A line of a page is a bullet, a heading, a table's cell or a paragraph; within it, a sentence ends
# where a capital or a digit follows its full stop.
_BOUNDARY = re.compile(r"\n+|(?<=[.!?…])[\"”»)]*\s+(?=[\"”«(]*[A-ZÅÄÖÉ0-9])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A run of sentences and the parts of the question that stand in it."""

    start: int
    end: int
    parts: frozenset[int]
    marks: int


def snippet(text: str, marks: Sequence[Mark], length: int) -> str:
    """Return escaped HTML of about `length` characters of a text, what matches in <mark>.

    Cut at sentences and lines; where a sentence alone is longer, at words. Two fragments where one
    does not hold every part of the question. Without marks, the beginning of the text.
    """
    sentences = _sentences(text, length, marks)
    if not sentences:
        return ""
    if not marks:
        first = _grown(sentences, 0, (), length)
        return _shown(text, first, ())
    best = max(
        (_grown(sentences, index, marks, length) for index in range(len(sentences))),
        key=lambda fragment: (len(fragment.parts), min(fragment.marks, 5), -fragment.start),
    )
    fragments = [best]
    missing = frozenset(m.part for m in marks) - best.parts
    room = length - (best.end - best.start)
    if missing and room >= length // 4:
        others = (_grown(sentences, index, marks, room) for index in range(len(sentences)))
        apart = [o for o in others if o.parts & missing and (o.end <= best.start or o.start >= best.end)]
        if apart:
            fragments.append(max(apart, key=lambda o: (len(o.parts & missing), -o.start)))
    shown = sorted(fragments, key=lambda fragment: fragment.start)
    return _joined(text, shown, marks)


def _sentences(text: str, length: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the spans of sentences and lines; one longer than `length` is cut at words."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_BOUNDARY.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip():
            spans += _cut(text, start, end, length, marks)
        start = match.end() if match else end
    return spans


def _cut(text: str, start: int, end: int, length: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Cut a long stretch at spaces, never within a mark."""
    pieces: list[tuple[int, int]] = []
    while end - start > length:
        at = text.rfind(" ", start + length // 2, start + length)
        at = start + length if at < 0 else at
        at = next((m.end for m in marks if m.start < at < m.end), at)
        pieces.append((start, min(at, end)))
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


def _grown(sentences: Sequence[tuple[int, int]], index: int, marks: Sequence[Mark], length: int) -> _Fragment:
    """Return the sentence at `index` with as many of those that follow as there is room for."""
    start, end = sentences[index]
    for _, following in sentences[index + 1 :]:
        if following - start > length:
            break
        end = following
    inside = [m for m in marks if start <= m.start and m.end <= end]
    return _Fragment(start, end, frozenset(m.part for m in inside), len(inside))


def _joined(text: str, fragments: Sequence[_Fragment], marks: Sequence[Mark]) -> str:
    shown = [_shown(text, fragment, marks) for fragment in fragments]
    html = _GAP.join(part.strip("… ") if i else part.rstrip("… ") for i, part in enumerate(shown))
    return html + (" …" if text[fragments[-1].end :].strip() else "")


def _shown(text: str, fragment: _Fragment, marks: Sequence[Mark]) -> str:
    html = _SPACE.sub(" ", mark(text, marks, fragment.start, fragment.end)).strip()
    before = "… " if text[: fragment.start].strip() else ""
    after = " …" if text[fragment.end :].strip() else ""
    return f"{before}{html}{after}"
