"""What a question may know of the archive: which words stand in it, how they are spelled, how often.

An engine makes one for each question (`search.engine.Engine.vocabulary`). It is of what the reader may
find at this moment: a word that stands in withheld documents alone is not in it, so that no correction
and no suggestion tells of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Form:
    """An exact form (`search.language.tokens.exact_form`), and on how many records it stands.

    A record is a page or the front of a document; those count that can be found, in any field.
    """

    exact: str
    records: int


class Vocabulary(Protocol):
    """The words of the archive. Spellings are compared folded (`search.language.tokens.folded`)."""

    def records(self, exact: str) -> int:
        """Return on how many records this form stands."""
        ...

    def key_records(self, key: str) -> int:
        """Return on how many records this key stands."""
        ...

    def spelled(self, folded: str) -> tuple[Form, ...]:
        """Return the forms whose folded spelling is this one, the commonest first."""
        ...

    def close_to(self, folded: str, distance: int, limit: int) -> tuple[Form, ...]:
        """Return forms whose folded spelling is at most so many edits away, the nearest first.

        An edit puts in, takes out or changes a letter, or swaps two neighbours (optimal string
        alignment). Among equals the commonest first. Only words of letters, of four or more, that stand
        on two records or more; an engine may leave out all but the 100,000 commonest.
        """
        ...

    def beginning(self, folded: str, limit: int) -> tuple[Form, ...]:
        """Return the forms whose folded spelling begins so, the commonest first."""
        ...


def records_of(keys: Iterable[str], vocabulary: Vocabulary) -> int:
    """Return on how many records a word stands in any form, by its keys: readings of it, the commonest."""
    return max(map(vocabulary.key_records, keys), default=0)
