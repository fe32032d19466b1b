"""What a lexicon was built from, in one line: another line, another lexicon.

Told without opening one and without loading what builds it, since the index's manifest asks for it.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from search.language.lexicon.sources import reviewed, stops
from search.language.lexicon.sources.hunspell import PACKAGE as HUNSPELL
from search.language.lexicon.sources.hunspell import SUMS

FORMAT = 1
"""Of the file; changes with its layout."""

BUILDER = 6
"""Changes whenever the same sources give another lexicon."""

WORDFREQ = "wordfreq"


@cache
def stamp() -> str:
    """Return the format, the builder, the versions of the sources, and a hash of what we put in by hand."""
    return (
        f"{FORMAT}.{BUILDER}, {HUNSPELL} {_version(HUNSPELL)}, {WORDFREQ} {_version(WORDFREQ)}, "
        f"lists {_hash_of_lists()}"
    )


def _hash_of_lists() -> str:
    lists = (SUMS, reviewed.FIRST, reviewed.LAST, stops.NEVER_FIRST_WORDS, stops.NEVER_FIRST)
    more = (stops.NEVER_LAST, stops.NEVER_LAST_WORDS, stops.WHOLE_WORDS, stops.ORGANISATIONS)
    told = repr([sorted(part.items() if isinstance(part, dict) else part) for part in (*lists, *more)])
    return sha256(told.encode()).hexdigest()[:12]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
