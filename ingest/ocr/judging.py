"""What becomes of a version's outcome once pages of it are read from their pictures. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.folder.outcomes import Outcome

_NO_TEXT = "no page holds any text"  # ingest.sandbox.one
_LEFT_OUT = "left out: "
_BETWEEN = "; "
_BY_OCR = re.compile(r"page \d+ could not be read by OCR")


def judged(outcome: Outcome, reason: str, *, text: bool, unread: Sequence[int]) -> tuple[Outcome, str]:
    """Return outcome and reason anew, from those so far.

    `text` tells whether any page has text now, `unread` which pages OCR failed on.
    """
    said = [each for each in _said(reason) if each != _NO_TEXT and not _BY_OCR.fullmatch(each)]
    left_out = [*said, *(f"page {number} could not be read by OCR" for number in unread)]
    told = _LEFT_OUT + _BETWEEN.join(left_out) if left_out else ""
    if not text:
        return Outcome.NO_TEXT, _BETWEEN.join(filter(None, (_NO_TEXT, told)))
    if outcome is Outcome.PARTIAL and said and not reason.startswith(_LEFT_OUT):
        return outcome, reason  # broken off half-way: that says more
    return (Outcome.PARTIAL if left_out else Outcome.COMPLETE), told


def _said(reason: str) -> list[str]:
    return [each for each in reason.replace(_LEFT_OUT, "", 1).split(_BETWEEN) if each]
