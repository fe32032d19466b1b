"""Looking through everything that was read of a file for what staff are to be warned of.

What is found is told by its kind and where it stands. The number itself is never written down, so
that no list of warnings becomes a list of personal numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.catalogue.staff.publication.warned import Kind, Warned, Where
from archive.pages import Page, Span
from ingest.describe.warnings.markings import draft_in_name, drafts, secrets
from ingest.describe.warnings.personal_numbers import personal_numbers
from ingest.describe.warnings.telephone_lists import telephone_list

MOST = 500
"""Warnings of one file; whoever reads more has long been warned."""

_MOST_SPANS = 50
_DIGITS = re.compile(r"\d{2}")


def find(file_name: str, titles: Iterable[str], pages: Iterable[Page]) -> tuple[Warned, ...]:
    """Return what to warn of in a file: by page, text before notes; what its titles say comes first."""
    found: list[Warned] = []
    for warned in (*_in_titles(file_name, titles), *(each for page in pages for each in _on_page(page))):
        found.append(warned)
        if len(found) == MOST:
            break
    return tuple(found)


def _in_titles(file_name: str, titles: Iterable[str]) -> Iterator[Warned]:
    names = (file_name, *titles)
    if any(True for name in names for _ in personal_numbers(name)):
        yield Warned(Kind.PERSONAL_NUMBER, 0, Where.TITLE)
    if any(map(draft_in_name, names)):
        yield Warned(Kind.DRAFT, 0, Where.TITLE)


def _on_page(page: Page) -> Iterator[Warned]:
    yield from _in_text(page, Where.TEXT)
    if page.notes:
        yield from _in_text(replace(page, text=page.notes, blocks=()), Where.NOTES)


def _in_text(page: Page, where: Where) -> Iterator[Warned]:
    found: dict[Kind, Iterable[Span]] = {Kind.DRAFT: drafts(page), Kind.CONFIDENTIAL: secrets(page)}
    if _DIGITS.search(page.text):
        found[Kind.PERSONAL_NUMBER] = personal_numbers(page.text)
        found[Kind.TELEPHONE_LIST] = telephone_list(page.text)
    for kind in Kind:
        if spans := tuple(sorted(found.get(kind, ())))[:_MOST_SPANS]:
            yield Warned(kind, page.number, where, spans)
