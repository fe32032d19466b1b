"""PowerPoint 97–2003 decks: ``.ppt``, ``.pps``, ``.pot`` ([MS-PPT], its drawings [MS-ODRAW]).

A deck of that age is a tree of binary records in one stream of an OLE compound file. olefile opens
the file; the records are walked here, since no library in Python reads them whole.
"""

from ingest.readers.legacy_deck.reader import read

__all__ = ["read"]
