"""Texts: the records of one body of text, and the pieces of a page that its paragraphs make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from archive.pages import BlockKind
from ingest.readers.legacy_deck.stream.records import Record, Type, descendants
from ingest.readers.legacy_deck.styles import Stretch, levels, stretches
from ingest.readers.office.letters import normalise, without_bullet
from ingest.readers.office.pieces import Piece


class Role(IntEnum):
    """What a text is to its slide ([MS-PPT] 2.13.33)."""

    TITLE = 0
    BODY = 1
    NOTES = 2
    OTHER = 4
    CENTRED_BODY = 5
    CENTRED_TITLE = 6
    HALF_BODY = 7
    QUARTER_BODY = 8


TITLES = frozenset((Role.TITLE, Role.CENTRED_TITLE))
_LISTS = frozenset((Role.BODY, Role.HALF_BODY, Role.QUARTER_BODY))  # have bullets unless they say otherwise
_TEXTS = (Type.TEXT_CHARS, Type.TEXT_BYTES)
_METAS = (  # stand for a letter that is not written but made: the slide's number, today's date
    Type.SLIDE_NUMBER_META,
    Type.DATE_TIME_META,
    Type.GENERIC_DATE_META,
    Type.HEADER_META,
    Type.FOOTER_META,
    Type.RTF_DATE_TIME_META,
)


@dataclass
class Text:
    """One body of text as its records have it."""

    role: int = Role.OTHER
    letters: str = ""
    set_paragraphs: list[Stretch] = field(default_factory=list)
    set_letters: list[Stretch] = field(default_factory=list)
    made: set[int] = field(default_factory=set)  # where a letter stands for what is made
    links: list[int] = field(default_factory=list)  # numbers of hyperlinks, in order


def texts(found: Iterable[Record]) -> list[Text]:
    """Return the texts that a sequence of records makes: each begins with its header.

    A text without a header before it, or a second one after the same header, is one of its own.
    """
    made: list[Text] = []
    has_letters = True
    for record in found:
        if record.type == Type.TEXT_HEADER:
            made.append(Text(record.number("<I", default=Role.OTHER)))
            has_letters = False
        elif record.type in _TEXTS:
            if has_letters:
                made.append(Text())
            made[-1].letters, has_letters = _letters(record), True
        elif made:
            _add(made[-1], record)
    return made


def pieces(text: Text) -> list[Piece]:
    """Return the paragraphs of a text that hold anything."""
    found, start = [], 0
    for line in text.letters.split("\r"):
        end = start + len(line)
        if text.made:
            line = "".join(letter for at, letter in enumerate(line, start) if at not in text.made)
        plain, typed = without_bullet(normalise(line))
        if plain:
            paragraph = _at(text.set_paragraphs, start)
            bullet = text.role in _LISTS if paragraph.bullet is None else paragraph.bullet
            kind = BlockKind.ITEM if bullet or typed else BlockKind.PARAGRAPH
            level = paragraph.level + 1 if kind is BlockKind.ITEM else 0
            found.append(Piece(kind, plain, level, size=_largest(text.set_letters, start, end)))
        start = end + 1
    return found


def line(found: Iterable[Piece]) -> str:
    """Return paragraphs on one line."""
    return " ".join(piece.text.replace("\n", " ") for piece in found)


def _letters(record: Record) -> str:
    if record.type == Type.TEXT_CHARS:
        return record.body.decode("utf-16-le", "replace")
    return record.body.decode("latin-1")  # the low bytes of UTF-16 ([MS-PPT] 2.9.43)


def _add(text: Text, record: Record) -> None:
    """Add what a record says of the text before it."""
    if record.type == Type.STYLE_TEXT_PROP:
        text.set_paragraphs, text.set_letters = stretches(record.body, len(text.letters))
    elif record.type == Type.MASTER_TEXT_PROP and not text.set_paragraphs:
        text.set_paragraphs = levels(record.body)
    elif record.type in _METAS:
        text.made.add(record.number("<I"))
    elif record.holds_records:
        text.links += links(record)


def links(root: Record) -> list[int]:
    """Return the numbers of the hyperlinks below a record, in order."""
    return [atom.number("<I", 4) for atom in descendants(root, (Type.INTERACTIVE_INFO_ATOM,))]


def _at(found: list[Stretch], letter: int) -> Stretch:
    """Return the stretch that a letter stands in."""
    index = bisect_right(found, letter, key=lambda stretch: stretch.end)
    return found[index] if index < len(found) else Stretch(letter)


def _largest(found: list[Stretch], start: int, end: int) -> float:
    """Return the size of the largest letters between two places."""
    first = bisect_right(found, start, key=lambda stretch: stretch.end)
    last = bisect_right(found, max(start, end - 1), key=lambda stretch: stretch.end)
    return float(max((stretch.size for stretch in found[first : last + 1]), default=0))
