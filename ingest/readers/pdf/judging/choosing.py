"""Two readings of one page: whether a second is wanted, which is the better, how far they agree."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from ingest.readers.pdf.engines.sheet import Sheet
from ingest.readers.pdf.judging.garbled import count_unreadable, is_garbled
from ingest.readers.pdf.judging.telling import SHORTENED
from ingest.readers.pdf.repair import mended_text

_UNMAPPED_SHARE = 0.02  # of the letters: more that the fonts do not name make a page suspect
_LEAST_STRINGS = 50  # that are drawn on a page
_LEAST_SIGNS = 0.3  # in a string on average: with fewer a font without a map has lost them
_LOST_SHARE = 0.01  # of the letters: more that are missing are told
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """One reading of a page, and what is to be thought of it."""

    sheet: Sheet
    text: str  # as the engine wrote it, in its order
    letters: int
    lost: int  # letters that say nothing
    garbled: bool

    @classmethod
    def of(cls, sheet: Sheet) -> Judged:
        """Judge a reading."""
        texts = (sheet.pieces, *sheet.written)
        text = "\n".join(" ".join(piece.text for piece in pieces) for pieces in texts)
        letters = sum(map(str.isalpha, text))
        return cls(sheet, text, letters, max(sheet.unmapped, count_unreadable(text)), is_garbled(text))

    @property
    def is_suspect(self) -> bool:
        """Whether the page wants a second reading: nothing on it, nonsense, or letters without a name."""
        if not self.text.strip():
            return not self.sheet.pictures or self.sheet.unmapped > 0
        if self.sheet.strings >= _LEAST_STRINGS and len(self.text) < _LEAST_SIGNS * self.sheet.strings:
            return True
        return self.garbled or self.sheet.shortened or self.sheet.unmapped > _UNMAPPED_SHARE * len(self.text)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is to be said of a reading that is not to be trusted."""
        if self.garbled:
            return ("The text looks garbled.",)
        if self.sheet.shortened:
            return (f"{SHORTENED}: what stands after its 32,767 bytes is lost.",)
        if self.lost > _LOST_SHARE * len(self.text):
            return (f"{self.lost} letters are missing: the file's fonts do not say what they are.",)
        return ()


def is_better(again: Judged, first: Judged) -> bool:
    """Return whether a second reading of a suspect page has more to say than the first."""
    if first.sheet.shortened:
        return again.letters > first.letters
    if again.garbled != first.garbled:
        return first.garbled
    return not again.garbled and again.letters - again.lost > first.letters - first.lost


def agreement(one: str, other: str) -> float:
    """Return how far two readings have the same words: twice the shared ones, of both (Dice); 1 of none."""
    mine, theirs = (Counter(_words(text)) for text in (one, other))
    total = mine.total() + theirs.total()
    return round(2 * (mine & theirs).total() / total, 3) if total else 1.0


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", mended_text(text)).lower())
