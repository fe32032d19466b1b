"""Which reader reads a kind of file."""

from __future__ import annotations

from ingest.readers.kind import Kind
from ingest.readers.reading import Reader


def reader(kind: Kind) -> Reader:
    """Return the reader of a kind. Each is imported only when needed: starting up is what costs."""
    if kind is Kind.PDF:
        from ingest.readers.pdf import read as read_pdf

        return read_pdf
    if kind is Kind.DECK:
        from ingest.readers.deck import read as read_deck

        return read_deck
    if kind is Kind.LEGACY_DECK:
        from ingest.readers.legacy_deck import read as read_legacy_deck

        return read_legacy_deck
    if kind is Kind.SHORTCUT:
        from ingest.readers.shortcut import read as read_shortcut

        return read_shortcut
    if kind is Kind.DOCUMENT:
        from ingest.readers.word import read as read_word

        return read_word
    if kind is Kind.ODF_TEXT:
        from ingest.readers.opendocument import read_text as read_odf_text

        return read_odf_text
    if kind is Kind.ODF_DECK:
        from ingest.readers.opendocument import read_presentation

        return read_presentation
    from ingest.readers.text import read as read_text

    return read_text
