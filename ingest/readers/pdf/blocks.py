"""What stretches of a page are: headings, paragraphs and items of lists.

A PDF seldom says; size, indentation and blank space do. The rules are few, so that what goes wrong
goes wrong in a way one can foresee.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise, takewhile

from archive.pages import BlockKind
from ingest.readers.pdf.order import Line, Part

_LARGER = 1.15  # times the body's size: a heading
_LONGEST_HEADING = 220  # letters; more is a paragraph in large type
_FEW_LETTERS = 500  # on a slide the largest writing may also be most of it
_TITLE_SHARE = 0.92  # of the size of the largest heading, and of a headline's largest line
_LONGEST_HEADLINE = 160
_LEAST_HEADLINE = 4  # letters that a line has to be part of a headline
_BLANK = 0.75  # of the size: a wider blank between two lines ends a paragraph
_SAME_SIZE = 0.1  # relative difference in size within a paragraph
_INDENT = 0.8  # of the size: indentation that begins a paragraph or another depth of a list
_OFF_CENTRE = 0.3  # of the size: how far centred lines are off each other's middle, twice
_DEEPEST_ITEM = 5

BULLETS = "•‣▪■●○◦▶►➢➤✓✔❖◆·∙⁃□▫☐❏❑❒☑"
_BULLET = re.compile(rf"[{BULLETS}*–—-]$")
_NUMBER = re.compile(r"(\d{1,3}[.)]|[a-zA-ZåäöÅÄÖ][.)]|\(\w{1,3}\))$")
_LETTER = re.compile(r"[^\W\d_]")


Heading = tuple[int, int]
"""Which heading of the page, and its level in the document, as tags tell it."""


@dataclass(slots=True)
class Stretch:
    """Lines that belong together, and what they are. The pieces of an item do not hold its bullet."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    rows: list[list[list[Line]]] = field(default_factory=list)  # of a table: the lines of each cell
    heading: Heading | None = None  # that the file's tags say it is

    @property
    def size(self) -> float:
        """Return the size of its writing in points."""
        return self.lines[0].size

    @property
    def letters(self) -> int:
        """Return how many letters it has."""
        return sum(line.letters for line in self.lines)


def stretches(parts: Iterable[Part], headings: Mapping[int, Heading]) -> list[Stretch]:
    """Return the stretches of a page in reading order.

    `headings` are those that the file's tags tell, by the number of their marked content. Where there
    are any, they are the page's headings; else those that look like headings are.
    """
    found: list[Stretch] = []
    for part in parts:
        current: Stretch | None = None
        for line in part:
            heading = _heading_of(line, headings) if headings else None
            opens_item = heading is None and _opens_item(line, current)
            same = current is not None and not opens_item and heading == current.heading
            if current is not None and same and (heading is not None or _goes_on(current, line)):
                current.lines.append(line)
                continue
            current = Stretch([line], BlockKind.ITEM if opens_item else BlockKind.PARAGRAPH, heading=heading)
            found.append(current)
    if not _mark_tagged(found):
        _mark_headings(found)
    _set_depths(found)
    for stretch in found:
        if stretch.kind is BlockKind.ITEM:
            _strip_bullet(stretch.lines[0])
    return found


def headline(parts: Iterable[Part]) -> str:
    """Return the largest lines of a page, those that follow each other, as one line of text.

    Where all of the page is of one size, these are its first lines before a blank; running text is
    no headline, and then there is none.
    """
    lines = [line for part in parts for line in part if not line.pieces[0].turn]
    lines = [line for line in lines if len(_LETTER.findall(_text(line))) >= _LEAST_HEADLINE]
    least = max((line.size for line in lines), default=0) * _TITLE_SHARE
    largest = dropwhile(lambda line: line.size < least, lines)
    chosen = list(takewhile(lambda line: line.size >= least, largest))
    if sum(len(_text(line)) + 1 for line in chosen) > _LONGEST_HEADLINE:
        blanks = (below.y0 - above.y1 > _BLANK * above.size for above, below in pairwise(chosen))
        chosen = chosen[: next((index for index, blank in enumerate(blanks, 1) if blank), len(chosen))]
    joined = " ".join(map(_text, chosen))
    return joined if len(joined) <= _LONGEST_HEADLINE else ""


def _text(line: Line) -> str:
    return " ".join(piece.text for piece in line.pieces)


