"""PowerPoint decks: ``.pptx``, ``.ppsx``, ``.pptm``, ``.potx`` ([MS-OE376], ECMA-376 part 1).

python-pptx knows the elements (slide list, core properties, tables, graphic frames); the package is
opened and the shapes are walked here, part by part, since python-pptx loads all media into memory
and gives up the whole deck for one missing or broken part.
"""

from ingest.readers.deck.reader import read

__all__ = ["read"]
