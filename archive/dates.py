"""Dates of seminars, kept as precisely as they were stated and no more (decision 8).

A stated date is written ``2017``, ``2017-11``, ``2017-11-08``, or as a span of two of these:
``2017-11-08/2017-11-09``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_IN_WORDS = re.compile(r"(?:den )?(?:(\d{1,2})\s+)?([^\W\d]{3,})\s+(\d{4})")
_DAYS_IN_WORDS = re.compile(r"(?:den )?(\d{1,2})\s*[-–—]\s*(\d{1,2})\s+([^\W\d]{3,}\s+\d{4})")


class BadDate(ValueError):  # noqa: N818 - named for the mistake, as the text is shown to people
    """The text is not a date in one of the forms above."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as stated, with the first and last day that it covers."""

    stated: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> StatedDate:
        """Read a stated date; raise :class:`BadDate` where it is none."""
        begin, slash, end = text.strip().partition("/")
        first, last = _days(begin)
        if slash:
            _, last = _days(end)
        if last < first:
            raise BadDate(f"{text!r}: the last day comes before the first")
        return cls(text.strip(), first, last)

    @property
    def years(self) -> tuple[str, ...]:
        """Every year that the date touches, as four digits."""
        return tuple(str(year) for year in range(self.first.year, self.last.year + 1))


def typed(text: str) -> str:
    """Return a date that somebody typed as it is stated; what is no date comes back as it is.

    Of words, ``8 november 2017`` and ``november 2017``; of spans, ``8–9 november 2017`` and two dates
    with a dash between spaces, ``till`` or ``/`` between them.
    """
    plain = " ".join(text.casefold().split())
    if days := _DAYS_IN_WORDS.fullmatch(plain):
        ends = [f"{days[1]} {days[3]}", f"{days[2]} {days[3]}"]
    else:
        ends = re.split(r" [-–—] | till | ?/ ?", plain, maxsplit=1)
    stated = "/".join(map(_stated, ends))
    return stated if all(map(_STATED.match, stated.split("/"))) else text


def _stated(words: str) -> str:
    found = _IN_WORDS.fullmatch(words)
    month = found[2][:3] if found else ""
    if found is None or month not in _MONTHS:
        return words
    day = f"-{int(found[1]):02}" if found[1] else ""
    return f"{found[3]}-{_MONTHS.index(month) + 1:02}{day}"


def _days(text: str) -> tuple[date, date]:
    match = _STATED.match(text)
    if not match:
        raise BadDate(f"{text!r}: a date is written 2017, 2017-11 or 2017-11-08")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        raise BadDate(f"{text!r}: there is no such day") from None


def now() -> datetime:
    """Return this moment in UTC; the catalogue keeps nothing else."""
    return datetime.now(UTC)
