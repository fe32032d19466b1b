"""A list of telephone numbers beside names, such as an alarm list or a list of participants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.pages import Span

FEWEST = 6
"""Different numbers on one page, each beside a name, that make it a list. The contacts of a leaflet are
fewer (measured in docs/decisions.md)."""

_NUMBER = re.compile(
    r"(?<![\d+/.,:-])(?:(?:\+|00)46[\s-]?(?:\(0\)\s?)?\d{1,3}|0\d{1,3})"
    r"(?:\s?[-\u2010-\u2015/]\s?|\s)?\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\d-])(?![.,:]\d)"
)
_PERSON = re.compile(
    r"(?<![\w.])[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?[ ,]{1,2}(?:[A-ZÅÄÖÉ]\.? )?"
    r"[A-ZÅÄÖÉ][a-zåäöéü]+\b"
)


def telephone_list(text: str) -> tuple[Span, ...]:
    """Return where the numbers of a page stand that make it a list; nothing where it is none."""
    found = list(_beside_names(text))
    different = {re.sub(r"\D", "", text[start:end])[-7:] for start, end in found}
    return tuple(found) if len(different) >= FEWEST else ()


def _beside_names(text: str) -> Iterator[Span]:
    """Yield the numbers that have a name of their own: on their line, or on one of the two above."""
    named: list[bool] = []
    at = 0
    for line in text.split("\n"):
        named.append(bool(_PERSON.search(line)))
        for number in _NUMBER.finditer(line):
            if 8 <= len(re.sub(r"\D", "", number[0])) <= 13 and any(named[-3:]):
                yield at + number.start(), at + number.end()
        at += len(line) + 1
