"""Names that somebody else chose, shown so that they cannot deceive: what cannot be seen is made visible.

A line break, another control character or a mark that turns the direction of text is shown as its
number, ‹U+202E›, in pages as on a terminal, which would obey it. Templates isolate the direction of
names besides, with <bdi>.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS_OF_WORDS = "\u00ad\u200c\u200d"  # the soft hyphen and the joiners
_SUSPECT = re.compile(r"[^\w !-~]")
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def legible(name: str) -> str:
    """Return a name with every invisible character as something to see."""
    return _SUSPECT.sub(lambda found: _shown(found[0]), name)


def _shown(letter: str) -> str:
    if unicodedata.category(letter) not in _INVISIBLE or letter in _MARKS_OF_WORDS:
        return letter
    return f"‹U+{ord(letter):04X}›"
