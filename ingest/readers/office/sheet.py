"""What a document says, bit by bit in reading order, and one page gathered from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar

from archive.pages import BlockKind, Coverage, Page
from ingest.readers.links import leads_out
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.pieces import Piece, as_title, compose
from ingest.readers.reading import Attachment, OutlineEntry, Summary

Size = tuple[float, float]
"""Width and height of a page in points; 0 where the file does not say."""


class Turn(Enum):
    """Why a page ends here."""

    ASKED = "asked"  # somebody broke the page: an empty one is a page too
    STARTS = "starts"  # what follows begins a page, and does so where one has just begun
    SEEN = "seen"  # where the page ended when the file was last laid out


@dataclass(frozen=True, slots=True)
class Layout:
    """From here on pages are of this size, with this in their head and foot."""

    size: Size
    furniture: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A note that the text refers to here: it stands at the foot of the page."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody remarked on this place."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that this place leads to; kept only where it is one of the web or of a letter box."""

    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and whether there is a text for it that can be searched."""

    told: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read here, or is left out."""

    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """Something that is counted over the whole file."""

    name: str


_Told = TypeVar("_Told")

Token = Piece | Turn | Layout | Beside | Comment | Link | Picture | Fault | Count | Attachment


def guarded(what: str, tokens: Iterable[_Told]) -> Iterator[_Told | Fault]:
    """Yield tokens until something is broken, then what it was: a broken thing costs itself alone."""
    try:
        yield from tokens
    except MemoryError:
        raise
    except BrokenPart as error:
        yield Fault(str(error))
    except Exception as error:  # what a broken element raises is its own matter
        yield Fault(f"{what} cannot be read ({type(error).__name__}: {error})"[:200])


def pieces_of(tokens: Iterable[Token]) -> tuple[Piece, ...]:
    """Return only the pieces."""
    return tuple(token for token in tokens if isinstance(token, Piece))


@dataclass
class Whole:
    """What is gathered over all pages of a file."""

    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    headline: str = ""

    def summary(
        self,
        reader: str,
        page_count: int,
        embedded: dict[str, str],
        outline: tuple[OutlineEntry, ...] = (),
    ) -> Summary:
        """Return what is said of the whole file."""
        return Summary(
            reader=reader,
            page_count=page_count,
            headline=self.headline,
            embedded=embedded,
            outline=outline,
            left_out=tuple(dict.fromkeys(self.left_out)),
            counts={name: count for name, count in sorted(self.counts.items()) if count},
            attachments=tuple(self.attachments),
        )


@dataclass
class Sheet:
    """One page while it is gathered: its text, then notes, then what stands in its head and foot."""

    whole: Whole
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)
    pictures: int = 0
    chars: int = 0
    fresh: bool = True  # nothing was put on it yet

    def put(self, token: Token) -> None:
        """Put on the page what a token tells; turns and sizes are not a page's own matter."""
        self.fresh = False
        match token:
            case Piece():
                self.pieces.append(token)
                self.chars += length(token) + 1
            case Beside(pieces):
                self.notes += pieces
                self.chars += sum(length(piece) + 1 for piece in pieces)
            case Comment(text):
                self.comments.append(text)
            case Link(address):
                if leads_out(address):
                    self.links[address] = None
                    self.whole.counts["links"] += 1
            case Picture(told):
                self.pictures += not told
                self.whole.counts["images"] += 1
                self.whole.counts["images_without_alt_text"] += not told
            case Fault(what):
                self.faults[what] = None
            case Count(name):
                self.whole.counts[name] += 1
            case Attachment():
                self.whole.attachments.append(token)
                self.faults[f"the embedded file {token.name}"] = None

    def page(self, number: int, most_chars: int, unit: str = "page") -> Page:
        """Return the page; what was left out of it is told of the whole file too."""
        text, blocks, too_many = compose([*self.pieces, *self.notes, *self.furniture], most_chars)
        if too_many:
            self.faults[f"the text after the first {most_chars} characters"] = None
        self.whole.left_out += (f"{unit} {number}: {fault}" for fault in self.faults)
        self.whole.counts["comments"] += len(self.comments)
        page = Page(
            number,
            text,
            blocks,
            title=self._title(),
            comments=tuple(self.comments),
            remarks=tuple(self.faults),
            links=tuple(self.links),
            coverage=Coverage(pictures=self.pictures),
        )
        if number == 1:
            self.whole.headline = page.title
        return page

    def _title(self) -> str:
        """Return the first heading, or the first line of a page without one."""
        headings = [piece for piece in self.pieces if piece.kind is BlockKind.HEADING]
        texts = headings or [piece for piece in self.pieces if piece.text]
        return as_title(texts[0].text) if texts else ""


def sized(page: Page, size: Size) -> Page:
    """Return the page with its size."""
    return replace(page, width=size[0], height=size[1])


def length(piece: Piece) -> int:
    """Return how many letters a piece takes on a page."""
    return sum(len(cell) + 1 for row in piece.rows for cell in row) if piece.rows else len(piece.text)
