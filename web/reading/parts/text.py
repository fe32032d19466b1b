"""A page's text as proper HTML: headings, lists, tables, what pictures and charts show.

The blocks of a page say what each stretch of its text is. Text outside every block becomes
paragraphs, so nothing is ever left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from archive.pages import Block, BlockKind, Page, Span
from web.language.translated import gettext

Marked = Callable[[int, int], str]
"""Gives a stretch of the page's text as escaped HTML, with <mark> where words were asked for."""

_BULLET = re.compile(r"[•◦▪■●○‣·–—*-]\s+")
_BREAK = re.compile(r"\n[ \t]*\n")
_DEEPEST = 6  # of HTML's headings


def as_html(page: Page, marked: Marked, above: int = 1) -> Markup:
    """Return a page's text as HTML; its headings stand below a heading of level `above`."""
    return Markup("\n").join(_Writer(page.text, marked, above).write(page.blocks))


def paragraphs(text: str, marked: Marked) -> Markup:
    """Return text that has no blocks, such as notes, as paragraphs."""
    return as_html(Page(1, text), marked)


def plain(text: str) -> Marked:
    """Return how a text is written with nothing marked in it."""
    return lambda start, end: str(escape(text[start:end]))


class _Writer:
    """Writes the blocks of one page."""

    def __init__(self, text: str, marked: Marked, above: int) -> None:
        self._text = text
        self._marked = marked
        self._above = above
        self._level = above  # of the heading written last

    def write(self, blocks: tuple[Block, ...]) -> Iterator[Markup]:
        writers = {
            BlockKind.HEADING: self._heading,
            BlockKind.PARAGRAPH: self._paragraph,
            BlockKind.TABLE: self._table,
            BlockKind.FIGURE: self._figure,
            BlockKind.CHART: self._chart,
        }
        for kind, group in groupby(with_gaps(self._text, blocks), key=lambda block: block.kind):
            if kind is BlockKind.ITEM:
                yield self._list(list(group))
            else:
                yield from (writers[kind](block) for block in group)

    def _html(self, start: int, end: int) -> Markup:
        # the one place where marked text enters a page: Marked escapes before it marks
        return Markup(self._marked(start, end))  # noqa: S704

    def _heading(self, block: Block) -> Markup:
        wanted = self._above + max(1, block.level)
        self._level = min(wanted, self._level + 1, _DEEPEST)  # no level is left out
        tag = f"h{self._level}"
        return Markup("<{0}>{1}</{0}>").format(tag, self._html(block.start, block.end))

    def _paragraph(self, block: Block) -> Markup:
        return Markup("<p>{}</p>").format(self._html(block.start, block.end))

    def _list(self, items: list[Block]) -> Markup:
        parts, depth = [], 0
        for item in items:
            level = min(max(1, item.level), depth + 1)
            if level > depth:
                parts.append(Markup("<ul><li>"))
            else:
                parts.append(Markup("</li></ul>" * (depth - level) + "</li><li>"))  # noqa: S704
            depth = level
            bullet = _BULLET.match(self._text, item.start, item.end)
            parts.append(self._html(bullet.end() if bullet else item.start, item.end))
        return Markup("").join(parts) + Markup("</li></ul>" * depth)  # noqa: S704

    def _table(self, block: Block) -> Markup:
        if not block.rows:
            return self._paragraph(block)
        rows = Markup("").join(
            self._row(row, i == 0 < len(block.rows) - 1) for i, row in enumerate(block.rows)
        )
        return Markup(
            '<div class="wide" role="region" aria-label="{}" tabindex="0"><table>{}</table></div>'
        ).format(gettext("Tabell"), rows)

    def _row(self, cells: tuple[Span, ...], is_header: bool) -> Markup:
        def cell(span: Span) -> Markup:
            content = self._html(*span)
            if is_header and content.strip():
                return Markup('<th scope="col">{}</th>').format(content)
            return Markup("<td>{}</td>").format(content)

        return Markup("<tr>{}</tr>").format(Markup("").join(map(cell, cells)))

    def _figure(self, block: Block) -> Markup:
        return Markup('<p class="figure"><b>{}</b> {}</p>').format(
            gettext("Bildbeskrivning:"), self._html(block.start, block.end)
        )

    def _chart(self, block: Block) -> Markup:
        lines = list(_lines(self._text, block.start, block.end))
        items = Markup("").join(Markup("<li>{}</li>").format(self._html(*line)) for line in lines)
        return Markup('<div class="figure"><p><b>{}</b></p><ul>{}</ul></div>').format(
            gettext("Diagram:"), items
        )


def with_gaps(text: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks in order, and a paragraph for each stretch of text outside every block."""
    at = 0
    for block in blocks:
        yield from _paragraphs(text, at, block.start)
        yield block
        at = block.end
    yield from _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    at = start
    for gap in [*_BREAK.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        if text[at:stop].strip():
            yield Block(BlockKind.PARAGRAPH, at, stop)
        at = gap.end() if gap else end


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
