"""Laying a quotation beside the words of a page: where it begins and ends there, and what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from rapidfuzz.distance import Indel, LCSseq

from web.citing.checking.words import Word

BETWEEN = 25
"""Words of a foot, a head and a page number that may stand where a page ends."""

_COMMON = 40  # times on a page: a word that stands there oftener tells nothing of the place
_SLACK = BETWEEN  # words of room on each side of where it seems to stand


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the quotation beside a stretch of the page, by the indices of their words.

    `same` is whether they are the same words; else either may be empty.
    """

    same: bool
    quoted: tuple[int, int]
    there: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where words stand among others: their stretch there, how alike from 0 to 1, what differs."""

    start: int
    end: int
    likeness: float
    changes: tuple[Change, ...]


def aligned(quoted: Sequence[Word], there: Sequence[Word]) -> Aligned | None:
    """Return where a quotation stands among the words of a page, None where nothing of it does.

    Words that both have vote for where it begins; around there every word is laid beside one of the
    quotation, so that as many as can be are the same (longest common subsequence). The work grows with
    the page's words, and with the square of the quotation's.
    """
    begin = _beginning(quoted, there)
    if begin is None:
        return None
    if [word.plain for word in quoted] == [word.plain for word in there[begin : begin + len(quoted)]]:
        whole = Change(True, (0, len(quoted)), (begin, begin + len(quoted)))
        return Aligned(*whole.there, 1.0, (whole,))
    slack = _SLACK + len(quoted) // 4
    first = max(0, begin - slack)
    window = there[first : begin + len(quoted) + slack]
    changes = _drawn_in(_trimmed(list(_changes(quoted, window, first))), there)
    if not any(change.same for change in changes):
        return None
    changes = _close_together(changes, len(quoted), there)
    start, end = changes[0].there[0], changes[-1].there[1]
    return Aligned(start, end, _likeness(quoted, there[start:end]), tuple(changes))


def _beginning(quoted: Sequence[Word], there: Sequence[Word]) -> int | None:
    """Return where the quotation seems to begin: where most of its words would stand in their order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(there):
        places[word.plain].append(at)
    votes: Counter[int] = Counter()
    for at, word in enumerate(quoted):
        found = places.get(word.plain, ())
        if len(found) <= _COMMON:
            votes.update({place - at: len(word.plain) for place in found})
    if not votes:
        return None
    near = {begin: sum(votes[begin + by] for by in range(-3, 4)) for begin in votes}
    return max(0, max(near, key=lambda begin: (near[begin], votes[begin], -begin)))


def _changes(quoted: Sequence[Word], window: Sequence[Word], first: int) -> Iterator[Change]:
    ours, theirs = [word.plain for word in quoted], [word.plain for word in window]
    for same, ops in groupby(LCSseq.opcodes(ours, theirs), key=lambda op: op.tag == "equal"):
        run = list(ops)
        there = (first + run[0].dest_start, first + run[-1].dest_end)
        yield Change(same, (run[0].src_start, run[-1].src_end), there)


def _trimmed(changes: list[Change]) -> list[Change]:
    """Leave out what stands on the page before and after the quotation."""
    while changes and changes[0].quoted[0] == changes[0].quoted[1]:
        changes.pop(0)
    while changes and changes[-1].quoted[0] == changes[-1].quoted[1]:
        changes.pop()
    return changes


def _drawn_in(changes: list[Change], there: Sequence[Word]) -> list[Change]:
    """Move the first and the last words beside their neighbours, where the same words stand there too.

    Of two places of an *och* before the quotation, either makes as many words the same.
    """
    if len(changes) > 2 and changes[0].same and changes[1].quoted[0] == changes[1].quoted[1]:
        nearer = _moved(changes[0], changes[1].there[1] - _size(changes[0]), there)
        changes = [nearer, *changes[2:]] if nearer else changes
    if len(changes) > 2 and changes[-1].same and changes[-2].quoted[0] == changes[-2].quoted[1]:
        nearer = _moved(changes[-1], changes[-2].there[0], there)
        changes = [*changes[:-2], nearer] if nearer else changes
    return changes


def _close_together(changes: list[Change], quoted: int, there: Sequence[Word]) -> list[Change]:
    """Leave out of both ends what agrees by chance, far from the rest; as many words stand in its place.

    Of all stretches of changes the one is kept in which most words agree after what lies between.
    """
    worth = [_worth(change, there) for change in changes]
    last = _most(worth)
    first = last - _most(worth[last::-1])
    kept = changes[first : last + 1]
    (begun, at), (ended, until) = (
        (kept[0].quoted[0], kept[0].there[0]),
        (kept[-1].quoted[1], kept[-1].there[1]),
    )
    if begun:
        kept = [Change(False, (0, begun), (max(0, at - begun), at)), *kept]
    if ended < quoted:
        kept = [*kept, Change(False, (ended, quoted), (until, min(len(there), until + quoted - ended)))]
    return kept


def _worth(change: Change, there: Sequence[Word]) -> int:
    if change.same:
        return _size(change)
    return 0 if is_between(change, there) else min(0, _size(change) - (change.there[1] - change.there[0]))


def is_between(change: Change, there: Sequence[Word]) -> bool:
    """Tell whether what stands on the pages alone is what stands between the texts of two of them."""
    start, end = change.there
    if change.same or _size(change) or end - start > BETWEEN or not 0 < start < end < len(there):
        return False
    return there[start - 1].page < there[end].page


def _most(worth: Sequence[int]) -> int:
    """Return the last index up to which the sum is greatest."""
    sums = list(accumulate(worth))
    return max(range(len(sums)), key=lambda index: (sums[index], index))


def _moved(change: Change, start: int, there: Sequence[Word]) -> Change | None:
    end = start + _size(change)
    same = [word.plain for word in there[slice(*change.there)]] == [word.plain for word in there[start:end]]
    return Change(True, change.quoted, (start, end)) if same else None


def _size(change: Change) -> int:
    return change.quoted[1] - change.quoted[0]


def _likeness(quoted: Sequence[Word], there: Sequence[Word]) -> float:
    ours, theirs = (" ".join(word.plain for word in words) for words in (quoted, there))
    return Indel.normalized_similarity(ours, theirs)