def _opens_item(line: Line, current: Stretch | None) -> bool:
    """Return whether a line begins an item: a bullet, or a number where a sentence has ended before it."""
    first = line.pieces[0].text
    if first[0] in BULLETS:
        return len(first) > 1 or len(line.pieces) > 1
    if len(line.pieces) < 2:
        return False
    if _BULLET.match(first):
        return True
    if not _NUMBER.match(first):
        return False
    if current is None or current.kind is BlockKind.ITEM:
        return True
    return current.lines[-1].pieces[-1].text[-1] in ".:;!?" or not _goes_on(current, line)


def _goes_on(stretch: Stretch, line: Line) -> bool:
    """Return whether a line goes on with a stretch: same size, no blank between, no new indentation."""
    last = stretch.lines[-1]
    size = max(last.size, line.size)
    if abs(last.size - line.size) > _SAME_SIZE * size or line.pieces[0].turn != last.pieces[0].turn:
        return False
    if line.y0 - last.y1 > _BLANK * size or last.segments > 1 or line.segments > 1:
        return False
    if stretch.kind is BlockKind.ITEM:
        return line.x0 > stretch.lines[0].x0 - _INDENT * size
    indented = line.x0 - last.x0 > _INDENT * size
    outdented = last.x0 - line.x0 > _INDENT * size and len(stretch.lines) > 1
    centred = abs(line.x0 + line.x1 - last.x0 - last.x1) < _OFF_CENTRE * size
    return centred or not (indented or outdented)


def _heading_of(line: Line, headings: Mapping[int, Heading]) -> Heading | None:
    """Return the heading that most of a line's letters belong to; None where they belong to none."""
    letters: Counter[Heading | None] = Counter()
    for piece in line.pieces:
        letters[headings.get(piece.mark)] += len(piece.text)
    return letters.most_common(1)[0][0]


def _mark_tagged(found: list[Stretch]) -> bool:
    """Make headings of what the tags say are; return whether there are any.

    The first of the highest level is the page's title, as with headings that are told by their size.
    """
    tagged = [stretch for stretch in found if stretch.heading and stretch.letters <= _LONGEST_HEADING]
    levels = [stretch.heading[1] for stretch in tagged if stretch.heading]
    for index, (stretch, level) in enumerate(zip(tagged, levels, strict=True)):
        stretch.kind = BlockKind.HEADING
        stretch.level = 1 if index == levels.index(min(levels)) else max(2, level)
    return bool(tagged)


def _mark_headings(found: list[Stretch]) -> None:
    """Make short stretches in larger type headings; the first of the largest is the page's title."""
    body = _body_size(found)
    headings = [
        stretch
        for stretch in found
        if stretch.size >= body * _LARGER
        and _LEAST_HEADLINE // 2 <= stretch.letters <= _LONGEST_HEADING
        and not stretch.lines[0].pieces[0].turn
        and any(_LETTER.search(piece.text) for line in stretch.lines for piece in line.pieces)
    ]
    largest = max((stretch.size for stretch in headings), default=0)
    title_found = False
    for stretch in headings:
        stretch.kind = BlockKind.HEADING
        is_title = not title_found and stretch.size >= largest * _TITLE_SHARE
        stretch.level = 1 if is_title else 2
        title_found = title_found or is_title


def _body_size(found: list[Stretch]) -> float:
    """Return the size that most letters have; on a slide whose title is most of it, the next smaller."""
    letters: Counter[float] = Counter()
    for stretch in found:
        for line in stretch.lines:
            letters[round(line.size * 2) / 2] += line.letters
    if not letters:
        return 0.0
    body, _ = letters.most_common(1)[0]
    smaller = [size for size in letters if size < body / _LARGER and letters[size] >= _LEAST_HEADLINE]
    if smaller and body >= max(letters) / _LARGER and letters.total() < _FEW_LETTERS:
        return max(smaller)
    return body


def _set_depths(found: list[Stretch]) -> None:
    """Give each item its depth: how many smaller indentations the items just before it have."""
    indents: list[float] = []
    for stretch in found:
        if stretch.kind is BlockKind.HEADING:
            indents.clear()
        if stretch.kind is not BlockKind.ITEM:
            continue
        x0, tolerance = stretch.lines[0].x0, _INDENT * stretch.size
        while indents and x0 < indents[-1] - tolerance:
            indents.pop()
        if not indents or x0 > indents[-1] + tolerance:
            indents.append(x0)
        stretch.level = min(len(indents), _DEEPEST_ITEM)


def _strip_bullet(line: Line) -> None:
    """Take the bullet from a line; a number stays, since it says something."""
    first = line.pieces[0]
    if len(line.pieces) > 1 and _BULLET.match(first.text):
        line.pieces = line.pieces[1:]
    elif len(first.text) > 1 and first.text[0] in BULLETS:
        line.pieces = [first._replace(text=first.text[1:]), *line.pieces[1:]]
