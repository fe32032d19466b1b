"""What may be stated of a document, whoever states it: descriptors, and staff in a form.

Each rule takes a value and returns it as the catalogue keeps it, or raises :class:`BadValue`, whose
text is in English for those who write descriptors; pages have words of their own for each `rule`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from archive.dates import BadDate, StatedDate

LANGUAGES = ("sv", "en")
MOST_POSITION = 1_000_000
MOST_NAMES = 300
LONGEST_NAME = 200  # characters
LONGEST_LINE = 500
LONGEST_TEXT = 10_000

_QUOTES = "\"'”“’"


class Rule(StrEnum):
    """What a value must be."""

    TEXT = "text"
    SHORT = "short"
    NAMES = "names"
    SHORT_NAMES = "short-names"
    FEWER = "fewer"
    DATE = "date"
    SERIES = "series"
    POSITION = "position"
    LANGUAGE = "language"


_IN_ENGLISH = {
    Rule.TEXT: 'must be a text, such as "Sekretess i samverkan"',
    Rule.SHORT: f"must be at most {LONGEST_LINE} characters, a description {LONGEST_TEXT}",
    Rule.NAMES: 'must be a list of names, such as ["Anna Ek", "Bo Al"], or one name',
    Rule.SHORT_NAMES: f"names have at most {LONGEST_NAME} characters",
    Rule.FEWER: f"must be at most {MOST_NAMES} names",
    Rule.DATE: 'must be a date, such as "2017", "2017-11", "2017-11-08" or "2017-11-08/2017-11-09"',
    Rule.SERIES: "must be the name of a folder of the first level, without a path",
    Rule.POSITION: f"must be a whole number from 0 to {MOST_POSITION}",
    Rule.LANGUAGE: "must be " + " or ".join(f'"{code}"' for code in LANGUAGES),
}


class BadValue(ValueError):  # noqa: N818 - named for the mistake, as the text is shown to people
    """A value is not what its field takes; the text says which form that is."""

    def __init__(self, rule: Rule, told: str = "") -> None:
        """Name the rule that is broken; `told` says more of how."""
        super().__init__(told or _IN_ENGLISH[rule])
        self.rule = rule


def tidy(text: str) -> str:
    """Return a text as one line in NFC: runs of space made one, and nothing that does not print."""
    shown = (_shown(letter) for letter in unicodedata.normalize("NFC", text))
    # Once more: letters may have come to stand beside an accent of theirs.
    return unicodedata.normalize("NFC", " ".join("".join(shown).split()))


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":  # soft hyphens, byte order marks, marks of direction
        return ""
    return " " if category.startswith("C") else letter


def paragraphs(text: str) -> str:
    """Return a text of several lines with each line tidy and at most one empty line at a time."""
    lines = "\n".join(tidy(line) for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def text(value: object) -> str:
    """Return a text of one line that is not empty."""
    return _short(_line(value), LONGEST_LINE)


def description(value: object) -> str:
    """Return a text of several lines that is not empty."""
    _line(value)
    return _short(paragraphs(str(value)), LONGEST_TEXT)


def names(value: object) -> list[str]:
    """Return a list of names, each once; one name alone counts as a list."""
    given = value if isinstance(value, list) else [value]
    try:
        found = list(dict.fromkeys(_line(name) for name in given))
    except BadValue:
        raise BadValue(Rule.NAMES) from None
    if len(found) > MOST_NAMES:
        raise BadValue(Rule.FEWER)
    if any(len(name) > LONGEST_NAME for name in found):
        raise BadValue(Rule.SHORT_NAMES)
    return found


def date(value: object) -> str:
    """Return the date of a seminar as `archive.dates` states it."""
    if not isinstance(value, str):
        raise BadValue(Rule.DATE)
    try:
        return StatedDate.parse(value).stated
    except BadDate as error:
        raise BadValue(Rule.DATE, str(error)) from None


def series(value: object) -> str:
    """Return the name of a series: that of a folder of the first level, there or not."""
    name = text(value)
    if re.search(r"[/\\]", name) or name.startswith("."):
        raise BadValue(Rule.SERIES)
    return name


def position(value: object) -> int:
    """Return a place within a series."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_POSITION:
        raise BadValue(Rule.POSITION)
    return value


def language(value: object) -> str:
    """Return the code of a language."""
    if not isinstance(value, str) or value not in LANGUAGES:
        raise BadValue(Rule.LANGUAGE)
    return value


def names_typed(line: str) -> list[str]:
    """Return the names that somebody typed on one line.

    They stand between semicolons, or between commas where no part can be a surname alone.
    """
    parts = _parts(line, ";")
    if len(parts) == 1 and all(" " in part for part in _parts(line, ",")):
        parts = _parts(line, ",")
    return parts


def _parts(line: str, separator: str) -> list[str]:
    bare = (part.strip(" \t[]").strip(_QUOTES) for part in line.split(separator))
    return [part for part in bare if part]


def _line(value: object) -> str:
    line = tidy(value) if isinstance(value, str) else ""
    if not line:
        raise BadValue(Rule.TEXT)
    return line


def _short(value: str, most: int) -> str:
    if len(value) > most:
        raise BadValue(Rule.SHORT)
    return value
