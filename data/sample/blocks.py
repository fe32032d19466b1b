"""What a document is made of, whatever file it becomes. All of it is plain Swedish text."""

from dataclasses import dataclass, field
from typing import Literal

MARK = "Exempelmaterial"
"""The word that every page and slide carries."""

DISCLAIMER = (
    "Exempelmaterial: texten är skriven för att visa hur arkivet fungerar. "
    "Den är inte myndighetens eller någon talares egen och ska inte citeras."
)
"""The sentence on the first page of every document."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 opens a chapter, level 2 a section."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, bulleted, numbered or with boxes to tick."""

    items: tuple[str, ...]
    kind: Literal["bullet", "number", "check"] = "bullet"


@dataclass(frozen=True)
class Table:
    """A table with a head row; `widths` are shares of the line, equal when left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Aside:
    """A short text set apart in a box."""

    text: str


@dataclass(frozen=True)
class Steps:
    """Boxes in a row with arrows between them; SmartArt in a deck."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class TwoColumns:
    """A page set in two columns. Reports only."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class NewPage:
    """A page break. Reports only."""


@dataclass(frozen=True)
class Chart:
    """A native chart of invented figures. Decks only."""

    kind: Literal["column", "bar", "line", "pie"]
    title: str
    categories: tuple[str, ...]
    series: dict[str, tuple[float, ...]] = field(hash=False)


@dataclass(frozen=True)
class Group:
    """A named group of boxes; every inner tuple is a group of its own inside it. Decks only."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of `powerpoint.drawings`, by name, with its alternative text. Decks only."""

    drawing: Literal["triangle", "circles"]
    labels: tuple[str, ...]
    alt: str


Block = Heading | Paragraph | Bullets | Table | Aside | Steps | TwoColumns | NewPage | Chart | Group | Picture


@dataclass(frozen=True)
class Slide:
    """A slide of a PDF presentation or a deck. Notes and hiding exist in decks only."""

    title: str
    blocks: tuple[Block, ...]
    notes: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Presentation:
    """Slides after a title slide. `embedded_title` is what the file's own metadata says."""

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    embedded_title: str | None


@dataclass(frozen=True)
class Report:
    """An A4 document: a cover page, perhaps a table of contents, then the blocks.

    With `roman_front` the pages before the body are numbered i, ii and the body starts at 1.
    """

    title: str
    subtitle: str
    short_title: str
    blocks: tuple[Block, ...]
    embedded_title: str | None
    language: str | None = "sv-SE"
    contents: bool = False
    roman_front: bool = False
