"""Word documents: ``.docx``, ``.docm``, ``.dotx``, ``.dotm`` (ECMA-376 part 1, WordprocessingML).

python-docx knows the elements (core properties, styles, numbering); the package is opened and the
text is walked here, part by part, since python-docx gives up the whole document for one missing or
broken part and passes over text boxes, notes, charts and content controls.
"""

from ingest.readers.word.reader import read

__all__ = ["read"]
