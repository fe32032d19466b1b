"""Snippets: the sentences of a page that say most of what was asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.marking import Mark, mark

_ENOUGH_MARKS = 5  # more words of the same parts make no fragment better

# A line of a page is a bullet, a heading, a table's cell or a paragraph; within it, a sentence ends
# where a capital follows its full stop. A number may as well be that of a paragraph (10 kap. 2 §).
_BOUNDARY = re.compile(r"\n+|(?<=[.!?…])[\"”»)]*\s+(?=[\"”«(]*[A-ZÅÄÖÉ])")
_ABBREVIATION = re.compile(
    r"\b(?:bl\.\s?a|t\.\s?ex|f\.\s?d|s\.\s?k|p\.\s?g\.\s?a|m\.\s?fl|dvs|kap|nr|dnr|prop|jfr|resp|ca|kl"
    r"|prof|doc|dr|st|[A-ZÅÄÖ])\.$"
)
_LONGEST_ABBREVIATION = 9
_SPACE = re.compile(r"\s+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A run of sentences, the parts of the question that stand in it, and how many words match."""

    start: int
    end: int
    parts: frozenset[int]
    marks: int


class _Marked:
    """The marks of a text, to be looked up by where they stand."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._starts = [mark.start for mark in marks]
        self._ends = [mark.end for mark in marks]

    def within(self, start: int, end: int) -> Sequence[Mark]:
        return self.marks[bisect_left(self._starts, start) : bisect_right(self._ends, end)]

    def edge_near(self, at: int) -> int:
        """Return `at`, or the end of the mark in whose middle that is."""
        index = bisect_right(self._ends, at)
        inside = index < len(self.marks) and self._starts[index] < at
        return self._ends[index] if inside else at


def snippet(text: str, marks: Sequence[Mark], length: int) -> str:
    """Return escaped HTML of about `length` characters of a text, what matches in <mark>.

    `marks` are in order and do not overlap. Cut at sentences and lines; where a sentence alone is
    longer, at words. Two fragments where one does not hold every part of the question. Without marks,
    the beginning of the text. White space is shown as single spaces.
    """
    marked = _Marked(marks)
    sentences = list(_sentences(text, max(length, 1), marked))
    if not sentences:
        return ""
    if not marks:
        return _shown(text, [_grown(sentences, 0, marked, length)], marked)
    return _shown(text, _chosen(sentences, marked, length), marked)


def _chosen(sentences: Sequence[Span], marked: _Marked, length: int) -> list[_Fragment]:
    """Return the fragment that says most, or two that say more, in the order of the text."""
    best = _best(_fragments(sentences, marked, length))
    every_part = frozenset(mark.part for mark in marked.marks)
    if best.parts == every_part:
        return [best]
    halves = list(_fragments(sentences, marked, length // 2))
    first = _best(halves)
    second = [f for f in halves if f.parts - first.parts and (f.end <= first.start or f.start >= first.end)]
    if not second:
        return [best]
    return sorted([first, _best(second, first.parts)], key=lambda fragment: fragment.start)


def _best(fragments: Iterable[_Fragment], known: frozenset[int] = frozenset()) -> _Fragment:
    return max(fragments, key=lambda f: (len(f.parts - known), min(f.marks, _ENOUGH_MARKS), -f.start))


def _fragments(sentences: Sequence[Span], marked: _Marked, length: int) -> Iterator[_Fragment]:
    """Yield a fragment for each sentence in which something matches."""
    for index, (start, end) in enumerate(sentences):
        if marked.within(start, end):
            yield _grown(sentences, index, marked, length)


def _grown(sentences: Sequence[Span], index: int, marked: _Marked, length: int) -> _Fragment:
    """Return a sentence with as many as there is room for of those that follow, then of those before."""
    start, end = sentences[index]
    following = index + 1
    while following < len(sentences) and sentences[following][1] - start <= length:
        end = sentences[following][1]
        following += 1
    while index > 0 and end - sentences[index - 1][0] <= length:
        index -= 1
        start = sentences[index][0]
    inside = marked.within(start, end)
    return _Fragment(start, end, frozenset(mark.part for mark in inside), len(inside))


def _sentences(text: str, length: int, marked: _Marked) -> Iterator[Span]:
    """Yield where sentences and lines stand; one longer than `length` is cut at words."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.start()
        before = text[max(start, end - _LONGEST_ABBREVIATION) : end]
        if "\n" in match[0] or not _ABBREVIATION.search(before):
            yield from _cut(text, start, end, length, marked)
            start = match.end()
    yield from _cut(text, start, len(text), length, marked)


def _cut(text: str, start: int, end: int, length: int, marked: _Marked) -> Iterator[Span]:
    """Yield a stretch in pieces of at most `length`, divided at spaces and never within a mark."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        if end - start <= length:
            break
        space = text.rfind(" ", start + length // 2, start + length)
        at = min(marked.edge_near(space if space > start else start + length), end)
        yield start, at
        start = at
    if start < end:
        yield start, end


def _shown(text: str, fragments: Sequence[_Fragment], marked: _Marked) -> str:
    """Return fragments as HTML, with an ellipsis wherever something is left out."""
    shown = []
    at = 0
    for fragment in fragments:
        if text[at : fragment.start].strip():
            shown.append("…")
        inside = marked.within(fragment.start, fragment.end)
        shown.append(_SPACE.sub(" ", mark(text, inside, fragment.start, fragment.end)).strip())
        at = fragment.end
    if text[at:].strip():
        shown.append("…")
    return " ".join(shown)
