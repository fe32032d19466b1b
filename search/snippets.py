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
        self._starts = [each.start for each in marks]
        self._ends = [each.end for each in marks]
        self._of_part: dict[int, list[int]] = {}
        for index, each in enumerate(marks):
            self._of_part.setdefault(each.part, []).append(index)

    @property
    def parts(self) -> frozenset[int]:
        return frozenset(self._of_part)

    def within(self, start: int, end: int) -> range:
        """Return the indices of the marks that stand whole between two places."""
        return range(bisect_left(self._starts, start), bisect_right(self._ends, end))

    def parts_of(self, indices: range) -> frozenset[int]:
        """Return the parts of some marks: read one by one, or found part by part, what is shorter."""
        if len(indices) <= len(self._of_part):
            return frozenset(self.marks[index].part for index in indices)
        first, last = indices[0], indices[-1]
        return frozenset(
            part
            for part, places in self._of_part.items()
            if (at := bisect_left(places, first)) < len(places) and places[at] <= last
        )

    def edge_near(self, at: int) -> int:
        """Return `at`, or the end of the mark in whose middle that is."""
        index = bisect_right(self._ends, at)
        inside = index < len(self.marks) and self._starts[index] < at
        return self._ends[index] if inside else at


class _Sentences:
    """The sentences of a text, to be looked up by where they stand."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def last_end(self, at: int) -> int:
        """Return the end of the last sentence that ends at a place or before it, 0 for none."""
        return self._ends[index - 1] if (index := bisect_right(self._ends, at)) else 0

    def first_start(self, at: int) -> int:
        """Return the start of the first sentence that begins at a place or after it."""
        return self._starts[min(bisect_left(self._starts, at), len(self._starts) - 1)]


def snippet(text: str, marks: Sequence[Mark], length: int) -> str:
    """Return escaped HTML of about `length` characters of a text, what matches in <mark>.

    `marks` are in order and do not overlap. Cut at sentences and lines; where a sentence alone is
    longer, at words. Two fragments where one does not hold every part of the question. Without marks,
    the beginning of the text. White space is shown as single spaces.
    """
    marked = _Marked(marks)
    sentences = _Sentences(list(_sentences(text, max(length, 1), marked)))
    if not sentences.spans:
        return ""
    if not marks:
        return _shown(text, [_grown(sentences, 0, marked, length)], marked)
    return _shown(text, _chosen(sentences, marked, length), marked)


def _chosen(sentences: _Sentences, marked: _Marked, length: int) -> list[_Fragment]:
    """Return the fragment that says most, or two that say more, in the order of the text."""
    best = _best(_fragments(sentences, marked, length))
    if best.parts == marked.parts:
        return [best]
    halves = list(_fragments(sentences, marked, length // 2))
    first = _best(halves)
    second = [f for f in halves if f.parts - first.parts and (f.end <= first.start or f.start >= first.end)]
    if not second:
        return [best]
    return sorted([first, _best(second, first.parts)], key=lambda fragment: fragment.start)


def _best(fragments: Iterable[_Fragment], known: frozenset[int] = frozenset()) -> _Fragment:
    return max(fragments, key=lambda f: (len(f.parts - known), min(f.marks, _ENOUGH_MARKS), -f.start))


def _fragments(sentences: _Sentences, marked: _Marked, length: int) -> Iterator[_Fragment]:
    """Yield a fragment for each sentence in which something matches."""
    for index, (start, end) in enumerate(sentences.spans):
        if marked.within(start, end):
            yield _grown(sentences, index, marked, length)


def _grown(sentences: _Sentences, index: int, marked: _Marked, length: int) -> _Fragment:
    """Return a sentence with as many as there is room for of those that follow, then of those before."""
    start, end = sentences.spans[index]
    end = max(end, sentences.last_end(start + length))
    start = min(start, sentences.first_start(end - length))
    inside = marked.within(start, end)
    return _Fragment(start, end, marked.parts_of(inside), len(inside))


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
        inside = [marked.marks[index] for index in marked.within(fragment.start, fragment.end)]
        shown.append(_SPACE.sub(" ", mark(text, inside, fragment.start, fragment.end)).strip())
        at = fragment.end
    if text[at:].strip():
        shown.append("…")
    return " ".join(shown)
