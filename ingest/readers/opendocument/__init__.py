"""OpenDocument: texts (``.odt``, ``.ott``) and presentations (``.odp``, ``.otp``), OASIS ODF 1.3 part 3.

Read with lxml alone: content.xml holds the text, styles.xml heads, feet and masters, meta.xml what the
file says of itself.
"""

from ingest.readers.opendocument.presentation import read as read_presentation
from ingest.readers.opendocument.text import read as read_text

__all__ = ["read_presentation", "read_text"]
