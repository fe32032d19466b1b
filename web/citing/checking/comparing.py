"""A quotation compared with a page and what goes over from the page before and to the page after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from web.citing.checking.aligning import BETWEEN, Aligned, aligned, is_between
from web.citing.checking.words import Word, segments, words

ALIKE = 0.6
"""How alike, from 0 to 1, what stands there is at least: chosen so that a fifth of the words may differ
and some letters of many, and that other sentences about the same thing do not pass."""

_AROUND = 120  # characters shown before and after
_MARKED = 12  # words


class Kind(StrEnum):
    """What a piece of a comparison is."""

    SAME = "same"
    QUOTED = "quoted"  # stands in the quotation alone
    THERE = "there"  # stands on the page alone
    BREAK = "break"  # where a page ends
    OMITTED = "omitted"  # what the quotation says that it leaves out


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison, in order."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a quotation stands on pages: `pages` by number, `before` and `after` what is around it there.

    `exact` is whether the words are the same in the same order; marks, case and line breaks do not count.
    """

    pages: tuple[int, ...]
    start: int  # in the text of the first of the pages
    exact: bool
    likeness: float
    before: str
    pieces: tuple[Piece, ...]
    after: str

    @property
    def sought(self) -> str:
        """Return what marks it on its page when asked for: its longest stretch there, as a phrase."""
        same = [piece.text for piece in self.pieces if piece.kind is Kind.SAME]
        longest = max(same, key=len, default="")
        return '"' + " ".join(longest[word.start : word.end] for word in words(longest)[:_MARKED]) + '"'


def compared(quotation: str, number: int, texts: Mapping[int, str]) -> Comparison | None:
    """Return how a quotation stands on a page, None where nothing much like it does.

    `texts` are of the page and, where there are any, of the pages before and after it.
    """
    parts = [(part, words(part)) for part in segments(quotation)]
    alone = _along(parts, words(texts[number], number), texts)
    if alone is not None and alone.exact:
        return alone
    across = _along(parts, _with_neighbours(parts, number, texts), texts)
    found = max((each for each in (alone, across) if each), key=lambda each: each.likeness, default=None)
    return found if found is not None and found.likeness >= ALIKE else None


def _with_neighbours(
    parts: Sequence[tuple[str, list[Word]]], number: int, texts: Mapping[int, str]
) -> list[Word]:
    count = sum(len(found) for _, found in parts) + BETWEEN
    before = words(texts[number - 1], number - 1)[-count:] if number - 1 in texts else []
    after = words(texts[number + 1], number + 1)[:count] if number + 1 in texts else []
    return [*before, *words(texts[number], number), *after]


def _along(
    parts: Sequence[tuple[str, list[Word]]], there: list[Word], texts: Mapping[int, str]
) -> Comparison | None:
    """Lay the parts of a quotation along the words of pages, each after the one before it."""
    found: list[tuple[str, list[Word], Aligned]] = []
    at = 0
    for text, quoted in parts:
        place = aligned(quoted, there[at:])
        if place is None:
            return None
        found.append((text, quoted, _from(place, at)))
        at += place.end
    first, last = there[found[0][2].start], there[found[-1][2].end - 1]
    pieces = list(_pieces(found, there, texts))
    exact = all(piece.kind not in (Kind.QUOTED, Kind.THERE) for piece in pieces)
    total = sum(len(quoted) for _, quoted, _ in found)
    likeness = sum(place.likeness * len(quoted) for _, quoted, place in found) / total
    return Comparison(
        pages=tuple(range(first.page, last.page + 1)),
        start=first.start,
        exact=exact,
        likeness=1.0 if exact else likeness,
        before=_before(texts[first.page], first.start),
        pieces=tuple(pieces),
        after=_after(texts[last.page], last.end),
    )


def _from(place: Aligned, at: int) -> Aligned:
    moved = tuple(
        replace(change, there=(change.there[0] + at, change.there[1] + at)) for change in place.changes
    )
    return Aligned(place.start + at, place.end + at, place.likeness, moved)


def _pieces(
    found: Sequence[tuple[str, list[Word], Aligned]], there: Sequence[Word], texts: Mapping[int, str]
) -> Iterator[Piece]:
    for index, (text, quoted, place) in enumerate(found):
        if index:
            yield Piece(Kind.OMITTED, "[…]")
        for change in place.changes:
            ours, theirs = quoted[slice(*change.quoted)], there[slice(*change.there)]
            if change.same:
                yield from _on_pages(Kind.SAME, theirs, texts)
            elif is_between(change, there):
                yield Piece(Kind.BREAK, "")
            else:
                if ours:
                    yield Piece(Kind.QUOTED, _line(text[ours[0].start : ours[-1].end]))
                yield from _on_pages(Kind.THERE, theirs, texts)


def _on_pages(kind: Kind, stretch: Sequence[Word], texts: Mapping[int, str]) -> Iterator[Piece]:
    """Yield a stretch of words as it stands on its pages, a break between two of them."""
    for page in sorted({word.page for word in stretch}):
        on_it = [word for word in stretch if word.page == page]
        if page != stretch[0].page:
            yield Piece(Kind.BREAK, "")
        yield Piece(kind, _line(texts[page][on_it[0].start : on_it[-1].end]))


def _before(text: str, end: int) -> str:
    start = max(0, end - _AROUND)
    shown = text[start:end]
    return _line(shown if not start else f"…{shown.partition(' ')[2]}")


def _after(text: str, start: int) -> str:
    shown = text[start : start + _AROUND]
    return _line(shown if start + _AROUND >= len(text) else f"{shown.rpartition(' ')[0]}…")


def _line(text: str) -> str:
    return " ".join(text.split())
