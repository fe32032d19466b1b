"""Plain text files: a form feed starts a page, a blank line a paragraph.

Headings are told only where the writer marked them: underlined with ``===`` or ``---``, or begun
with ``#``. Lines that begin with a bullet are items of a list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from pathlib import Path

from archive.folder.outcomes import Outcome
from archive.pages import Block, BlockKind, Page
from ingest.readers.encoding import decode
from ingest.readers.reading import Limits, Refused, Summary

MOST_BYTES = 64 << 20
"""Of one file that are read; a book has one million."""

TITLE_CHARS = 120

_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*\Z")
_HASHES = re.compile(r"(#{1,6})\s+(\S.*)\Z")
_BULLET = re.compile(r"(\s*)(?:[•‣▪●○◦*+–-])\s+(?=\S)")
_INDENT = 2  # columns of indentation that make an item one level deeper
_NOT_TEXT = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 173, 8203, 8288, 65279))
"""Controls, soft hyphens and invisible joints; tab, newline, form feed and return stay for now."""


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the pages of a text file."""
    most = min(limits.text_bytes, limits.file_bytes, MOST_BYTES)
    with path.open("rb") as file:
        data = file.read(most + 1)
    if not data:
        raise Refused(Outcome.DAMAGED, "the file is empty")
    left_out = []
    if len(data) > most:
        left_out.append(f"the text after the first {most >> 20 or 1} MiB")
    text = _clean(decode(data[:most], cut=len(data) > most))
    count, headline = 0, ""
    for count, part in enumerate(_pages(text, limits.page_chars), 1):
        if count > limits.pages:
            left_out.append(f"the pages after the first {limits.pages}")
            count = limits.pages
            break
        page = _page(count, part)
        headline = headline or page.title
        yield page
    return Summary(reader="text", page_count=count, headline=headline, left_out=tuple(left_out))


def _clean(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)
    return unicodedata.normalize("NFC", text)


def _pages(text: str, most: int) -> Iterator[str]:
    """Divide at form feeds; a page that is too long goes on, at the end of a line, on the next."""
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()  # a form feed at the very end closes the last page
    for part in parts:
        while len(part) > most:
            cut = part.rfind("\n", most // 2, most) + 1 or most
            yield part[:cut]
            part = part[cut:]
        yield part


def _page(number: int, source: str) -> Page:
    parts: list[str] = []
    blocks: list[Block] = []
    end = 0
    for kind, level, text in _blocks(source.split("\n")):
        start = end + 1 if parts else 0
        end = start + len(text)
        parts.append(text)
        blocks.append(Block(kind, start, end, level))
    text = "\n".join(parts)
    headings = [text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    title = headings[0] if headings else text.split("\n", 1)[0]
    return Page(number, text, tuple(blocks), title=title[:TITLE_CHARS].rstrip())


def _blocks(lines: list[str]) -> Iterator[tuple[BlockKind, int, str]]:
    """Yield kind, level and text of each block of a page's lines."""
    pending: list[str] = []  # the lines of the paragraph or item being read
    kind, level = BlockKind.PARAGRAPH, 0
    for line in [*lines, ""]:
        words = " ".join(line.split())
        hashes, bullet = _HASHES.match(line), _BULLET.match(line)
        underlined = _UNDERLINE.match(line) and len(pending) == 1 and kind is BlockKind.PARAGRAPH
        if underlined:
            yield BlockKind.HEADING, 1 if line.startswith("=") else 2, pending.pop()
        elif not words or hashes or bullet:
            if pending:
                yield kind, level, "\n".join(pending)
            pending, kind, level = [], BlockKind.PARAGRAPH, 0
            if hashes:
                yield BlockKind.HEADING, len(hashes[1]), " ".join(hashes[2].rstrip("# ").split()) or words
            elif bullet:
                kind, level = BlockKind.ITEM, len(bullet[1].expandtabs(4)) // _INDENT + 1
                pending.append(" ".join(line[bullet.end() :].split()))
        else:
            pending.append(words)
