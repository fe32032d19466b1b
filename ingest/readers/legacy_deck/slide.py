"""One slide: its page, with what stands beside it, the speaker's notes and comments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archive.pages import BlockKind, Coverage, Page
from ingest.readers.legacy_deck.document import Document, Listed
from ingest.readers.legacy_deck.shapes import Drawn, add_text, read_drawing, unread
from ingest.readers.legacy_deck.stream.persist import Objects
from ingest.readers.legacy_deck.stream.records import Record, Type, descendants
from ingest.readers.legacy_deck.text import TITLES, line, pieces, texts
from ingest.readers.links import kept
from ingest.readers.office.letters import normalise
from ingest.readers.office.pieces import Piece, compose, title_of
from ingest.readers.reading import Limits

_HIDDEN = 0x0004  # fHidden of the SlideShowSlideInfoAtom's flags
_COMMENT_TEXT = 1  # instance of a comment's string


@dataclass(frozen=True, slots=True)
class Notes:
    """The pages of notes of a deck, by their own number and by the slide that each names."""

    by_id: dict[int, tuple[Listed, Record]]
    by_slide: dict[int, tuple[Listed, Record]]

    def of(self, listed: Listed, slide: Record | None) -> tuple[Listed, Record] | None:
        """Return the page of notes to a slide, or None where it has none."""
        atom = slide.first(Type.SLIDE_ATOM) if slide is not None else None
        number = atom.number("<I", 16) if atom is not None else 0
        own = self.by_id.get(number) if number else None
        return own or (self.by_slide.get(listed.id) if listed.id else None)  # 0 names no slide


def all_notes(document: Document, objects: Objects) -> Notes:
    """Find the pages of notes."""
    by_id, by_slide = {}, {}
    for listed in document.notes:
        record = objects.get(listed.number, Type.NOTES)
        atom = record.first(Type.NOTES_ATOM) if record is not None else None
        if record is not None:
            by_id[listed.id] = listed, record
        if record is not None and atom is not None:
            by_slide[atom.number("<I")] = listed, record
    return Notes(by_id, by_slide)


def read_slide(
    number: int,
    listed: Listed,
    slide: Record | None,
    notes: tuple[Listed, Record] | None,
    document: Document,
    limits: Limits,
) -> tuple[Page, Counter[str]]:
    """Return the page of a slide and what it counts.

    Where the slide itself is missing (`slide` is None), its outline text is the page.
    """
    outline = texts(listed.outline)
    drawn = Drawn(document, outline, limits.page_chars)
    if slide is None:
        drawn.faults.append(
            "the slide is missing, its outline was read" if outline else "the slide is missing"
        )
    else:
        if slide.cut:
            drawn.faults.append("it is cut off")
        read_drawing(drawn, slide)
    _add_outline(drawn)
    said = _said(drawn, *notes, limits) if notes is not None else ""
    return _page(number, drawn, slide, said, limits), drawn.counts


def _add_outline(drawn: Drawn) -> None:
    """Add the texts of the outline that no shape refers to, and that no shape has as its own."""
    if len(drawn.shown) == len(drawn.outline):
        return
    there = {piece.text for piece in drawn.pieces} | {drawn.title}
    missing = [
        text
        for at, text in enumerate(drawn.outline)
        if at not in drawn.shown and any(piece.text not in there for piece in pieces(text))
    ]
    for text in missing:
        if text.role in TITLES and line(pieces(text)) in there:
            continue
        add_text(drawn, text)


def _page(number: int, drawn: Drawn, slide: Record | None, said: str, limits: Limits) -> Page:
    heading = [Piece(BlockKind.HEADING, drawn.title, 1)] if drawn.title else []
    text, blocks, too_many = compose([*heading, *drawn.pieces], limits.page_chars)
    replies = comments(slide) if slide is not None else ()
    remarks = [*drawn.faults, *unread(drawn.embedded)]
    if too_many or drawn.room < 0 or len(said) > limits.page_chars:
        remarks.append(f"the text after the first {limits.page_chars} characters")
    addresses = (drawn.document.links.get(link, "") for link in drawn.links)
    return Page(
        number,
        text,
        blocks,
        title=drawn.title[: limits.page_chars] or title_of(drawn.pieces),
        notes=said[: limits.page_chars],
        comments=replies,
        hidden=slide is not None and _is_hidden(slide),
        width=drawn.document.width,
        height=drawn.document.height,
        remarks=tuple(dict.fromkeys(remarks)),
        links=kept(addresses),
        coverage=Coverage(pictures=drawn.counts["images_without_alt_text"]),
    )


def _said(slide: Drawn, listed: Listed, notes: Record, limits: Limits) -> str:
    """Return what a page of notes says, without its header, footer and number, and note its faults."""
    drawn = Drawn(slide.document, texts(listed.outline), limits.page_chars)
    read_drawing(drawn, notes)
    _add_outline(drawn)
    slide.faults += (f"the notes: {fault}" for fault in drawn.faults)
    return "\n".join(text for text in (drawn.title, *(piece.text for piece in drawn.pieces)) if text)


def comments(slide: Record) -> tuple[str, ...]:
    """Return the comments on a slide, which PowerPoint 2002 and later keep beside the drawing."""
    found = []
    for tags in slide.children():
        if tags.type != Type.PROG_TAGS:
            continue
        for comment in descendants(tags, (Type.COMMENT,)):
            strings = (child for child in comment.children() if child.type == Type.STRING)
            found += [normalise(child.text()) for child in strings if child.instance == _COMMENT_TEXT]
    return tuple(text for text in found if text)


def _is_hidden(slide: Record) -> bool:
    atom = slide.first(Type.SLIDE_SHOW_INFO)
    return atom is not None and bool(atom.number("<H", 10) & _HIDDEN)
