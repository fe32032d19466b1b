"""Why staff are to look at how a page was read, and how many pages of a version want it.

A version's counts hold what its pages say, so that the whole archive is asked without any page being
opened; whoever writes a page keeps them (:func:`tally`). How the work on a page stands, the queue says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from archive.catalogue.jobs import JobState
from archive.pages import Coverage, Want

AGREES = 0.9
"""Of two readers' words: where fewer are shared, one of them lost or garbled something worth a look."""

SURE = 0.8
"""Confidence of OCR: pages below it have wrong words that a reader stumbles over (about one in ten)."""

WORDS = "words"
"""The count that every version has whose pages were counted; without it nothing is known of them."""


class Look(StrEnum):
    """One reason to look at a page, the gravest first."""

    FAILED = "failed"  # OCR could not read it
    WANTED = "wanted"  # wants OCR, and nobody was asked for it
    WAITING = "waiting"  # in the queue for OCR
    GARBLED = "garbled"  # its letters make no words, and OCR has not read it
    DISAGREE = "disagree"  # two readers have read other words
    UNSURE = "unsure"  # OCR is not sure of what it read
    PICTURES = "pictures"  # on it that say nothing to the search


COUNTED = {
    Look.GARBLED: "pages_garbled",
    Look.DISAGREE: "pages_disagreeing",
    Look.UNSURE: "pages_unsure",
    Look.PICTURES: "pictures_without_text",
}
"""Under which names a version counts what its pages say; pages, but of pictures the pictures."""


def looks(coverage: Coverage, job: JobState | None) -> tuple[Look, ...]:
    """Return every reason to look at a page; `job` is how its OCR stands, None where none was asked for."""
    unread = coverage.wants is not Want.NONE and coverage.confidence is None
    found = {
        Look.FAILED: unread and job is JobState.FAILED,
        Look.WANTED: unread and job is None,
        Look.WAITING: unread and job is JobState.WAITING,
        Look.GARBLED: unread and coverage.wants is Want.GARBLED,
        Look.DISAGREE: coverage.agreement is not None and coverage.agreement < AGREES,
        Look.UNSURE: coverage.confidence is not None and coverage.confidence < SURE,
        Look.PICTURES: coverage.pictures > 0,
    }
    return tuple(look for look, holds in found.items() if holds)


def tally(text: str, coverage: Coverage) -> Counter[str]:
    """Return what one page adds to its version's counts; nothing of it is below 0."""
    found = Counter({COUNTED[look]: 1 for look in looks(coverage, None) if look in COUNTED})
    found[WORDS] = len(text.split())
    if coverage.pictures:
        found[COUNTED[Look.PICTURES]] = coverage.pictures
    return found


def tallied(pages: Iterable[tuple[str, Coverage]]) -> dict[str, int]:
    """Return the counts of a version's pages, each with its text."""
    total: Counter[str] = Counter({WORDS: 0})
    for text, coverage in pages:
        total.update(tally(text, coverage))
    return dict(total)


def followed(counts: Mapping[str, Any], before: Counter[str], after: Counter[str]) -> dict[str, Any]:
    """Return a version's counts after one page changed; they stay where its pages were never counted."""
    if WORDS not in counts:
        return dict(counts)
    changed = {name: counts.get(name, 0) + after[name] - before[name] for name in before | after}
    return {**counts, **changed}
