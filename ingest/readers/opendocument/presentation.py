"""From an OpenDocument presentation to its pages, one a slide."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from archive.folder.outcomes import Outcome
from archive.pages import BlockKind, Page
from ingest.readers.office.pieces import Piece
from ingest.readers.office.sheet import Sheet, Token, Turn, Whole, guarded, pieces_of, sized
from ingest.readers.opendocument.masters import on_every_slide
from ingest.readers.opendocument.package import Package
from ingest.readers.opendocument.styles import Styles, read_styles
from ingest.readers.opendocument.walking import Walker
from ingest.readers.opendocument.xml import DRAW, OFFICE, PRESENTATION
from ingest.readers.reading import Limits, Refused, Summary

_TITLES = ("title",)
_FURNITURE = ("header", "footer", "date-time", "page-number")
_DECLARED = tuple(PRESENTATION + name for name in ("header-decl", "footer-decl"))


@dataclass
class _Deck:
    """What holds for all slides."""

    walker: Walker
    around: Walker
    styles: Styles
    whole: Whole
    limits: Limits
    declared: tuple[Piece, ...] = ()
    seen: set[Piece] = field(default_factory=set)


def read(path: Path, limits: Limits) -> Generator[Page, None, Summary]:
    """Yield the slides of a deck; raise :class:`Refused` where it cannot be read at all."""
    whole = Whole()
    with Package(path, limits) as package:
        roots = package.roots(whole)
        body = roots.content.find(f"{OFFICE}body/{OFFICE}presentation")
        if body is None:
            raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an OpenDocument file, but not a presentation")
        styles = read_styles(roots)
        around = Walker(package, styles, furniture=True)
        declared = (
            Piece(BlockKind.PARAGRAPH, " ".join((e.text or "").split())) for e in body.iter(*_DECLARED)
        )
        deck = _Deck(Walker(package, styles), around, styles, whole, limits, tuple(declared))
        slides = body.findall(DRAW + "page")
        for number, slide in enumerate(slides[: limits.pages], 1):
            yield _slide(deck, slide, number)
        if len(slides) > limits.pages:
            whole.left_out.append(f"the slides after the first {limits.pages}")
        whole.counts["slides"] = len(slides)
        embedded = package.stated()
        package.tell_variant(whole)
    return whole.summary(f"lxml {version('lxml')}", len(slides), embedded)


def _slide(deck: _Deck, slide: etree._Element, number: int) -> Page:
    sheet = Sheet(deck.whole)
    for token in _in_order(deck, slide):
        if not isinstance(token, Turn):
            sheet.put(token)
    master = slide.get(DRAW + "master-page-name") or ""
    furniture = [*on_every_slide(deck.around, deck.styles.masters.get(master)), *deck.declared]
    for token in furniture:
        if isinstance(token, Piece):
            if token not in deck.seen:  # on every slide, but found once
                deck.seen.add(token)
                sheet.furniture.append(token)
        else:
            sheet.put(token)
    notes = "\n".join(_notes(deck, slide))
    if len(notes) > deck.limits.page_chars:
        sheet.faults[f"the text after the first {deck.limits.page_chars} characters"] = None
        notes = notes[: deck.limits.page_chars]
    hidden = deck.styles.hides_slide(slide.get(DRAW + "style-name") or "")
    deck.whole.counts["notes"] += bool(notes)
    deck.whole.counts["hidden_slides"] += hidden
    page = sheet.page(number, deck.limits.page_chars, "slide")
    return replace(sized(page, deck.styles.size(master)), notes=notes, hidden=hidden)


def _in_order(deck: _Deck, slide: etree._Element) -> Iterator[Token]:
    """Yield the title of a slide, and then what else it says."""
    shapes = [shape for shape in slide if isinstance(shape.tag, str)]
    titles = [shape for shape in shapes if shape.get(PRESENTATION + "class") in _TITLES]
    for shape in titles:
        texts = list(guarded("the title", deck.walker.block(shape)))
        title = " ".join(piece.text.replace("\n", " ") for piece in pieces_of(texts))
        if title:
            yield Piece(BlockKind.HEADING, title, 1)
        yield from (token for token in texts if not isinstance(token, Piece))
    for shape in shapes:
        if shape in titles or shape.get(PRESENTATION + "class") in _FURNITURE:
            continue
        if shape.tag != PRESENTATION + "notes":
            yield from guarded("a shape", deck.walker.block(shape))


def _notes(deck: _Deck, slide: etree._Element) -> Iterator[str]:
    """Yield the speaker's notes to a slide, not the picture of it that stands above them."""
    for notes in slide.iterfind(PRESENTATION + "notes"):
        for shape in notes:
            if shape.get(PRESENTATION + "class") in _FURNITURE or not isinstance(shape.tag, str):
                continue
            for piece in pieces_of(guarded("the notes", deck.walker.block(shape))):
                yield piece.text or "\n".join(" ".join(row) for row in piece.rows)
