"""Questions as they are also typed: without å ä ö, and with one slip of the finger."""

from __future__ import annotations

import random

from search.language.tokens import words

_WITHOUT_DOTS = str.maketrans("åäöÅÄÖ", "aaoAAO")
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_SHORTEST = 4  # letters of a word worth a slip


def without_dots(text: str) -> str:
    """Return a question as it is typed on a keyboard that has no å, ä, ö."""
    return text.translate(_WITHOUT_DOTS)


def with_typo(text: str, chance: random.Random) -> str:
    """Return a question with one edit in its longest word, whose first letter stays.

    A letter is put in, left out, changed, or swapped with the next. A question without a word of four
    letters or more is returned as it is.
    """
    spans = [(a, b) for a, b in words(text) if text[a:b].isalpha() and b - a >= _SHORTEST]
    if not spans:
        return text
    start, end = max(spans, key=lambda span: span[1] - span[0])
    word = text[start:end]
    slipped = word
    while slipped == word:
        slipped = _slip(word, chance)
    return text[:start] + slipped + text[end:]


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    match chance.choice(("put in", "leave out", "change", "swap")):
        case "put in":
            return word[:at] + chance.choice(_LETTERS) + word[at:]
        case "leave out":
            return word[:at] + word[at + 1 :]
        case "change":
            return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]
        case _:
            at = max(1, at - 1)
            return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
