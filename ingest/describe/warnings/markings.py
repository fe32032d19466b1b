"""Markings that say that something is not meant to be published: *Arbetsmaterial*, *SEKRETESS*.

A marking stands alone: on a line, as a stamp, in the name of the file. The same word in a sentence
or as a topic (a talk on secrecy) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.pages import BlockKind, Page, Span

_LONGEST = 120  # characters of a line that is a marking

_DRAFT = re.compile(
    r"[\W_]*(?:(?:internt|preliminärt|första|andra|tredje)\s+)?(?:arbetsmaterial|utkast)(?![-\w])"
    r"(?:\s+(?:till|för)\s+(?:intern\w*|diskussion|synpunkter))?"
    r"[\s,;:()–-]*(?:ej|inte|får\s+(?:ej|inte))?\s*(?:för\s+)?(?:spridning|spridas|publicering|publiceras)?"
    r"(?:[\s,;:()–-]*(?:version|ver\.?|v\.?|nr\.?|den)?[\s.]*[\d][\d\s.:/–-]*"
    r"(?:(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.?[\s\d]*)?)?[\W_]*",
    re.IGNORECASE,
)
_DRAFT_IN_NAME = re.compile(r"(?<![^\W\d_])(?:arbetsmaterial|arbetsutkast|utkast)(?![^\W\d_])", re.IGNORECASE)

_LAW = (
    r"(?:[\s,;:()–-]*(?:enligt|jml\.?|jfr)?\s*(?:(?:\d+\s*kap\.?|\d+\s*§+|OSL|offentlighets-?\s*och\s+"
    r"sekretesslag\w*|sekretesslag\w*|SekrL|\(?\d{4}:\d+\)?|st\.?|p\.?|och|\d+)[\s.,;:()]*)+)"
)
_SECRET = re.compile(
    rf"[\W_]*(?:sekretess(?:belag[dt]a?|märk[dt]|markera[dt]|markering)|omfattas\s+av\s+sekretess)"
    rf"(?:\s+(?:handling|uppgift|uppgifter|material|information))?{_LAW}?[\W_]*",
    re.IGNORECASE,
)
_STAMP = re.compile(rf"[\W_]*SEKRETESS(?:{_LAW})?[\W_]*")
_BARE_STAMP = re.compile(r"[\W_]*SEKRETESS[\W_]*")
_THIS_IS_SECRET = re.compile(
    r"\b(?:denna|detta|hela)\s+(?:handling|dokument|rapport|material|bilaga|presentation|promemoria)\w*\s+"
    r"(?:är\s+sekretess(?:belag|märk|marker)\w+|omfattas\s+av\s+(?:\w+\s+)?sekretess|innehåller\s+"
    r"(?:uppgifter\s+som\s+(?:är\s+sekretess\w+|omfattas\s+av\s+(?:\w+\s+)?sekretess)|sekretess\w+\s+uppgifter))",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"sekretess", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•◦▪■●○‣·–—*-]\s")
_WORTH_A_LOOK = re.compile(r"arbetsmaterial|utkast|sekretess", re.IGNORECASE)


def drafts(page: Page) -> Iterator[Span]:
    """Yield where a page is marked as a draft."""
    yield from (span for span, line in _lines(page) if _DRAFT.fullmatch(line))


def draft_in_name(name: str) -> bool:
    """Tell whether the name of a file, or a title, says that it is a draft."""
    return bool(_DRAFT_IN_NAME.search(name))


def secrets(page: Page) -> Iterator[Span]:
    """Yield where a page is marked as secret.

    The bare word in capitals that heads a page on secrecy is its topic, and no stamp.
    """
    yield from (found.span() for found in _THIS_IS_SECRET.finditer(page.text))
    headings = [(b.start, b.end) for b in page.blocks if b.kind is BlockKind.HEADING]
    mentions = len(_TOPIC.findall(page.text))
    for span, line in _lines(page):
        if _BARE_STAMP.fullmatch(line):
            is_heading = any(start < span[1] and span[0] < end for start, end in headings)
            if mentions == 1 or not (is_heading or mentions > 2):
                yield span
        elif _STAMP.fullmatch(line) or _SECRET.fullmatch(line):
            yield span


def _lines(page: Page) -> Iterator[tuple[Span, str]]:
    """Yield the lines of a page that may be markings; an item of a list is none."""
    if not _WORTH_A_LOOK.search(page.text):
        return
    items = [(b.start, b.end) for b in page.blocks if b.kind is BlockKind.ITEM]
    at = 0
    for line in page.text.split("\n"):
        end = at + len(line)
        listed = _BULLET.match(line) or any(start <= at < stop for start, stop in items)
        if line.strip() and len(line) <= _LONGEST and not listed and _WORTH_A_LOOK.search(line):
            yield (at, end), line
        at = end + 1
