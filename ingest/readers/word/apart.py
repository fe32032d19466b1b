"""What stands apart from the text and is referred to in it: footnotes, endnotes, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.office.container import BrokenPart
from ingest.readers.office.package import Package, Part
from ingest.readers.office.sheet import Beside, Comment, Token, Turn, pieces_of
from ingest.readers.word.xml import W

Walk = Callable[[etree._Element], Iterator[Token]]

NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_RULES = ("separator", "continuationSeparator", "continuationNotice")  # lines drawn above the notes


@dataclass
class Apart:
    """Notes and comments that were not referred to yet, by their ids."""

    notes: dict[tuple[str, str], tuple[etree._Element, Walk]] = field(default_factory=dict)
    comments: dict[str, tuple[etree._Element, Walk]] = field(default_factory=dict)

    def note(self, kind: str, key: str) -> Iterator[Token]:
        """Yield a note where it is first referred to."""
        element, walk = self.notes.pop((kind, key), (None, None))
        if element is None or walk is None:
            return
        tokens = list(walk(element))
        yield Beside(pieces_of(tokens))
        yield from (t for t in tokens if not isinstance(t, Turn) and t not in pieces_of(tokens))

    def comment(self, key: str) -> Iterator[Token]:
        """Yield a comment where it is first referred to: its text alone, for comments are withheld."""
        element, walk = self.comments.pop(key, (None, None))
        if element is None or walk is None:
            return
        text = "\n".join(
            piece.text or "\n".join(" ".join(row) for row in piece.rows) for piece in pieces_of(walk(element))
        )
        if text:
            yield Comment(text)

    def left(self) -> Iterator[Token]:
        """Yield the comments on what was deleted, and those that are on nothing."""
        for key in list(self.comments):
            yield from self.comment(key)


def read_apart(package: Package, document: Part, walk_of: Callable[[Part], Walk], faults: list[str]) -> Apart:
    """Read the parts with notes and comments; one that is broken is told in `faults`."""
    apart = Apart()
    for kind in (*NOTES, "comments"):
        name = document.first(kind)
        if not name:
            continue
        try:
            part = package.part(name)
        except BrokenPart as error:
            faults.append(f"the {kind}: {error}")
            continue
        if part.fault:
            faults.append(f"the {kind} are damaged: {part.fault}")
        walk = walk_of(part)
        if kind == "comments":
            found = part.root.iterfind(W + "comment")
            apart.comments = {comment.get(W + "id") or "": (comment, walk) for comment in found}
            continue
        for note in part.root.iterfind(W + NOTES[kind]):
            if note.get(W + "type") not in _RULES:
                apart.notes[NOTES[kind], note.get(W + "id") or ""] = note, walk
    return apart
