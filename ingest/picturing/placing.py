"""Writing where the words of slides stand on their pictures; their text stays, and so does the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from archive.catalogue.tables import PageRow, Version
from archive.pages import Block, BlockKind, Span, Word, pack_words, unpack_blocks
from ingest.picturing.boxes import aligned
from ingest.picturing.slides import FORMATS

_NONE = (b"", pack_words(()))


def write(session: Session, sha256: str, rendered: Mapping[int, Sequence[Word]]) -> None:
    """Write the places of the words of every version of these bytes, by the number of the slide."""
    query = (
        select(PageRow)
        .join(Version, Version.id == PageRow.version_id)
        .where(Version.sha256 == sha256, PageRow.part == "", PageRow.number.in_(rendered))
    )
    for row in session.scalars(query):
        figures = undrawn(unpack_blocks(row.blocks))
        row.words = pack_words(aligned(row.text, rendered[row.number], figures))


def undrawn(blocks: Iterable[Block]) -> list[Span]:
    """Return what of a slide's text stands nowhere on it: what its pictures are said to show."""
    return [(block.start, block.end) for block in blocks if block.kind is BlockKind.FIGURE]


def spread(session: Session) -> int:
    """Give versions without places those of another version of the same bytes; return to how many pages.

    A file that comes back after another stood in its place is a new version, of which nothing is drawn anew.
    """
    twice = select(Version.sha256).where(Version.format.in_(FORMATS))
    twice = twice.group_by(Version.sha256).having(func.count() > 1)
    given = 0
    for sha256 in session.scalars(twice).all():
        rows = session.scalars(
            select(PageRow)
            .join(Version, Version.id == PageRow.version_id)
            .where(Version.sha256 == sha256)
            .options(undefer(PageRow.words))
        ).all()
        known = {(row.number, row.text): row.words for row in rows if row.words not in _NONE}
        for row in rows:
            if row.words in _NONE and (found := known.get((row.number, row.text))):
                row.words = found
                given += 1
    return given
